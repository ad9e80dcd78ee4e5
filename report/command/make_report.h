/* SPDX-License-Identifier: MIT */
/* One report, from the options to the output: of a window's mails, or of one series. */
#ifndef REPORT_COMMAND_MAKE_REPORT_H
#define REPORT_COMMAND_MAKE_REPORT_H

#include "report/command/command.h"
#include "report/config/config.h"

/*
 * Opens the stores, finds the window in them, selects its mails and publishes them; moves
 * the bookmark if all mails were read and the output was taken. The configuration adds
 * values to the command. ST_DAMAGED: some mails could not be read, all others are in the
 * output. Standard error tells the reader what else there is to know.
 */
enum status make_report(struct command *, struct config *, struct buf *why);

#endif

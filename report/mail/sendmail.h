/* SPDX-License-Identifier: MIT */
/* Handing a message to the mail system. */
#ifndef REPORT_MAIL_SENDMAIL_H
#define REPORT_MAIL_SENDMAIL_H

#include "store/util/buf.h"
#include "store/util/status.h"

/*
 * Runs PROGRAM -t -oi, by default the system's sendmail, with the message on
 * its standard input: whole, so that nothing is sent of a message that wasn't
 * made to its end, even if this program is killed. ST_OK: it took the mail.
 * ST_BUSY: it refused, or can't be run.
 */
enum status sendmail_run(const char *program, struct str message, struct buf *why);

#endif

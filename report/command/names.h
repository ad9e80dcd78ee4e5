/* SPDX-License-Identifier: MIT */
/* --names: the words that an option takes, for the completions of shells. */
#ifndef REPORT_COMMAND_NAMES_H
#define REPORT_COMMAND_NAMES_H

#include "report/command/command.h"

/*
 * Appends the names of the kind that the command asks for, one per line: lists, digests,
 * sections, formats. ST_USAGE: there is no such kind; ST_NOINPUT: the store or the
 * configuration can't be read.
 */
enum status names_add(struct buf *names, const struct command *, struct buf *why);

#endif

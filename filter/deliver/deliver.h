/* SPDX-License-Identifier: MIT */
/*
 * Deliver mode: one message on standard input. Whatever goes wrong, there are
 * two exit codes. 0: the message is on disk, in the store or in the spool (or
 * with --pass-through was copied whole). 75: the host keeps it and tries again.
 */
#ifndef FILTER_DELIVER_DELIVER_H
#define FILTER_DELIVER_DELIVER_H

#include "filter/command/options.h"

/* Returns the exit code. Wrong options send the message to the spool. */
int deliver_message(const struct options *);

#endif

/* SPDX-License-Identifier: MIT */
/* Messages on standard error. */
#ifndef REPORT_OUTPUT_SAY_H
#define REPORT_OUTPUT_SAY_H

#include "store/util/buf.h"

#define PROGRAM_NAME "patchdigest-report"

/* Prints each line after the program's name, but for lines that begin with a blank: they
 * belong to the message before. Control characters are replaced: a message may quote a
 * subject or a file name, which must not act on a terminal. */
void say_on_stderr(struct str message);

#endif

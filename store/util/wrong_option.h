/* SPDX-License-Identifier: MIT */
/* Which option of the command line getopt_long() does not understand. */
#ifndef STORE_UTIL_WRONG_OPTION_H
#define STORE_UTIL_WRONG_OPTION_H

#include "store/util/buf.h"

/* Call it when getopt_long() has returned '?' or ':': appends the option as it was
 * written, or "-x" for a letter that may stand among others. */
void wrong_option_add(struct buf *, char *const *argv);

#endif

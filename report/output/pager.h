/* SPDX-License-Identifier: MIT */
/* The pager: $PAGER, or less(1) as git starts it. */
#ifndef REPORT_OUTPUT_PAGER_H
#define REPORT_OUTPUT_PAGER_H

#include <sys/types.h>

/* Starts the pager and sets *fd to a pipe that it reads. Returns 0, and does nothing, if
 * the user wants no pager or it can't be started. */
pid_t pager_start(int *fd);
/* Closes fd and waits until the pager has ended. */
void pager_finish(pid_t, int fd);

#endif

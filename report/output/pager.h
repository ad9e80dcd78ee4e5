/* SPDX-License-Identifier: MIT */
/* $PAGER, or less as git calls it, between the digest and the terminal. */
#ifndef REPORT_OUTPUT_PAGER_H
#define REPORT_OUTPUT_PAGER_H

#include <sys/types.h>

/* Sets fd to what the pager reads; 0, and nothing done, where none is wanted or can be
 * had. */
pid_t pager_start(int *fd);
/* Closes fd and waits until the user has read. */
void pager_finish(pid_t, int fd);

#endif

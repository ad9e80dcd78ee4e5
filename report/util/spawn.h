/* SPDX-License-Identifier: MIT */
/* Starts a program that reads what the report writes. */
#ifndef REPORT_UTIL_SPAWN_H
#define REPORT_UTIL_SPAWN_H

#include <sys/types.h>

/*
 * Starts argv[0], found in $PATH, with input as its standard input. SIGPIPE and SIGXFSZ,
 * which the report ignores, end it as usual. Returns 0, or an error number.
 */
int spawn_reader(pid_t *pid, char *const argv[], int input);

#endif

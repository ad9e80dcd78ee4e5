/* SPDX-License-Identifier: MIT */
/* Starts a program. */
#ifndef STORE_UTIL_SPAWN_H
#define STORE_UTIL_SPAWN_H

#include <sys/types.h>

/*
 * Starts a program: a path, or a name without / that is found in $PATH. It gets input as
 * its standard input. SIGPIPE and SIGXFSZ, which our programs ignore, end it as usual.
 * Returns 0, or an error number.
 */
int spawn_program(pid_t *pid, const char *name, char *const argv[], int input);

#endif

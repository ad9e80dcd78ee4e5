/* SPDX-License-Identifier: MIT */
/*
 * Runs git as a program. Repositories are other people's data: git gets the
 * repository by name (so that it neither searches nor asks who owns it), none
 * of the caller's GIT_* variables, no configuration of the user or the system,
 * no replaced objects, and no permission to fetch missing objects.
 */
#ifndef STORE_UTIL_GIT_H
#define STORE_UTIL_GIT_H

#include <sys/types.h>

#include "store/util/buf.h"

struct git {
	pid_t pid;
	int in, out; /* its standard input (-1: /dev/null) and output */
};

#define GIT_INIT ((struct git){ -1, -1, -1 })

/* The most arguments a list may have, without the NULL that ends it. */
#define GIT_ARGS 24

/*
 * Starts git on a repository; dir NULL: on the current folder's, if there is one.
 * input: opens a pipe to it. errors: the descriptor for its standard error, -1 for none.
 * False, with errno, if it can't be started.
 */
bool git_start(struct git *, const char *dir, const char *const args[], bool input,
	       int errors);
/* Returns a file in memory for git's standard error, for the caller to close; -1 if there
 * can be none. */
int git_errors_open(void);
/* Appends the first line of that file that is no warning, without "fatal: ". */
void git_errors_add(struct buf *, int errors);
/* Closes both pipes and waits. Returns git's exit status; -1 if a signal ended it. */
int git_end(struct git *);
/*
 * Runs git to its end, and appends its output without the last LF. Returns its
 * exit status; -1 also if it can't be started.
 */
int git_output(struct buf *out, const char *dir, const char *const args[]);
/* Makes a pipe as large as the system allows, up to size. Returns its size in bytes. */
size_t git_pipe_size(int fd, size_t size);

#endif

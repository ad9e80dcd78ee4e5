/* SPDX-License-Identifier: MIT */
/*
 * git, called as a program. Archives are other people's data: git is given
 * the repository by name (so that it neither searches nor asks who owns it),
 * none of the caller's GIT_* variables, no configuration of the user or the
 * system, no replaced objects, and no leave to fetch what is missing.
 */
#ifndef FILTER_ARCHIVE_GIT_H
#define FILTER_ARCHIVE_GIT_H

#include <sys/types.h>

#include "store/util/buf.h"

struct git {
	pid_t pid;
	int in, out; /* its standard input (-1: /dev/null) and output */
};

#define GIT_INIT           \
	{                  \
		-1, -1, -1 \
	}

/* What an argument list may hold; ended by NULL. */
#define GIT_ARGS 24

/*
 * Starts git on a repository (dir may be NULL: for commands that need none).
 * quiet: its standard error is dropped. false, with errno, if it can't be started.
 */
bool git_start(struct git *, const char *dir, const char *const args[], bool input,
	       bool quiet);
/* Closes its ends and waits; its exit status, or -1 if a signal ended it. */
int git_end(struct git *);
/*
 * Runs it to its end; appends its output without the last line end. Its exit
 * status; -1 also if it can't be started.
 */
int git_output(struct buf *out, const char *dir, const char *const args[]);
/* Makes a pipe as large as the system allows, up to size; its size. */
size_t git_pipe_size(int fd, size_t size);

#endif

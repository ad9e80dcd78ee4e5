/* SPDX-License-Identifier: MIT */
/*
 * The commits of one epoch by two processes of git: git log lists the commits,
 * git cat-file gives their blobs. Blobs are requested well before they are taken.
 */
#ifndef FILTER_ARCHIVE_COMMITS_GIT_H
#define FILTER_ARCHIVE_COMMITS_GIT_H

#include "filter/archive/cat_file.h"
#include "filter/archive/git_log.h"

enum commit_result {
	COMMIT_READ,	/* raw is its message */
	COMMIT_DELETED, /* it has no message: raw is the one that it deletes, or empty */
	COMMIT_SKIPPED,
	COMMIT_MISSING, /* git does not have the message that it wrote */
	COMMIT_LOST,	/* git can't unpack the message that it wrote */
	COMMIT_TOO_LARGE,
	COMMIT_END, /* there are no more commits */
	COMMIT_FAILED,
};

/* Commits listed ahead; cat_file's window is smaller. */
#define AHEAD_MAX 4096

struct commits_git {
	const char *git_dir; /* borrowed */
	struct git_log log;
	struct cat_file cat_file;
	bool listed;	 /* log has ended */
	uint64_t skip;	 /* commits still to list without a request */
	size_t skipped;	 /* the first of those ahead: their blobs are not requested */
	size_t first, n; /* ahead[first % AHEAD_MAX] is the next commit */
	struct commit_change ahead[AHEAD_MAX];
	/* after COMMIT_FAILED, or an open that failed: "log", "cat-file" or "start" */
	const char *failed_command;
};

bool commits_git_open(struct commits_git *, const char *git_dir, const char *range,
		      uint64_t skip, size_t max);
void commits_git_close(struct commits_git *);
/* As commits_next. */
enum commit_result commits_git_next(struct commits_git *, struct commit_change *,
				    struct str *raw);

/* The name by which to request the commit's message from git cat-file. */
void commits_git_blob_name(char name[2 * COMMIT_MAX + 3], const struct commit_change *);
/* Turns the result of that request into the commit's. */
enum commit_result commits_git_result(const struct commit_change *, enum blob_result);

#endif

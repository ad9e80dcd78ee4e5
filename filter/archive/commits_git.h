/* SPDX-License-Identifier: MIT */
/*
 * The commits of one epoch by two gits: one lists commits, one hands out blobs;
 * what the first says is handed to the second well ahead of its use.
 */
#ifndef FILTER_ARCHIVE_COMMITS_GIT_H
#define FILTER_ARCHIVE_COMMITS_GIT_H

#include "filter/archive/cat_file.h"
#include "filter/archive/git_log.h"

enum commit_result {
	COMMIT_READ,	/* raw is its message */
	COMMIT_DELETED, /* it holds no message, a deletion */
	COMMIT_SKIPPED,
	COMMIT_MISSING, /* it wrote a message that isn't there */
	COMMIT_LOST,	/* ... that git can't unpack */
	COMMIT_END,	/* there are no more */
	COMMIT_FAILED,
};

/* Commits known ahead; more than blobs take ahead is of no use. */
#define AHEAD_MAX 4096

struct commits_git {
	const char *git_dir; /* borrowed */
	struct git_log history;
	struct cat_file blobs;
	bool listed;	 /* history has ended */
	uint64_t skip;	 /* still to be listed without being asked for */
	size_t silent;	 /* of those ahead, so many were not */
	size_t first, n; /* ahead[first % AHEAD_MAX] is the next commit */
	struct commit_change ahead[AHEAD_MAX];
	const char *failed; /* after COMMIT_FAILED, or an open that failed: "log",
			       "cat-file" or "start" */
};

bool commits_git_open(struct commits_git *, const char *git_dir, const char *range,
		      uint64_t skip);
void commits_git_close(struct commits_git *);
enum commit_result commits_git_next(struct commits_git *, struct commit_change *,
				    struct str *raw);

/* What a message's blob is asked for by, and what its end means for its commit. */
void commits_git_blob_name(char name[2 * COMMIT_MAX + 3], const struct commit_change *);
enum commit_result commits_git_result(const struct commit_change *, enum blob_result);

#endif

/* SPDX-License-Identifier: MIT */
/*
 * The commits of one epoch, oldest first, each with its message. They are read
 * in a process beside: by libgit2 (filter/archive/commits_libgit2.h) where that can be,
 * else by git (filter/archive/commits_git.h), which is also asked about all that the
 * library can't read. What is missing or damaged is what git says is.
 */
#ifndef FILTER_ARCHIVE_COMMITS_H
#define FILTER_ARCHIVE_COMMITS_H

#include "filter/archive/archive.h"
#include "filter/archive/commits_libgit2.h"
#include "filter/archive/commits_git.h"

struct commits {
	const char *git_dir; /* borrowed */
	char range[RANGE_MAX];
	uint64_t skip;
	struct commits_libgit2 beside;
	struct commits_git git;
	bool by_git;
	struct cat_file alone;	       /* a git that was asked for one message */
	char last[2 * COMMIT_MAX + 1]; /* of the commits that came by libgit2, in hex */
	unsigned int lost;	       /* in a row */
	const char *failed; /* after COMMIT_FAILED, or an open that failed: the command of
			       git, or "start" */
};

/* range: as git takes it, commits that exist. skip: so many commits are only counted. */
bool commits_open(struct commits *, const char *git_dir, const char *range,
		  uint64_t skip);
/* May be called at any time after open, also twice. */
void commits_close(struct commits *);
/* raw is valid until the next call, BUF_PAD zero bytes follow it. Not to be called again
 * after COMMIT_END. */
enum commit_result commits_next(struct commits *, struct commit_change *,
				struct str *raw);

#endif

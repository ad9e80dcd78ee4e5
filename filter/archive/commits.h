/* SPDX-License-Identifier: MIT */
/*
 * The commits of one epoch, oldest first, each with its message. A helper
 * process reads them by libgit2 where that is possible
 * (filter/archive/commits_libgit2.h), otherwise git does
 * (filter/archive/commits_git.h). What libgit2 can't read is read by git again:
 * git decides whether a message is missing or damaged.
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
	struct commits_libgit2 libgit2;
	struct commits_git git;
	bool by_git;
	struct cat_file single;		   /* reads a message that libgit2 could not */
	char last_hex[2 * COMMIT_MAX + 1]; /* the last commit that libgit2 gave */
	unsigned int lost_in_row;
	size_t max;
	/* after COMMIT_FAILED, or an open that failed: git's command, or "start" */
	const char *failed_command;
};

/*
 * range: as git takes it, of commits that exist. The first skip commits come as
 * COMMIT_SKIPPED, messages of more than max bytes as COMMIT_TOO_LARGE. False if
 * git can't be started.
 */
bool commits_open(struct commits *, const char *git_dir, const char *range, uint64_t skip,
		  size_t max);
/* May be called at any time after commits_open, also twice. */
void commits_close(struct commits *);
/*
 * raw is valid until the next call; BUF_PAD zero bytes follow it. Not to be
 * called again after COMMIT_END.
 */
enum commit_result commits_next(struct commits *, struct commit_change *,
				struct str *raw);

#endif

/* SPDX-License-Identifier: MIT */
/*
 * The commits of one epoch, read by libgit2 in a process beside
 * (filter/archive/libgit2.h), which hands them over as trays. A crash there ends that
 * process, not the import.
 */
#ifndef FILTER_ARCHIVE_COMMITS_LIBGIT2_H
#define FILTER_ARCHIVE_COMMITS_LIBGIT2_H

#include <sys/types.h>

#include "filter/archive/mail_ring.h"

struct commits_libgit2 {
	pid_t pid; /* -1: not open */
	struct mail_ring trays;
};

#define COMMITS_LIBGIT2_INIT                       \
	{                                          \
		.pid = -1, .trays = MAIL_RING_INIT \
	}

/*
 * Starts the process; whether it can read the repository is seen later. It
 * inherits what is open: no pipe may be whose end this process waits for. (It
 * doesn't outlive this process, so that whoever waits for that isn't kept waiting.)
 * range: "A..B" or "B", whole ids of commits; B is A's descendant.
 */
bool commits_libgit2_open(struct commits_libgit2 *, const char *git_dir, struct str range,
			  uint64_t skip);
/* May be called at any time, also twice. */
void commits_libgit2_close(struct commits_libgit2 *);
/* As mail_ring_next; not to be called again after RING_END. */
enum mail_ring_kind commits_libgit2_next(struct commits_libgit2 *, struct commit_change *,
					 struct str *raw);

#endif

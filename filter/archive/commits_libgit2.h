/* SPDX-License-Identifier: MIT */
/*
 * The commits of one epoch, read by libgit2 (filter/archive/libgit2.h), and where that
 * is possible from the packs (filter/archive/packs.h), which is faster, in a helper
 * process. It passes them on through a mail_ring. A crash there ends
 * the helper, not the import. mail_ring_next takes them from ring, until RING_END.
 */
#ifndef FILTER_ARCHIVE_COMMITS_LIBGIT2_H
#define FILTER_ARCHIVE_COMMITS_LIBGIT2_H

#include <sys/types.h>

#include "filter/archive/mail_ring.h"

struct commits_libgit2 {
	pid_t pid; /* -1: not open */
	struct mail_ring ring;
};

#define COMMITS_LIBGIT2_INIT \
	((struct commits_libgit2){ .pid = -1, .ring = MAIL_RING_INIT })

/*
 * Starts the helper; whether it can read the repository shows later. It
 * inherits open files: no pipe may be open whose end this process waits for.
 * It ends with this process at the latest.
 * range: "A..B" or "B", whole ids of commits; B is A's descendant.
 * False if the helper can't be started.
 */
bool commits_libgit2_open(struct commits_libgit2 *, const char *git_dir, struct str range,
			  uint64_t skip);
/* May be called at any time, also twice. */
void commits_libgit2_close(struct commits_libgit2 *);

#endif

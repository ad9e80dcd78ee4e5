/* SPDX-License-Identifier: MIT */
/*
 * Where a bookmark is kept: $XDG_STATE_HOME/patchdigest/bookmarks/NAME.
 * NAME.lock is held by the run that will move it, from before it reads until
 * its output was taken, so that two runs never report the same mail, nor
 * leave one out. The kernel drops the lock of a run that was killed.
 */
#ifndef REPORT_WINDOW_BOOKMARK_FILE_H
#define REPORT_WINDOW_BOOKMARK_FILE_H

#include "report/window/bookmark.h"

#define BOOKMARK_WAIT 8 /* seconds for another run with the same bookmark to end */

struct bookmark_file {
	struct buf path, lock_path, new_path;
	int lock; /* -1: none */
	struct bookmark bookmark;
};

#define BOOKMARK_FILE_INIT                                      \
	{                                                       \
		BUF_INIT, BUF_INIT, BUF_INIT, -1, BOOKMARK_INIT \
	}

/*
 * Locks it, unless it is only looked at (peek), and reads it; empty where
 * there is none yet. ST_BUSY: another run has it; ST_DAMAGED, ST_NEWER;
 * ST_NOINPUT: not allowed to; ST_NOSPACE: no folder or lock file can be made.
 */
enum status bookmark_file_open(struct bookmark_file *, const char *name, bool peek,
			       struct buf *why);
/* Writes mark to disk beside the old one, so that a full disk is known before anything is
 * sent. */
enum status bookmark_file_prepare(struct bookmark_file *, struct buf *why);
/* What was prepared takes the old one's place. */
enum status bookmark_file_move(struct bookmark_file *, struct buf *why);
/* Also after an error; what was prepared and not moved is dropped. */
void bookmark_file_close(struct bookmark_file *);

#endif

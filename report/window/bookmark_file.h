/* SPDX-License-Identifier: MIT */
/*
 * A bookmark is the file $XDG_STATE_HOME/patchdigest/bookmarks/NAME. A run that will move
 * it holds a lock on NAME.lock from before it reads until its output was taken. So two
 * runs never report the same mail, and no mail is left out. If a run is killed, the
 * kernel drops its lock.
 */
#ifndef REPORT_WINDOW_BOOKMARK_FILE_H
#define REPORT_WINDOW_BOOKMARK_FILE_H

#include "report/window/bookmark.h"

#define BOOKMARK_WAIT 8 /* seconds to wait for another run with the same bookmark */

struct bookmark_file {
	struct buf path, lock_path, new_path;
	int lock; /* -1: not locked */
	struct bookmark bookmark;
};

#define BOOKMARK_FILE_INIT \
	((struct bookmark_file){ BUF_INIT, BUF_INIT, BUF_INIT, -1, BOOKMARK_INIT })

/*
 * Reads the bookmark, which is empty if there is no such file. Locks it before, unless it
 * is only looked at (peek). ST_BUSY if another run has it; ST_DAMAGED, ST_NEWER;
 * ST_NOINPUT without permission; ST_NOSPACE if the folder or lock file can't be made.
 */
enum status bookmark_file_open(struct bookmark_file *, const char *name, bool peek,
			       struct buf *why);
/* Writes the bookmark to disk beside the old file, so that a full disk is noticed before
 * anything is sent. */
enum status bookmark_file_prepare(struct bookmark_file *, struct buf *why);
/* Renames the prepared file over the old one. */
enum status bookmark_file_move(struct bookmark_file *, struct buf *why);
/* Unlocks. Drops a file that was prepared and not moved. Must be called after an error
 * too. */
void bookmark_file_close(struct bookmark_file *);

#endif

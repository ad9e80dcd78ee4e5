/* SPDX-License-Identifier: MIT */
/*
 * A bookmark is the file $XDG_STATE_HOME/patchdigest/bookmarks/NAME. A run that will move
 * it for some lists holds locks for these lists, on NAME.lock, from before it reads until
 * its output was taken. So two runs never report the same mail, no mail is left out, and
 * runs for different lists do not wait for each other.
 */
#ifndef REPORT_WINDOW_BOOKMARK_FILE_H
#define REPORT_WINDOW_BOOKMARK_FILE_H

#include "report/window/bookmark.h"

#define BOOKMARK_WAIT 8 /* seconds to wait for another run with the same bookmark */

struct bookmark_file {
	struct buf path, lock_path, new_path;
	int lock;	   /* -1: not locked */
	struct str lists;  /* whose lines this run moves; borrowed */
	struct buf loaded; /* the file's text when it was read */
	struct bookmark bookmark;
};

#define BOOKMARK_FILE_INIT \
	((struct bookmark_file){ .lock = -1, .bookmark = BOOKMARK_INIT })

/*
 * Reads the bookmark, which is empty if there is no such file. Locks it before for these
 * lists (sorted, one per line; they must outlive the bookmark), unless it is only looked
 * at (peek). ST_BUSY if another run has one of them; ST_DAMAGED, ST_NEWER; ST_NOINPUT
 * without permission; ST_NOSPACE if the folder or lock file can't be made.
 */
enum status bookmark_file_open(struct bookmark_file *, const char *name, struct str lists,
			       bool peek, struct buf *why);
/* Writes the bookmark to disk beside the old file, so that a full disk is noticed before
 * anything is sent. */
enum status bookmark_file_prepare(struct bookmark_file *, struct buf *why);
/* Renames the prepared file over the old one; if other runs have moved the bookmark for
 * other lists, with what they wrote. */
enum status bookmark_file_move(struct bookmark_file *, struct buf *why);
/* Unlocks. Drops a file that was prepared and not moved. Must be called after an error
 * too. */
void bookmark_file_close(struct bookmark_file *);

#endif

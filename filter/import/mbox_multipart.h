/* SPDX-License-Identifier: MIT */
/*
 * A file of git format-patch that is attached to a mail as it is begins with a line
 *
 *	From COMMIT Mon Sep 17 00:00:00 2001
 *
 * Few programs mark that line in an mbox. It begins no message if it stands inside a
 * multipart whose closing boundary comes before the next other "From " line.
 */
#ifndef FILTER_IMPORT_MBOX_MULTIPART_H
#define FILTER_IMPORT_MBOX_MULTIPART_H

#include "store/util/str.h"

/* State of a walk over the messages of one mbox. Offsets are in the current message. */
struct mbox_walk {
	size_t seen;	/* ends were looked for up to here */
	size_t looked;	/* the closing boundary was looked for up to here */
	bool empty;	/* the line before that is empty */
	size_t closing; /* the closing boundary; 0: not found */
	/* No multipart is closed before this: other messages need not look again. */
	size_t barren;
	size_t boundary, boundary_len; /* the multipart's; no length: not looked up */
};

/*
 * Finds the end of the message that begins s: *end is at the empty line before the
 * next message, whose length is *empty. last: nothing more will come. Returns false
 * if more must come first. Else call mbox_walk_next() before the next message. All
 * calls together take linear time.
 */
bool mbox_walk_end(struct mbox_walk *, struct str s, bool last, size_t *end,
		   size_t *empty);
/* Goes to the next message, taken bytes after the current one's start. */
void mbox_walk_next(struct mbox_walk *, size_t taken);

#endif

/* SPDX-License-Identifier: MIT */
/*
 * The block of lines below the heading of a version's changes: which line begins an item,
 * which goes on with it, and which line no longer belongs to the block.
 */
#ifndef REPORT_SERIES_CHANGE_BLOCK_H
#define REPORT_SERIES_CHANGE_BLOCK_H

#include "report/series/note_line.h"
#include "report/series/note_text.h"

struct change_block {
	struct note_text note;
	struct note_line head;
	bool in_head;	       /* its text begins in the line of the heading */
	bool begun;	       /* has an item */
	bool linked;	       /* has a link before its first item */
	bool bullets;	       /* has an item with a bullet */
	bool skip;	       /* the last item only links to a mail */
	size_t indent;	       /* of the first item */
	struct note_line item; /* the line that began the last item */
	struct str last;       /* the text of the last line */
};

/*
 * Begins the block of a heading; its items are appended to out, up to limit characters
 * and one word. rest: what follows the heading in its line.
 */
void change_block_init(struct change_block *, struct buf *out, size_t limit,
		       const struct note_line *head, struct str rest);
/*
 * Adds what the next line that isn't empty says; above: the line before it. Returns false
 * if the block ended above it.
 */
bool change_block_add(struct change_block *, const struct note_line *line,
		      const struct note_line *above);

#endif

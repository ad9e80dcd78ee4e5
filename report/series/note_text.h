/* SPDX-License-Identifier: MIT */
/* Writes the items of a list as one line: "rebased; fix typo; new patch 3". */
#ifndef REPORT_SERIES_NOTE_TEXT_H
#define REPORT_SERIES_NOTE_TEXT_H

#include "store/util/buf.h"

struct note_text {
	struct buf *out; /* borrowed */
	size_t start;	 /* of the note in out */
	size_t limit;	 /* characters */
	size_t length;	 /* characters so far, up to one word above the limit */
	bool item;	 /* the next words begin an item */
};

void note_text_init(struct note_text *, struct buf *out, size_t limit);
/* The words that are added next begin an item. */
void note_text_begin_item(struct note_text *);
/* Adds words with one space between them; does nothing once the note is full. */
void note_text_add(struct note_text *, struct str words);
/* Whether it has more characters than the limit. */
bool note_text_full(const struct note_text *);
/*
 * Ends the note. One that is too long is cut between two words, and "..." follows within
 * the limit; a word that is too long by itself is cut between two characters. Returns
 * false if the note is empty.
 */
bool note_text_end(struct note_text *);

#endif

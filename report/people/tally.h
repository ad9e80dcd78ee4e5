/* SPDX-License-Identifier: MIT */
/* Counts votes by a key, for tables in the order of sort -rn (patchdigest-digest(5)). */
#ifndef REPORT_PEOPLE_TALLY_H
#define REPORT_PEOPLE_TALLY_H

#include "store/util/arena.h"

struct tally {
	struct tally_vote *votes;
	size_t n, cap;
	struct arena arena; /* for keys and texts that nothing else keeps */
};

struct tally_row {
	struct str text;
	size_t count;
};

#define TALLY_INIT ((struct tally){ NULL, 0, 0, ARENA_INIT })

/*
 * Adds a vote for a row. Equal keys are one row, with the text of the first vote. Key and
 * text must outlive the tally, or be in its arena.
 */
void tally_add(struct tally *, struct str key, struct str text);
/* Returns *n rows, for the caller to free: the greatest counts first, equal counts by
 * text in descending order. */
struct tally_row *tally_rows(struct tally *, size_t *n);
void tally_release(struct tally *);

#endif

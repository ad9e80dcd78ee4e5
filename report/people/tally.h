/* SPDX-License-Identifier: MIT */
/* Counts votes by a key, for tables in the order of sort -rn (patchdigest-digest(5)). */
#ifndef REPORT_PEOPLE_TALLY_H
#define REPORT_PEOPLE_TALLY_H

#include "report/util/hashmap.h"
#include "store/util/arena.h"

struct tally_row {
	struct str text;
	size_t count;
};

struct tally {
	struct tally_row *rows;
	size_t n, cap;
	struct hashmap by_key; /* into rows */
	struct arena arena;    /* for texts that nothing else keeps */
};

#define TALLY_INIT ((struct tally){ NULL, 0, 0, HASHMAP_INIT, ARENA_INIT })

/*
 * Adds a vote for the row with that key, a hash. Returns the row, which is valid until
 * the next vote. If its count is 1, it is new, and its text is to be set: the text must
 * outlive the tally, or be in its arena.
 */
struct tally_row *tally_vote(struct tally *, uint64_t key);
/* Sorts the rows: the greatest counts first, equal counts by text in descending order.
 * No vote may follow. */
void tally_sort(struct tally *);
void tally_release(struct tally *);

#endif

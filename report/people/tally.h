/* SPDX-License-Identifier: MIT */
/* Counts by a key, in the order of sort -rn (FORMAT.md). */
#ifndef REPORT_PEOPLE_TALLY_H
#define REPORT_PEOPLE_TALLY_H

#include "store/util/arena.h"

struct tally {
	struct tally_vote *votes;
	size_t n, cap;
	struct arena arena; /* of texts that had to be made */
};

struct tally_row {
	struct str text;
	size_t count;
};

#define TALLY_INIT                     \
	{                              \
		NULL, 0, 0, ARENA_INIT \
	}

/*
 * A vote for a row: equal keys are one row, whose text is that of the first
 * vote. Both must outlive the tally, or live in its arena.
 */
void tally_add(struct tally *, struct str key, struct str text);
/* The greatest counts first, equal ones by their text, descending; *n rows. The caller
 * frees. */
struct tally_row *tally_rows(struct tally *, size_t *n);
void tally_release(struct tally *);

#endif

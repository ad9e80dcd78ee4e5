/* SPDX-License-Identifier: MIT */
/*
 * How far a reader has read, list by list: what a bookmark's file holds.
 *
 *	patchdigest bookmark 1
 *	TIME STORE_ID NEXT_SEQ LAST LIST DIR	a line each list of each store
 *
 * TIME in seconds UTC, STORE_ID and LAST in hex; DIR is the store's canonical name, in
 * which "\n" and "\\" stand for a newline and a backslash.
 */
#ifndef REPORT_WINDOW_BOOKMARK_H
#define REPORT_WINDOW_BOOKMARK_H

#include "store/util/arena.h"
#include "store/util/buf.h"
#include "store/util/status.h"

struct bookmark_line {
	int64_t time;	   /* of the run that moved it here */
	uint64_t store_id; /* tells a store that was made anew in its place */
	uint32_t next_seq; /* the first one that was not there to be read */
	uint64_t last; /* hash of the mail before that: another one in a store put back
			  from a copy */
	struct str list, dir;
};

/* Strings live in the arena. */
struct bookmark {
	struct bookmark_line *lines;
	size_t n;
	struct arena arena;
};

#define BOOKMARK_INIT               \
	{                           \
		NULL, 0, ARENA_INIT \
	}

/* ST_DAMAGED, ST_NEWER: why says which line. */
enum status bookmark_parse(struct bookmark *, struct str text, struct buf *why);
void bookmark_print(struct buf *, const struct bookmark *);
/*
 * The line of a list of a store, by its folder; else, where the store has
 * been moved, by its id. NULL: never read.
 */
const struct bookmark_line *bookmark_find(const struct bookmark *, struct str dir,
					  struct str list, uint64_t store_id);
/* Replaces the line that bookmark_find gives for it, or adds one; strings are copied. */
void bookmark_set(struct bookmark *, const struct bookmark_line *);
void bookmark_release(struct bookmark *);

/* A name that can be a file's: [A-Za-z0-9._-], no dot in front, no ".lock" behind. */
bool bookmark_name_valid(struct str);

#endif

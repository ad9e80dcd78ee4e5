/* SPDX-License-Identifier: MIT */
/*
 * How far a reader has read each list of each store. The text of a bookmark's file:
 *
 *	patchdigest bookmark 1
 *	TIME STORE_ID NEXT_SEQ LAST LIST DIR	one line per list of a store
 *
 * TIME is in seconds UTC, STORE_ID and LAST are hexadecimal. DIR is the store's canonical
 * name, in which "\n" and "\\" stand for a newline and a backslash.
 */
#ifndef REPORT_WINDOW_BOOKMARK_H
#define REPORT_WINDOW_BOOKMARK_H

#include "store/util/arena.h"
#include "store/util/buf.h"
#include "store/util/status.h"

struct bookmark_line {
	int64_t time;	   /* of the run that moved the bookmark here */
	uint64_t store_id; /* differs in a store that was made anew in the same folder */
	uint32_t next_seq; /* the first record that was not there to be read */
	uint64_t last;	   /* hash of the mail before next_seq; differs after a restore */
	struct str list, dir;
};

/* Strings live in the arena. */
struct bookmark {
	struct bookmark_line *lines;
	size_t n;
	struct arena arena;
};

#define BOOKMARK_INIT ((struct bookmark){ NULL, 0, ARENA_INIT })

/* Reads a bookmark's text. ST_DAMAGED, ST_NEWER: why says which line is wrong. */
enum status bookmark_parse(struct bookmark *, struct str text, struct buf *why);
void bookmark_print(struct buf *, const struct bookmark *);
/*
 * Finds the line of a store's list by the store's folder and the list's name; if the
 * store was moved or the list renamed, by its id. Returns NULL if the list was never
 * read.
 */
struct bookmark_line *bookmark_find(const struct bookmark *, struct str dir,
				    struct str list, uint64_t store_id);
/* Replaces the line that bookmark_find returns for this list, or adds a line. Copies the
 * strings. */
void bookmark_set(struct bookmark *, const struct bookmark_line *);
/* Whether the bookmark was moved for each of these lists (one per line) at that time or
 * later. */
bool bookmark_moved_since(const struct bookmark *, struct str lists, int64_t time);
void bookmark_release(struct bookmark *);

/* Whether a file can have that name: [A-Za-z0-9._-], no leading dot, no ".lock" at the
 * end. */
bool bookmark_name_valid(struct str);

#endif

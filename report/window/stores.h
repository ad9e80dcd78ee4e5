/* SPDX-License-Identifier: MIT */
/* One or several stores, read as one (patchdigest-report(1), --store). */
#ifndef REPORT_WINDOW_STORES_H
#define REPORT_WINDOW_STORES_H

#include "store/inbox/inbox.h"

struct stores {
	const char *const *dirs; /* all stores that were given; borrowed */
	size_t n_dirs;
	struct buf list;	/* the list's name */
	struct inbox **inboxes; /* of the stores that have the list, in the order given */
	const char **homes;	/* the folders of those stores, out of dirs */
	size_t n;		/* how many stores have the list */
};

#define STORES_INIT ((struct stores){ .list = BUF_INIT })

/* Appends the names of all lists, sorted, each once on a line of its own. ST_NOINPUT if a
 * store can't be read. */
enum status stores_lists(const char *const *dirs, size_t n, struct buf *names,
			 struct buf *why);
/*
 * Sets the list. wanted: its name, or a first label that only one list has; NULL if the
 * stores have one list. ST_USAGE if several lists fit; ST_NOINPUT if no list fits, or if
 * a store can't be read.
 */
enum status stores_pick(struct stores *, const char *const *dirs, size_t n,
			const char *wanted, struct buf *why);
/* Sets the list as stores_pick does, and opens it for reading. Also returns the errors of
 * inbox_open. */
enum status stores_open(struct stores *, const char *const *dirs, size_t n,
			const char *wanted, struct buf *why);
/* Must be called after an error too. */
void stores_close(struct stores *);
/* Opens one list of one store. ST_NOTFOUND if the store doesn't have the list. */
enum status stores_open_one(struct inbox **, const char *dir, const char *list,
			    struct buf *why);
/*
 * Returns the store whose copy of the mail is used: a store with an archived copy before
 * one with a live copy, else the first of them. store: any store that has the mail;
 * the record is the one that it has.
 */
size_t stores_best_copy(const struct stores *, size_t store, const struct record *);
/* Returns whether the copy of another store is used. */
bool stores_better_elsewhere(const struct stores *, size_t store, const struct record *);

#endif

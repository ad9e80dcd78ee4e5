/* SPDX-License-Identifier: MIT */
/* One or several stores, read as one (CONTRACT.md, "Several stores"). */
#ifndef REPORT_WINDOW_STORES_H
#define REPORT_WINDOW_STORES_H

#include "store/inbox/inbox.h"

struct stores {
	const char *const *dirs; /* all that were given; borrowed */
	size_t n_dirs;
	struct buf list;	/* the list's name */
	struct inbox **inboxes; /* of the stores that have it, in the order given */
	const char **homes;	/* ... and their folders, out of dirs */
	size_t n;
};

#define STORES_INIT              \
	{                        \
		.list = BUF_INIT \
	}

/* Names of all lists, sorted, one a line, each once. ST_NOINPUT: one of the stores can't
 * be read. */
enum status stores_lists(const char *const *dirs, size_t n, struct buf *names,
			 struct buf *why);
/*
 * Sets the list: wanted is a name, or a first label that only one list has;
 * NULL if there is only one. ST_USAGE: which one?; ST_NOINPUT: none such, or
 * no such store.
 */
enum status stores_pick(struct stores *, const char *const *dirs, size_t n,
			const char *wanted, struct buf *why);
/* The same, and opens it for reading; also what inbox_open says. */
enum status stores_open(struct stores *, const char *const *dirs, size_t n,
			const char *wanted, struct buf *why);
/* Also after an error. */
void stores_close(struct stores *);
/* One list of one store; ST_NOTFOUND if that store doesn't have it. */
enum status stores_open_one(struct inbox **, const char *dir, const char *list,
			    struct buf *why);
/*
 * Which store's copy of a mail counts, of a mail that this store has: an
 * archived copy counts before others, then the first store's.
 */
size_t stores_best_copy(const struct stores *, size_t store, struct str message_id);
/* Another store's does. */
bool stores_better_elsewhere(const struct stores *, size_t store, struct str message_id);

#endif

/* SPDX-License-Identifier: MIT */
/* One or several lists of one or several stores, read as one (patchdigest-report(1),
 * --store and --list). */
#ifndef REPORT_WINDOW_STORES_H
#define REPORT_WINDOW_STORES_H

#include "report/window/list_choice.h"
#include "store/inbox/inbox.h"

struct stores {
	const char *const *dirs; /* all stores that were given; borrowed */
	size_t n_dirs;
	struct buf lists; /* the lists' names, sorted, with a newline between two */
	size_t n_lists;
	/* One per list of each store that has it: by store in the order given, then by
	 * the list's name. */
	struct inbox **inboxes;
	const char **homes; /* the folders of the inboxes' stores, out of dirs */
	size_t n;	    /* how many inboxes */
};

#define STORES_INIT ((struct stores){ .lists = BUF_INIT })

/* Appends the names of all lists, sorted, each once on a line of its own. ST_NOINPUT if a
 * store can't be read. */
enum status stores_lists(const char *const *dirs, size_t n, struct buf *names,
			 struct buf *why);
/* Sets the lists to those asked for, see list_choice_find. Also returns ST_NOINPUT if a
 * store can't be read. */
enum status stores_pick(struct stores *, const struct list_request *, struct buf *why);
/* Opens the lists that stores_pick has set for reading. Returns the errors of inbox_open.
 */
enum status stores_open_picked(struct stores *, struct buf *why);
/* Opens one list, by its whole name, in those of the request's stores that have it. */
enum status stores_open_list(struct stores *, const struct list_request *,
			     const char *list, struct buf *why);
/* Sets the lists as stores_pick does, and opens them. */
enum status stores_open(struct stores *, const struct list_request *, struct buf *why);
/* Must be called after an error too. */
void stores_close(struct stores *);
/*
 * Returns the inbox whose copy of the mail is used: an inbox with an archived copy before
 * one with a live copy, else the first of them. inbox: the index of any inbox that has
 * the mail; the record is the one that it has.
 */
size_t stores_best_copy(const struct stores *, size_t inbox, const struct record *);
/* Returns whether the mail was forgotten in one of the inboxes: then no copy of it
 * counts. */
bool stores_forgot(const struct stores *, const struct record *);
/* Returns whether the copy of another inbox is used, or the mail was forgotten in one. */
bool stores_better_elsewhere(const struct stores *, size_t inbox, const struct record *);

#endif

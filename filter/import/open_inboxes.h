/* SPDX-License-Identifier: MIT */
/*
 * The inboxes that a bulk run writes to: mail of many lists may come mixed.
 * Those in use are kept open, each in a transaction of its own, and all are
 * committed together.
 */
#ifndef FILTER_IMPORT_OPEN_INBOXES_H
#define FILTER_IMPORT_OPEN_INBOXES_H

#include "store/inbox/inbox.h"

/* Enough for one person's lists; each holds a file open and its hash table. */
#define INBOXES_MAX 16

struct inboxes {
	struct store_options options; /* of each, but for list */
	int wait_ms;		      /* for each lock; then SIGALRM ends the process */
	size_t n;
	struct inboxes_slot {
		struct inbox *inbox;
		bool writing;
		uint32_t first_seq; /* of the first record of this run */
		uint64_t used;	    /* when, on the clock of uses */
	} slot[INBOXES_MAX];
	uint64_t uses;
};

/*
 * The inbox of a list, open, *slot; full: there are too many, commit and
 * close one with inboxes_evict first.
 */
enum status inboxes_get(struct inboxes *, const char *list, struct inboxes_slot **slot,
			struct buf *why);
bool inboxes_full(const struct inboxes *, const char *list);
/* The same, in a transaction. */
enum status inboxes_write(struct inboxes *, struct inboxes_slot *, struct buf *why);
/* Commits all transactions. */
enum status inboxes_commit(struct inboxes *, struct buf *why);
/* Closes the one not used for longest; nothing may be uncommitted. */
void inboxes_evict(struct inboxes *);
/* Rolls back what is open. */
void inboxes_close(struct inboxes *);

#endif

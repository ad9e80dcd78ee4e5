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
#define OPEN_INBOXES_MAX 16

struct open_inboxes {
	struct store_options options; /* of each, but for list */
	int wait_ms;		      /* for each lock; then SIGALRM ends the process */
	size_t n;
	struct open_inboxes_slot {
		struct inbox *inbox;
		bool writing;
		uint32_t first_seq; /* of the first record of this run */
		uint64_t used;	    /* when, on the clock of uses */
	} slot[OPEN_INBOXES_MAX];
	uint64_t uses;
};

/*
 * The inbox of a list, open, *slot; full: there are too many, commit and
 * close one with open_inboxes_evict first.
 */
enum status open_inboxes_get(struct open_inboxes *, const char *list,
			     struct open_inboxes_slot **slot, struct buf *why);
bool open_inboxes_full(const struct open_inboxes *, const char *list);
/* The same, in a transaction. */
enum status open_inboxes_write(struct open_inboxes *, struct open_inboxes_slot *,
			       struct buf *why);
/* Commits all transactions. */
enum status open_inboxes_commit(struct open_inboxes *, struct buf *why);
/* Closes the one not used for longest; nothing may be uncommitted. */
void open_inboxes_evict(struct open_inboxes *);
/* Rolls back what is open. */
void open_inboxes_close(struct open_inboxes *);

#endif

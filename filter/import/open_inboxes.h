/* SPDX-License-Identifier: MIT */
/*
 * The inboxes that an import writes to: mails of many lists may come mixed. The
 * lists in use stay open, each in its own transaction; all transactions are
 * committed together.
 */
#ifndef FILTER_IMPORT_OPEN_INBOXES_H
#define FILTER_IMPORT_OPEN_INBOXES_H

#include "store/inbox/inbox.h"

/* Enough for one person's lists; each keeps a file and its hash table open. */
#define OPEN_INBOXES_MAX 16

struct open_inboxes {
	struct store_options options; /* for each, without list */
	int wait_ms;		      /* for a lock; then SIGALRM ends the process */
	size_t n;
	struct open_inboxes_slot {
		struct inbox *inbox;
		bool writing;
		uint32_t first_seq; /* of this run's first record */
		uint64_t used;	    /* uses at its last use */
	} slot[OPEN_INBOXES_MAX];
	uint64_t uses; /* counts calls of open_inboxes_get */
};

/*
 * Finds or opens a list's inbox: *slot. Not if open_inboxes_full: then commit and
 * open_inboxes_evict first.
 */
enum status open_inboxes_get(struct open_inboxes *, const char *list,
			     struct open_inboxes_slot **slot, struct buf *why);
/* Whether a slot has to be evicted before this list can be opened. */
bool open_inboxes_full(const struct open_inboxes *, const char *list);
/* Begins the slot's transaction, unless it has one. */
enum status open_inboxes_write(struct open_inboxes *, struct open_inboxes_slot *,
			       struct buf *why);
/* Commits all transactions. */
enum status open_inboxes_commit(struct open_inboxes *, struct buf *why);
/* Closes the inbox that was unused for longest; everything must be committed. */
void open_inboxes_evict(struct open_inboxes *);
/* Cancels all transactions and closes all inboxes. */
void open_inboxes_close(struct open_inboxes *);

#endif

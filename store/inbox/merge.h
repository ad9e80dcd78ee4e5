/* SPDX-License-Identifier: MIT */
/*
 * Puts all mails of one list into another. Lists are sets of mails: the order in which
 * lists are merged makes no difference to the result. The process may be killed anywhere:
 * a later run does the rest.
 */
#ifndef STORE_INBOX_MERGE_H
#define STORE_INBOX_MERGE_H

#include "store/inbox/inbox.h"

/* Mails per transaction: deliveries wait no longer than it takes. */
#define MERGED_AT_ONCE 1000

/* Counts what is on the disk, also after an error. */
struct merge_counts {
	uint64_t merged; /* mails that are new in the other list */
	uint64_t known;	 /* mails that the other list had, or has forgotten */
};

/*
 * Copies from `from`, as far as it was read: the mails whose seq is at least seq, with
 * their commits but without their places in an archive; tombstones; and the floor. Erases
 * the mails in `into` that tombstones and floor forget. Both lists are open, `into` for
 * writing and without a transaction. *next: seq for the next call. Errors as of
 * inbox_begin, inbox_commit, inbox_erase.
 */
enum status inbox_merge(struct inbox *into, struct inbox *from, uint32_t seq,
			uint32_t *next, struct merge_counts *, struct buf *why);

#endif

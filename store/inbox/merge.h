/* SPDX-License-Identifier: MIT */
/*
 * Puts all mails of one list into another. Lists are sets of mails: which one is merged
 * first makes no difference to what is there in the end. May be killed anywhere: a later
 * run does the rest.
 */
#ifndef STORE_INBOX_MERGE_H
#define STORE_INBOX_MERGE_H

#include "store/inbox/inbox.h"

struct merge_counts {
	uint64_t merged; /* mails that are new in the other list */
	uint64_t known;	 /* mails that it had, or has forgotten */
};

/*
 * Copies what `from` has, as far as it was read: mails, with their commits but without
 * their places in an archive, tombstones, and the floor; erases what they forget in
 * `into`. Both are open, `into` for writing; without a transaction. Mails from seq on;
 * *next: the seq to go on from. Errors as inbox_begin, inbox_commit, inbox_erase.
 */
enum status inbox_merge(struct inbox *into, struct inbox *from, uint32_t seq,
			uint32_t *next, struct merge_counts *, struct buf *why);

#endif

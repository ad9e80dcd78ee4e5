/* SPDX-License-Identifier: MIT */
/* The chains of records in a segment (patchdigest-store(5), Keys): which chains a record
 * is in, and which records a chain holds. */
#ifndef STORE_INBOX_CHAIN_H
#define STORE_INBOX_CHAIN_H

#include "store/inbox/joined_parts.h"

/* Sets the key of the record's chain of that kind. Returns false if it is in no such
 * chain. mail_id: of the record, by inbox_record_id(). */
bool chain_key(struct key *, enum chain, const struct record *,
	       const unsigned char mail_id[MAIL_ID_SIZE]);

/* Whether a mail with a record in this segment has no newer one that this reader knows.
 */
bool chain_is_newest(struct inbox *, const struct mail *, uint32_t segment);

/* A callback, and whether it has returned false. */
struct chain_visit {
	inbox_mail_fn *fn;
	void *arg;
	bool stop;
};

/*
 * Visits the mails of the chain that begins at a key of one segment, latest
 * first; of a mail's records only the newest, and no mail that was deleted. A seq in a
 * chain is always lower than the one before, so that a damaged chain ends too; after a
 * record that can't be read the next one is searched for. Parts of a joined segment that
 * have no mail of these times are passed over; others may give mails of other times, too.
 * ST_DAMAGED.
 */
enum status chain_follow(struct inbox *, uint32_t segment, const struct key *head,
			 enum chain, struct arrival_times, struct chain_visit *);

/* Inside a transaction: adds to the number of a day's mails in the newest segment. */
enum status chain_count_day(struct inbox *, int64_t arrival, int mails);
/* Inside a transaction: puts a record at the head of each of its chains, and notes in *c
 * what each head was. mails: what it adds to the number of the day's mails. */
enum status chain_insert(struct inbox *, const struct record *,
			 const unsigned char mail_id[MAIL_ID_SIZE], uint32_t seq,
			 int mails, struct record_chains *c);

#endif

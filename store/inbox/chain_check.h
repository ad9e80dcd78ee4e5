/* SPDX-License-Identifier: MIT */
/*
 * Verifies that a segment's chains lead to every record, by each chain that it belongs
 * to, and to every commit. Verifies also that no record is missing, and that the totals
 * cover all records. In a copy that was made while mail came in, or after the loss of a
 * page, these may be wrong although each entry is sound.
 */
#ifndef STORE_INBOX_CHAIN_CHECK_H
#define STORE_INBOX_CHAIN_CHECK_H

#include "store/inbox/inbox_impl.h"

/* More epochs than any archive has. Greater numbers are damage, and are not looked at. */
#define CHECKED_EPOCHS 1024

struct chain_check {
	struct inbox *ib;
	uint32_t segment;
	bool joined;
	struct totals totals;
	struct totals begun;	/* the segment's totals when the check began */
	uint8_t *belongs, *led; /* per record, a bit for each kind of chain */
	bool *seen;
	/* sums over the positions of all commits, and of those that a link leads to */
	uint64_t commits, led_commits;
	uint32_t later;		    /* records whose time the totals leave out */
	bool unread;		    /* the links of some record are not known */
	struct epoch_range *ranges; /* of the positions seen, by epoch; end 0: empty */
	uint32_t lost_ids;	    /* mails that no id entry leads to */
};

/* Begins the check of a segment, whose entries follow in any order. */
void chain_check_begin(struct chain_check *, struct inbox *, uint32_t segment);
/* Adds a sound record; r NULL: it was erased, or is of a newer version. */
void chain_check_record(struct chain_check *, uint32_t seq, const struct record *r,
			const struct record_chains *);
/* Adds a record whose bytes are damaged, and reported: its links are not known. */
void chain_check_unread(struct chain_check *, struct str key);
/* Adds any other sound entry. */
void chain_check_entry(struct chain_check *, struct str key, struct str value);
/*
 * Appends a line with LF for each fault, but only for the first few of each kind.
 * Releases c. If mail came into the segment since chain_check_begin(), appends nothing:
 * only a part of the segment was seen.
 */
void chain_check_end(struct chain_check *, struct buf *faults);

#endif

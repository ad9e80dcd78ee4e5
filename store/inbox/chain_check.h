/* SPDX-License-Identifier: MIT */
/*
 * Verifies that a segment's chains lead to all that they should: every record, in each
 * chain that it belongs to, and every commit. Also that no record is missing, and that
 * the totals cover what is there. Each entry alone may be sound all the same: a copy
 * that was made while mail came in, or a lost page.
 */
#ifndef STORE_INBOX_CHAIN_CHECK_H
#define STORE_INBOX_CHAIN_CHECK_H

#include "store/inbox/inbox_impl.h"

/* More epochs than any archive has: what damaged entries name beyond is not looked at. */
#define CHECKED_EPOCHS 1024

struct chain_check {
	struct inbox *ib;
	uint32_t segment;
	bool joined;
	struct totals totals;
	uint8_t *belongs, *led; /* of each record: a bit for each kind of chain */
	bool *seen;
	uint64_t commits, led_commits; /* sums over the positions of both */
	uint32_t later;		       /* records whose time the totals leave out */
	bool unread;		       /* the links of some record are not known */
	struct epoch_range *ranges;    /* of the positions seen, by epoch; end 0: none */
	uint32_t lost_ids;	       /* mails that no id entry leads to */
};

/* Of a segment: the entries follow in any order. */
void chain_check_begin(struct chain_check *, struct inbox *, uint32_t segment);
/* A sound record; r NULL: it was erased, or is of a newer version. */
void chain_check_record(struct chain_check *, uint32_t seq, const struct record *r,
			const struct record_chains *);
/* A record whose bytes are damaged, which was named: where it leads is not known. */
void chain_check_unread(struct chain_check *, struct str key);
/* Any other sound entry. */
void chain_check_entry(struct chain_check *, struct str key, struct str value);
/*
 * Appends what is wrong, a line each with LF; of each kind of fault the first few.
 * Releases c. If mail came into the segment since chain_check_begin(), nothing is
 * found: it was seen in part.
 */
void chain_check_end(struct chain_check *, struct buf *faults);

#endif

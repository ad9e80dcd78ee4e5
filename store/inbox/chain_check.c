/* SPDX-License-Identifier: MIT */
#include <stdlib.h>
#include <string.h>

#include "store/inbox/chain.h"
#include "store/inbox/chain_check.h"
#include "store/inbox/commit_entry.h"
#include "store/inbox/erased.h"
#include "store/inbox/id_entry.h"

/* Records that a line is written for, of each kind of fault. */
#define NAMED_MAX 3

static const struct {
	char letter; /* of the key of its head */
	const char *name;
} chains[CHAINS] = {
	[CHAIN_DAY] = { 'd', "of its day" },
	[CHAIN_MAIL_ID] = { 'a', "of mail ids" },
	[CHAIN_REPLY] = { 'r', "of replies" },
	[CHAIN_TITLE] = { 't', "of titles" },
	[CHAIN_CHANGE] = { 'g', "of change-ids" },
	[CHAIN_AUTHOR] = { 'w', "of authors" },
	[CHAIN_SAME_ID] = { 'v', "of its Message-ID" },
};

static uint32_t records_of(const struct chain_check *c)
{
	return c->totals.next_seq - c->totals.first_seq;
}

/* What the list's files have room for. */
static uint64_t records_at_most(const struct inbox *ib)
{
	struct buf ignored = BUF_INIT;
	uint64_t bytes;

	if (store_size(ib->store, &bytes, &ignored) != ST_OK)
		bytes = STORE_SEGMENT_MAX;
	buf_release(&ignored);
	return bytes / sizeof(struct record_chains);
}

void chain_check_begin(struct chain_check *c, struct inbox *ib, uint32_t segment)
{
	*c = (struct chain_check){ .ib = ib,
				   .segment = segment,
				   .totals = ib->segments[segment],
				   .begun = ib->segments[segment],
				   .joined = store_is_joined(ib->store, segment) };
	/* damaged totals may give any number: the walk then finds no such records */
	if (c->totals.next_seq < c->totals.first_seq ||
	    records_of(c) > records_at_most(ib))
		c->totals.next_seq = c->totals.first_seq;
	c->belongs = xcalloc(records_of(c) + 1, sizeof(*c->belongs));
	c->led = xcalloc(records_of(c) + 1, sizeof(*c->led));
	c->seen = xcalloc(records_of(c) + 1, sizeof(*c->seen));
	c->ranges = xcalloc(CHECKED_EPOCHS, sizeof(*c->ranges));
}

/* False for 0, which ends a chain, and for records that are not of this segment. */
static bool index_of(const struct chain_check *c, uint32_t seq, uint32_t *i)
{
	*i = seq - c->totals.first_seq;
	return seq >= c->totals.first_seq && seq < c->totals.next_seq;
}

static void note_led(struct chain_check *c, uint32_t seq, int chain)
{
	uint32_t i;

	if (index_of(c, seq, &i))
		c->led[i] |= (uint8_t)(1 << chain);
}

/* A mail is found by its id entry, in this segment or a newer one. */
static bool has_id_entry(struct chain_check *c, const struct record *r)
{
	unsigned char mail_id[MAIL_ID_SIZE];
	struct id_entry e;

	inbox_record_id(c->ib, r, mail_id);
	return id_entry_fetch(c->ib, mail_id, c->segment, &e) != ST_NOTFOUND;
}

/* A joined segment lists the newest record that a mail has there. */
static bool is_listed(struct chain_check *c, const unsigned char mail_id[MAIL_ID_SIZE],
		      uint32_t seq)
{
	struct key k = key_id(mail_id);
	struct id_entry e = { .seq = 0 };
	struct bytes in;

	if (inbox_fetch(c->ib, c->segment, &k, &in) == ST_OK)
		id_entry_get(&in, &e);
	return e.seq == seq;
}

/* Whether the totals of the segment, or of the part of it, leave a record's time out. */
static bool is_left_out(struct chain_check *c, uint32_t seq, int64_t arrival)
{
	return arrival < c->totals.first_arrival || arrival > c->totals.last_arrival ||
	       !joined_parts_may_have(
		   c->ib, c->segment, seq,
		   (struct arrival_times){ arrival, arrival + (arrival < INT64_MAX) });
}

void chain_check_record(struct chain_check *c, uint32_t seq, const struct record *r,
			const struct record_chains *l)
{
	unsigned char mail_id[MAIL_ID_SIZE];
	int kinds;
	struct key k;
	uint32_t i;

	for (int chain = 0; chain < CHAINS; chain++)
		note_led(c, l->prev[chain], chain);
	if (!index_of(c, seq, &i))
		return;
	c->seen[i] = true;
	if (!r)
		return;
	kinds = store_format(c->ib->store, c->segment) > 1 ? CHAINS : CHAIN_AUTHOR;
	inbox_record_id(c->ib, r, mail_id);
	for (int chain = 0; chain < kinds; chain++)
		if (chain_key(&k, (enum chain)chain, r, mail_id))
			c->belongs[i] |= (uint8_t)(1 << chain);
	if (c->joined && !is_listed(c, mail_id, seq))
		c->belongs[i] &= (uint8_t) ~(1 << CHAIN_MAIL_ID);
	c->later += is_left_out(c, seq, r->arrival);
	c->lost_ids += l->first == seq && !has_id_entry(c, r);
}

void chain_check_unread(struct chain_check *c, struct str key)
{
	struct bytes k = { str_sub(key, 1, key.len), false };
	uint32_t i;

	if (!key.len || key.s[0] != 'm')
		return;
	c->unread = true;
	if (index_of(c, bytes_get32(&k), &i))
		c->seen[i] = true;
}

/* Entries and links make the same sum if each entry is linked once. */
static uint64_t commit_sum(struct archive_pos p)
{
	uint64_t x =
	    ((uint64_t)p.epoch << 32 | p.ordinal) + p.generation * 0x9e3779b97f4a7c15u;

	x = (x ^ x >> 30) * 0xbf58476d1ce4e5b9u;
	x = (x ^ x >> 27) * 0x94d049bb133111ebu;
	return x ^ x >> 31;
}

static void note_commit_link(struct chain_check *c, struct archive_pos p)
{
	if (archive_pos_cmp(p, ARCHIVE_POS_NONE) != 0)
		c->led_commits += commit_sum(p);
}

/* Widens the range of the newest generation. */
static void note_position(struct chain_check *c, struct archive_pos p)
{
	struct epoch_range *x;

	if (p.epoch >= CHECKED_EPOCHS || !c->ranges || p.ordinal == UINT32_MAX)
		return;
	x = &c->ranges[p.epoch];
	if (!x->end || p.generation > x->generation)
		*x = (struct epoch_range){ p.generation, p.ordinal, p.ordinal + 1 };
	if (p.generation < x->generation)
		return;
	if (p.ordinal < x->first)
		x->first = p.ordinal;
	if (p.ordinal >= x->end)
		x->end = p.ordinal + 1;
}

static void note_commit_entry(struct chain_check *c, struct str key, struct str value)
{
	struct bytes k = { str_sub(key, 1, key.len), false }, in = { value, false };
	struct archive_pos pos = archive_pos_get(&k), prev;
	struct commit_entry entry;

	if (k.bad || !commit_entry_get(&in, &entry, &prev) || !entry.commit_digits)
		return;
	note_position(c, pos);
	c->commits += commit_sum(pos);
	if (!c->joined)
		note_commit_link(c, prev);
}

/* The lists of a joined segment, which has no chains of commits and of mail ids. */
static void note_listed(struct chain_check *c, char kind, struct bytes in)
{
	while (in.rest.len && !in.bad) {
		struct listed_commit commit;
		struct listed_mail_id id;

		if (kind == 'C') {
			listed_commit_get(&in, &commit);
			note_commit_link(c, commit.pos);
		} else {
			listed_mail_id_get(&in, &id);
			note_led(c, id.seq, CHAIN_MAIL_ID);
		}
	}
}

/* The head of a chain, in a joined segment of several. */
static void note_heads(struct chain_check *c, struct bytes in, int chain)
{
	note_led(c, bytes_get32(&in), chain);
	if (chain == CHAIN_DAY && store_format(c->ib->store, c->segment) > 1)
		bytes_get32(&in);
	while (in.rest.len && !in.bad)
		note_led(c, bytes_get32(&in), chain);
}

void chain_check_entry(struct chain_check *c, struct str key, struct str value)
{
	struct bytes in = { value, false };

	if (key.s[0] == 'p')
		note_commit_entry(c, key, value);
	if (key.s[0] == 'c')
		note_commit_link(c, archive_pos_get(&in));
	if (key.s[0] == 'C' || key.s[0] == 'A')
		note_listed(c, key.s[0], in);
	for (int chain = 0; chain < CHAINS; chain++)
		if (key.s[0] == chains[chain].letter)
			note_heads(c, in, chain);
}

static void add_record_faults(struct chain_check *c, struct buf *faults)
{
	unsigned named[CHAINS + 1] = { 0 };

	for (uint32_t i = 0; i < records_of(c); i++) {
		const uint32_t seq = c->totals.first_seq + i;
		const int lost = c->unread ? 0 : c->belongs[i] & ~c->led[i];

		/* asked only for those that are named: it takes a look-up */
		if (!c->seen[i] && named[CHAINS] < NAMED_MAX && !is_erasing(c->ib, seq)) {
			buf_addf(faults, "record %u is missing\n", seq);
			named[CHAINS]++;
		}
		for (int chain = 0; chain < CHAINS; chain++)
			if (lost >> chain & 1 && named[chain]++ < NAMED_MAX)
				buf_addf(faults,
					 "record %u: the chain %s does not lead to it\n",
					 seq, chains[chain].name);
	}
}

/* A window by commits relies on the range of positions that the list has for an epoch. */
static void add_range_faults(struct chain_check *c, struct buf *faults)
{
	for (uint32_t e = 0; e < CHECKED_EPOCHS; e++) {
		const struct epoch_range *seen = &c->ranges[e];
		struct epoch_range x;

		if (!seen->end)
			continue;
		if (e >= inbox_newest_totals(c->ib)->epochs ||
		    epoch_range_fetch(c->ib, e, &x) != ST_OK ||
		    x.generation < seen->generation ||
		    (x.generation == seen->generation &&
		     (x.first > seen->first || x.end < seen->end)))
			buf_addf(faults,
				 "epoch %u: the list leaves out some of its commits\n",
				 e);
	}
}

static bool has_changed(struct chain_check *c)
{
	struct key k = key_totals();
	struct totals now;
	struct bytes in;

	if (inbox_fetch(c->ib, c->segment, &k, &in) != ST_OK)
		return true;
	totals_get(&in, &now);
	return now.next_seq != c->begun.next_seq || now.next_live != c->begun.next_live ||
	       now.moved != c->begun.moved;
}

void chain_check_end(struct chain_check *c, struct buf *faults)
{
	if (!has_changed(c)) {
		add_record_faults(c, faults);
		add_range_faults(c, faults);
		if (c->commits != c->led_commits)
			buf_addstr(faults,
				   "the chains of commits do not lead to all of them\n");
		if (c->later)
			buf_addf(faults, "its totals leave out the times of %u records\n",
				 c->later);
		if (c->lost_ids)
			buf_addf(
			    faults,
			    "%u mails are not found by their ids; if the list's folder "
			    "was "
			    "renamed by hand, give it its old name, and rename it by "
			    "patchdigest-store\n",
			    c->lost_ids);
	}
	free(c->belongs);
	free(c->led);
	free(c->seen);
	free(c->ranges);
	*c = (struct chain_check){ .ib = NULL };
}

/* SPDX-License-Identifier: MIT */
#include <assert.h>
#include <string.h>

#include "store/inbox/commit_entry.h"
#include "store/inbox/id_entry.h"

enum status epoch_range_fetch(struct inbox *ib, uint32_t epoch, struct epoch_range *e)
{
	struct key k = key_epoch_range(epoch);
	struct bytes in;
	enum status st = inbox_fetch_any(ib, &k, &in, NULL);

	if (st != ST_OK)
		return st;
	epoch_range_get(&in, e);
	return in.bad ? ST_DAMAGED : ST_OK;
}

enum status commit_entry_fetch(struct inbox *ib, struct archive_pos pos,
			       struct commit_entry *entry, struct archive_pos *prev)
{
	struct key k = key_commit_entry(pos);
	struct bytes in;
	enum status st;

	if (ib->near_segment >= ib->n)
		ib->near_segment = ib->n - 1;
	/* neighbours are mostly in one segment */
	st = inbox_fetch(ib, ib->near_segment, &k, &in);
	if (st == ST_NOTFOUND && ib->n > 1)
		st = inbox_fetch_any(ib, &k, &in, &ib->near_segment);
	if (st != ST_OK)
		return st;
	entry->pos = pos;
	if (!commit_entry_get(&in, entry, prev))
		return ST_DAMAGED;
	/* its mail may have been stored later, in a newer segment */
	if (entry->seq == SEQ_NONE && ib->near_segment + 1 < ib->n &&
	    inbox_fetch_any(ib, &k, &in, &ib->near_segment) == ST_OK &&
	    !commit_entry_get(&in, entry, prev))
		return ST_DAMAGED;
	return ST_OK;
}

enum status commit_entry_mail(struct inbox *ib, const struct commit_entry *entry,
			      struct mail *m, struct id_entry *e)
{
	uint32_t segment;
	enum status st;

	if (entry->seq == SEQ_NONE || !inbox_segment_of(ib, entry->seq, &segment))
		return ST_NOTFOUND;
	st = inbox_mail(ib, entry->seq, m);
	if (st != ST_OK)
		return st;
	return id_entry_of_mail(ib, m, segment, e) ? ST_OK : ST_DAMAGED;
}

/* Widens the epoch's range to the position, and the number of epochs. */
static enum status widen_epoch_range(struct inbox *ib, struct archive_pos p)
{
	struct totals *t = inbox_newest_totals(ib);
	struct key k = key_epoch_range(p.epoch);
	struct epoch_range x = { 0, 0, 0 };
	struct bytes in;
	enum status st = pending_get(ib, &ib->epoch_range, &k, &in);

	if (st == ST_OK)
		epoch_range_get(&in, &x);
	else if (st == ST_NOTFOUND)
		st = epoch_range_fetch(ib, p.epoch, &x);
	if (st == ST_OK && x.generation > p.generation)
		return ST_OK; /* before the history was edited: nothing reads it */
	if (st == ST_OK && x.generation == p.generation && p.ordinal >= x.first &&
	    p.ordinal < x.end)
		return ST_OK;
	if (st != ST_OK && st != ST_NOTFOUND)
		return st;
	if (st == ST_NOTFOUND || x.generation < p.generation)
		x = (struct epoch_range){ p.generation, p.ordinal, p.ordinal + 1 };
	if (p.ordinal < x.first)
		x.first = p.ordinal;
	if (p.ordinal >= x.end)
		x.end = p.ordinal + 1;
	if (p.epoch >= t->epochs)
		t->epochs = p.epoch + 1;
	buf_reset(&ib->out);
	epoch_range_put(&ib->out, &x);
	pending_put(ib, &ib->epoch_range);
	return ST_OK;
}

/*
 * The newest segment has an entry at the position. If that is of this commit and
 * its mail was lost or unreadable, it gets the mail, and stays in its chain.
 */
static enum status add_mail_to_entry(struct inbox *ib, const struct commit_entry *entry)
{
	struct key k = key_commit_entry(entry->pos);
	struct commit_entry old;
	struct archive_pos prev;
	struct bytes in;
	enum status st = inbox_fetch(ib, ib->n - 1, &k, &in);

	if (st != ST_OK || !commit_entry_get(&in, &old, &prev) || old.seq != SEQ_NONE ||
	    old.commit_digits != entry->commit_digits ||
	    memcmp(old.commit, entry->commit, (old.commit_digits + 1) / 2) != 0)
		return ST_DAMAGED;
	buf_reset(&ib->out);
	commit_entry_put(&ib->out, entry, prev);
	return inbox_replace(ib, &k);
}

enum status commit_entry_insert(struct inbox *ib, struct commit_entry *entry)
{
	struct key k = key_commit_entry(entry->pos);
	struct archive_pos prev = ARCHIVE_POS_NONE;
	struct key head;
	struct bytes in;
	enum status st;

	if (entry->commit_digits) {
		head = key_commit_chain(entry->commit);
		st = inbox_fetch(ib, ib->n - 1, &head, &in);
		if (st == ST_OK)
			prev = archive_pos_get(&in);
		else if (st != ST_NOTFOUND)
			return st;
	}
	buf_reset(&ib->out);
	commit_entry_put(&ib->out, entry, prev);
	st = store_insert(ib->store, key_str(&k), buf_str(&ib->out));
	if (st == ST_EXISTS)
		return add_mail_to_entry(ib, entry);
	if (st != ST_OK || !entry->commit_digits)
		return st;
	buf_reset(&ib->out);
	archive_pos_put(&ib->out, entry->pos);
	st = inbox_replace(ib, &head);
	return st == ST_OK && entry->pos.epoch != EPOCH_LIVE
		   ? widen_epoch_range(ib, entry->pos)
		   : st;
}

void commit_entry_init(struct commit_entry *s, const struct commit_ref *p,
		       struct archive_pos pos, uint32_t seq)
{
	*s = (struct commit_entry){ .pos = pos,
				    .commit_digits = p->commit_digits,
				    .seq = seq };
	memcpy(s->commit, p->commit, sizeof(s->commit));
}

enum status inbox_put_commit_entry(struct inbox *ib, const struct commit_ref *p,
				   uint32_t seq)
{
	struct archive_pos prev;
	struct commit_entry entry;
	enum status st;

	assert(p->archived && p->commit_digits);
	st = commit_entry_fetch(ib, p->pos, &entry, &prev);
	if (st != ST_NOTFOUND)
		return st == ST_OK ? ST_EXISTS : st;
	commit_entry_init(&entry, p, p->pos, seq);
	return commit_entry_insert(ib, &entry);
}

/* SPDX-License-Identifier: MIT */
/* Visits mails in the order of the archive, and finds the last of them. */
#include "store/inbox/commit_entry.h"

/* Reads an entry's mail. *counts: whether this is the mail's best position. */
static enum status counted_mail(struct inbox *ib, const struct commit_entry *entry,
				struct mail *m, bool *counts)
{
	struct id_entry e;
	enum status st = commit_entry_mail(ib, entry, m, &e);

	*counts = false;
	if (st != ST_OK)
		return st == ST_NOTFOUND ? ST_OK : st;
	*counts = archive_pos_cmp(e.best, entry->pos) == 0;
	if (*counts && e.seq != m->seq && e.seq < inbox_newest_totals(ib)->next_seq)
		st = inbox_mail(ib, e.seq, m);
	*counts = *counts && st == ST_OK && !(m->record.facts & FACT_DELETED);
	return st == ST_NOTFOUND ? ST_OK : st;
}

/* Visits the positions from `at` up to ordinal end, exclusive, of its epoch and
 * generation. *more: false after the callback returned false. */
static enum status visit_positions(struct inbox *ib, struct archive_pos at, uint32_t end,
				   inbox_commit_entry_fn *fn, void *arg, bool *more)
{
	struct mail m = MAIL_INIT;
	enum status worst = ST_OK;
	struct archive_pos prev;
	struct commit_entry entry;
	bool counts;

	for (; at.ordinal < end && *more; at.ordinal++) {
		enum status st = commit_entry_fetch(ib, at, &entry, &prev);

		if (st == ST_NOTFOUND)
			continue; /* only a part of the archive was read */
		if (st == ST_OK)
			st = counted_mail(ib, &entry, &m, &counts);
		if (st != ST_OK)
			worst = st;
		else if (counts)
			*more = fn(arg, &m, &entry);
	}
	mail_release(&m);
	return worst;
}

/* Clips the ordinals [*first, *end) of this epoch to the window. */
static void clip_ordinals(uint32_t epoch, struct archive_pos after,
			  struct archive_pos upto, uint32_t *first, uint32_t *end)
{
	bool from_here =
	    after.epoch == epoch && archive_pos_cmp(after, ARCHIVE_POS_START) != 0;

	if (from_here && after.ordinal + 1 > *first)
		*first = after.ordinal == UINT32_MAX ? UINT32_MAX : after.ordinal + 1;
	if (upto.epoch == epoch && upto.ordinal != UINT32_MAX && upto.ordinal + 1 < *end)
		*end = upto.ordinal + 1;
}

enum status inbox_in_archive_order(struct inbox *ib, struct archive_pos after,
				   struct archive_pos upto, inbox_commit_entry_fn *fn,
				   void *arg)
{
	const struct totals *now = inbox_newest_totals(ib);
	enum status st, worst = ST_OK;
	uint32_t first, end;
	bool more = true;

	for (uint32_t e = after.epoch; e < now->epochs && e <= upto.epoch && more; e++) {
		struct epoch_range x;

		st = epoch_range_fetch(ib, e, &x);
		if (st == ST_OK) {
			first = x.first;
			end = x.end;
			clip_ordinals(e, after, upto, &first, &end);
			st = visit_positions(
			    ib, (struct archive_pos){ e, x.generation, first }, end, fn,
			    arg, &more);
		}
		if (st != ST_OK && st != ST_NOTFOUND)
			worst = st;
	}
	if (upto.epoch != EPOCH_LIVE || !more)
		return worst;
	first = now->live_base;
	end = now->next_live;
	clip_ordinals(EPOCH_LIVE, after, upto, &first, &end);
	st = visit_positions(ib, (struct archive_pos){ EPOCH_LIVE, 0, first }, end, fn,
			     arg, &more);
	return status_first(st, worst);
}

enum status inbox_last_commit_entry(struct inbox *ib, struct commit_entry *entry)
{
	const struct totals *now = inbox_newest_totals(ib);
	struct mail m = MAIL_INIT;
	struct archive_pos prev;
	bool counts = false;
	struct epoch_range x;

	for (uint32_t o = now->next_live; o-- > now->live_base && !counts;)
		if (commit_entry_fetch(ib, (struct archive_pos){ EPOCH_LIVE, 0, o },
				       entry, &prev) == ST_OK)
			counted_mail(ib, entry, &m, &counts);
	mail_release(&m);
	if (counts)
		return ST_OK;
	for (uint32_t e = now->epochs; e-- > 0;) {
		if (epoch_range_fetch(ib, e, &x) != ST_OK)
			continue;
		return commit_entry_fetch(
		    ib, (struct archive_pos){ e, x.generation, x.end - 1 }, entry, &prev);
	}
	return ST_NOTFOUND;
}

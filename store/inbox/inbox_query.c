/* SPDX-License-Identifier: MIT */
/* Which mail has an id, which belong to a window, a thread, a title: the reading half of
 * the index. */
#include "store/inbox/chain.h"
#include "store/inbox/bloom.h"
#include "store/util/utc.h"

/* How long before its parent a reply may have arrived: by clocks that were wrong, ways of
 * different length. */
#define REPLY_EARLY (31 * DAY_SECONDS)

enum status inbox_lookup(struct inbox *ib, struct str message_id, uint32_t *seq,
			 struct archive_pos *best)
{
	unsigned char alias[MAIL_ID_SIZE];
	struct id_entry e;
	enum status st;
	uint32_t file;

	inbox_mail_id(ib, message_id, alias);
	st = bloom_entry(ib, alias, &e, &file);
	if (st != ST_OK)
		return st;
	if (e.seq >= inbox_current(ib)->next_seq)
		return ST_NOTFOUND; /* came after this reader */
	*seq = e.seq;
	if (best)
		*best = e.best;
	return ST_OK;
}

struct arrived {
	int64_t since, until;
	inbox_mail_fn *fn;
	void *arg;
};

static bool in_time(void *arg, struct mail *m)
{
	struct arrived *a = arg;

	if (m->record.arrival < a->since || m->record.arrival >= a->until)
		return true;
	return a->fn(a->arg, m);
}

static bool any_since(const struct inbox *ib, uint32_t files, int64_t since)
{
	for (uint32_t i = 0; i < files; i++)
		if (ib->files[i].last_arrival >= since)
			return true;
	return false;
}

/* In the files that have mail from since on, and may have the head. */
static enum status follow_since(struct inbox *ib, int64_t since, const struct key *head,
				enum chain chain, struct chain_visit *v)
{
	enum status worst = ST_OK;

	for (uint32_t i = ib->n - 1; i != BLOOM_NONE && !v->stop;
	     i = any_since(ib, i, since) ? bloom_before(ib, i, head) : BLOOM_NONE) {
		enum status st = ST_OK;

		if (ib->files[i].last_arrival >= since)
			st = chain_follow(ib, i, head, chain, v);
		if (st != ST_OK)
			worst = st;
	}
	return worst;
}

enum status inbox_replies(struct inbox *ib, const unsigned char parent[ID_HASH],
			  int64_t since, inbox_mail_fn *fn, void *arg)
{
	struct key k = key_reply_chain(parent);
	struct arrived a = { since, INT64_MAX, fn, arg };
	struct chain_visit v = { in_time, &a, false };

	/* The same mails, whichever files they are in. */
	if (since > INT64_MIN + REPLY_EARLY)
		a.since -= REPLY_EARLY;
	return follow_since(ib, a.since, &k, CHAIN_REPLY, &v);
}

enum status inbox_titled(struct inbox *ib, const unsigned char hash[ID_HASH],
			 inbox_mail_fn *fn, void *arg)
{
	struct key k = key_title_chain(hash);
	struct chain_visit v = { fn, arg, false };

	return follow_since(ib, INT64_MIN, &k, CHAIN_TITLE, &v);
}

enum status inbox_changed(struct inbox *ib, const unsigned char change[ID_HASH],
			  inbox_mail_fn *fn, void *arg)
{
	struct key k = key_change_chain(change);
	struct chain_visit v = { fn, arg, false };

	return follow_since(ib, INT64_MIN, &k, CHAIN_CHANGE, &v);
}

static int64_t day_start(int64_t t)
{
	return t - ((t % DAY_SECONDS) + DAY_SECONDS) % DAY_SECONDS;
}

enum status inbox_arrived(struct inbox *ib, int64_t since, int64_t until,
			  inbox_mail_fn *fn, void *arg)
{
	struct arrived a = { since, until, fn, arg };
	struct chain_visit v = { in_time, &a, false };
	enum status worst = ST_OK;

	for (uint32_t i = 0; i < ib->n && !v.stop; i++) {
		const struct totals *t = &ib->files[i];
		int64_t from = t->first_arrival > since ? t->first_arrival : since;

		if (t->next_seq == t->first_seq)
			continue;
		for (int64_t d = day_start(from);
		     d < until && d <= t->last_arrival && !v.stop; d += DAY_SECONDS) {
			struct key k = key_day_chain(d);
			enum status st = chain_follow(ib, i, &k, CHAIN_DAY, &v);

			if (st != ST_OK)
				worst = st;
		}
	}
	return worst;
}

struct before {
	int64_t time;
	struct mail *found;
	struct buf id;
	bool any;
};

static bool keep_latest(void *arg, struct mail *m)
{
	struct before *b = arg;
	const struct record *r = &m->record;

	if (r->arrival >= b->time)
		return true;
	if (b->any && (r->arrival < b->found->record.arrival ||
		       (r->arrival == b->found->record.arrival &&
			str_cmp(r->message_id, buf_str(&b->id)) < 0)))
		return true;
	b->any = true;
	b->found->seq = m->seq;
	b->found->record.arrival = r->arrival;
	buf_reset(&b->id);
	buf_adds(&b->id, r->message_id);
	return true;
}

enum status inbox_before(struct inbox *ib, int64_t time, struct mail *m)
{
	struct mail latest = MAIL_INIT;
	struct before b = { .time = time, .found = &latest, .id = BUF_INIT };
	struct chain_visit v = { keep_latest, &b, false };
	struct inbox_totals sum;
	enum status st = ST_OK;

	inbox_totals(ib, &sum);
	if (!sum.mails)
		return ST_NOTFOUND;
	if (time > sum.last_arrival)
		time = sum.last_arrival + 1;
	for (int64_t d = day_start(time - 1); !b.any && d >= day_start(sum.first_arrival);
	     d -= DAY_SECONDS) {
		struct key k = key_day_chain(d);

		for (uint32_t i = 0; i < ib->n; i++)
			if (ib->files[i].next_seq > ib->files[i].first_seq &&
			    ib->files[i].last_arrival >= d &&
			    ib->files[i].first_arrival < d + DAY_SECONDS)
				chain_follow(ib, i, &k, CHAIN_DAY, &v);
	}
	st = b.any ? inbox_mail(ib, latest.seq, m) : ST_NOTFOUND;
	buf_release(&b.id);
	return st;
}

enum status inbox_inserted(struct inbox *ib, uint32_t from, uint32_t to,
			   inbox_mail_fn *fn, void *arg)
{
	struct mail m = MAIL_INIT;
	enum status worst = ST_OK;
	bool more = true;

	if (from < 1)
		from = 1;
	if (to > inbox_current(ib)->next_seq)
		to = inbox_current(ib)->next_seq;
	for (uint32_t seq = from; seq < to && more; seq++) {
		enum status st = inbox_mail(ib, seq, &m);
		struct id_entry e;
		uint32_t file;

		if (st == ST_OK && m.first != seq)
			continue; /* a newer record of a mail that came before */
		if (st == ST_OK && inbox_any_revised(ib) &&
		    inbox_file_of(ib, seq, &file) && inbox_entry_of(ib, &m, file, &e) &&
		    e.seq != seq && e.seq < to)
			st = inbox_mail(ib, e.seq, &m);
		if (st != ST_OK)
			worst = st;
		else
			more = fn(arg, &m);
	}
	mail_release(&m);
	return worst;
}

/* The mail of a spot, if this is the place at which it counts. */
static enum status spot_mail(struct inbox *ib, const struct commit_entry *spot,
			     struct mail *m, bool *counts)
{
	struct id_entry e;
	enum status st = inbox_mail_of(ib, spot, m, &e);

	*counts = false;
	if (st != ST_OK)
		return st == ST_NOTFOUND ? ST_OK : st;
	*counts = archive_pos_cmp(e.best, spot->place) == 0;
	if (*counts && e.seq != m->seq && e.seq < inbox_current(ib)->next_seq)
		st = inbox_mail(ib, e.seq, m);
	return st;
}

/* Places first <= ordinal < end of one epoch and generation; *more false when the
 * callback had enough. */
static enum status visit_places(struct inbox *ib, struct archive_pos at, uint32_t end,
				inbox_archive_pos_fn *fn, void *arg, bool *more)
{
	struct mail m = MAIL_INIT;
	enum status worst = ST_OK;
	struct archive_pos prev;
	struct commit_entry spot;
	bool counts;

	for (; at.ordinal < end && *more; at.ordinal++) {
		enum status st = inbox_commit_entry(ib, at, &spot, &prev);

		if (st == ST_NOTFOUND)
			continue; /* a part of the archive was read: not this one */
		if (st == ST_OK)
			st = spot_mail(ib, &spot, &m, &counts);
		if (st != ST_OK)
			worst = st;
		else if (counts)
			*more = fn(arg, &m, &spot);
	}
	mail_release(&m);
	return worst;
}

/* Ordinals after a and up to b that stand in [*first, *end) of this epoch. */
static void clip(uint32_t epoch, struct archive_pos after, struct archive_pos upto,
		 uint32_t *first, uint32_t *end)
{
	bool from_here =
	    after.epoch == epoch && archive_pos_cmp(after, ARCHIVE_POS_START) != 0;

	if (from_here && after.ordinal + 1 > *first)
		*first = after.ordinal == UINT32_MAX ? UINT32_MAX : after.ordinal + 1;
	if (upto.epoch == epoch && upto.ordinal != UINT32_MAX && upto.ordinal + 1 < *end)
		*end = upto.ordinal + 1;
}

enum status inbox_placed(struct inbox *ib, struct archive_pos after,
			 struct archive_pos upto, inbox_archive_pos_fn *fn, void *arg)
{
	const struct totals *now = inbox_current(ib);
	enum status st, worst = ST_OK;
	uint32_t first, end;
	bool more = true;

	for (uint32_t e = after.epoch; e < now->epochs && e <= upto.epoch && more; e++) {
		struct epoch_range x;

		st = inbox_epoch_range(ib, e, &x);
		if (st == ST_OK) {
			first = x.first;
			end = x.end;
			clip(e, after, upto, &first, &end);
			st = visit_places(ib,
					  (struct archive_pos){ e, x.generation, first },
					  end, fn, arg, &more);
		}
		if (st != ST_OK && st != ST_NOTFOUND)
			worst = st;
	}
	if (upto.epoch != EPOCH_LIVE || !more)
		return worst;
	first = now->live_base;
	end = now->next_live;
	clip(EPOCH_LIVE, after, upto, &first, &end);
	st = visit_places(ib, (struct archive_pos){ EPOCH_LIVE, 0, first }, end, fn, arg,
			  &more);
	return st == ST_OK ? worst : st;
}

enum status inbox_last_archive_pos(struct inbox *ib, struct commit_entry *spot)
{
	const struct totals *now = inbox_current(ib);
	struct mail m = MAIL_INIT;
	struct archive_pos prev;
	bool counts = false;
	struct epoch_range x;

	for (uint32_t o = now->next_live; o-- > now->live_base && !counts;)
		if (inbox_commit_entry(ib, (struct archive_pos){ EPOCH_LIVE, 0, o }, spot,
				       &prev) == ST_OK)
			spot_mail(ib, spot, &m, &counts);
	mail_release(&m);
	if (counts)
		return ST_OK;
	for (uint32_t e = now->epochs; e-- > 0;) {
		if (inbox_epoch_range(ib, e, &x) != ST_OK)
			continue;
		return inbox_commit_entry(
		    ib, (struct archive_pos){ e, x.generation, x.end - 1 }, spot, &prev);
	}
	return ST_NOTFOUND;
}

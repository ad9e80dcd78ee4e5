/* SPDX-License-Identifier: MIT */
/* Finds mails by Message-ID, time, order of insertion, parent, title, change-id and
 * author. */
#include "store/inbox/chain.h"
#include "store/inbox/bloom.h"
#include "store/inbox/erased.h"
#include "store/inbox/id_entry.h"
#include "store/inbox/same_mail.h"
#include "store/util/utc.h"

/* How long before its parent a reply may arrive. */
#define REPLY_EARLY (31 * DAY_SECONDS)

/* Whether a record was not erased. */
static bool has_record(struct inbox *ib, uint32_t seq)
{
	struct mail m = MAIL_INIT;
	bool has = inbox_mail(ib, seq, &m) != ST_NOTFOUND;

	mail_release(&m);
	return has;
}

static enum status lookup_id(struct inbox *ib, const unsigned char mail_id[MAIL_ID_SIZE],
			     uint32_t *seq, struct archive_pos *best)
{
	struct id_entry e;
	enum status st;
	uint32_t segment;

	st = id_entry_newest(ib, mail_id, &e, &segment);
	if (st != ST_OK)
		return st;
	if (e.seq >= inbox_newest_totals(ib)->next_seq)
		return ST_NOTFOUND; /* came after this reader, or was forgotten */
	if (inbox_erased(ib)->mails && !has_record(ib, e.seq))
		return ST_NOTFOUND;
	*seq = e.seq;
	if (best)
		*best = e.best;
	return ST_OK;
}

enum status inbox_lookup(struct inbox *ib, struct str message_id, uint32_t *seq,
			 struct archive_pos *best)
{
	unsigned char mail_id[MAIL_ID_SIZE];

	inbox_mail_id(ib, message_id, mail_id);
	return lookup_id(ib, mail_id, seq, best);
}

enum status inbox_lookup_mail(struct inbox *ib, const struct record *r, uint32_t *seq,
			      struct archive_pos *best)
{
	unsigned char mail_id[MAIL_ID_SIZE];
	struct mail m = MAIL_INIT;
	enum status st = inbox_lookup(ib, r->message_id, seq, best);
	bool same = true;

	if (st == ST_OK)
		st = inbox_mail(ib, *seq, &m);
	if (st == ST_OK)
		same = record_same_mail(&m.record, r);
	mail_release(&m);
	/* the first one may have been forgotten */
	if (same && !(st == ST_NOTFOUND && (r->facts & FACT_ID_REUSED)))
		return st;
	inbox_own_id(ib, r, mail_id);
	return lookup_id(ib, mail_id, seq, best);
}

struct time_window {
	struct arrival_times times;
	inbox_mail_fn *fn;
	void *arg;
};

static bool pass_in_window(void *arg, struct mail *m)
{
	struct time_window *a = arg;

	if (m->record.arrival < a->times.since || m->record.arrival >= a->times.until)
		return true;
	return a->fn(a->arg, m);
}

static bool has_mail_since(const struct inbox *ib, uint32_t files, int64_t since)
{
	for (uint32_t i = 0; i < files; i++)
		if (ib->segments[i].last_arrival >= since)
			return true;
	return false;
}

/* Follows the chain in each segment that has mail of that time and may have the head. */
static enum status follow_chains(struct inbox *ib, struct arrival_times t,
				 const struct key *head, enum chain chain,
				 struct chain_visit *v)
{
	enum status worst = ST_OK;

	for (uint32_t i = ib->n - 1; i != BLOOM_NONE && !v->stop;
	     i = has_mail_since(ib, i, t.since) ? bloom_before(ib, i, head)
						: BLOOM_NONE) {
		enum status st = ST_OK;

		if (ib->segments[i].last_arrival >= t.since &&
		    ib->segments[i].first_arrival < t.until)
			st = chain_follow(ib, i, head, chain, t, v);
		if (st != ST_OK)
			worst = st;
	}
	return worst;
}

/* As follow_chains; visits only what arrived at that time: the result does not depend on
 * the segments. */
static enum status follow_in_window(struct inbox *ib, struct arrival_times t,
				    struct key head, enum chain chain, inbox_mail_fn *fn,
				    void *arg)
{
	struct time_window a = { t, fn, arg };
	struct chain_visit v = { pass_in_window, &a, false };

	return follow_chains(ib, t, &head, chain, &v);
}

int64_t inbox_first_reply(int64_t parent_arrival)
{
	return parent_arrival > INT64_MIN + REPLY_EARLY ? parent_arrival - REPLY_EARLY
							: parent_arrival;
}

enum status inbox_replies(struct inbox *ib, const unsigned char parent[ID_HASH],
			  int64_t since, inbox_mail_fn *fn, void *arg)
{
	const struct arrival_times t = { inbox_first_reply(since), INT64_MAX };

	return follow_in_window(ib, t, key_reply_chain(parent), CHAIN_REPLY, fn, arg);
}

struct id_visit {
	struct str message_id;
	inbox_mail_fn *fn;
	void *arg;
};

/* Another Message-ID may have this hash. */
static bool pass_with_id(void *arg, struct mail *m)
{
	const struct id_visit *a = arg;

	return !str_eq(m->record.message_id, a->message_id) || a->fn(a->arg, m);
}

/* Whether any Message-ID is reused. Most lists reuse no id, and need no look-up. */
static bool has_reused_ids(const struct inbox *ib)
{
	for (uint32_t i = 0; i < ib->n; i++)
		if (ib->segments[i].reused)
			return true;
	return false;
}

bool inbox_id_is_reused(struct inbox *ib, struct str message_id)
{
	unsigned char hash[ID_HASH];
	struct key k;

	if (!has_reused_ids(ib))
		return false;
	id_hash(hash, message_id);
	k = key_same_id_chain(hash);
	for (uint32_t i = ib->n - 1; i != BLOOM_NONE; i = bloom_before(ib, i, &k)) {
		struct bytes in;

		if (inbox_fetch(ib, i, &k, &in) != ST_NOTFOUND)
			return true;
	}
	return false;
}

/* Visits the mail of inbox_lookup(), if there is one. */
static enum status visit_first_of_id(struct inbox *ib, struct str message_id,
				     struct chain_visit *v)
{
	struct mail m = MAIL_INIT;
	uint32_t seq;
	enum status st = inbox_lookup(ib, message_id, &seq, NULL);

	if (st == ST_OK)
		st = inbox_mail(ib, seq, &m);
	if (st == ST_OK && !(m.record.facts & FACT_DELETED))
		v->stop = !v->fn(v->arg, &m);
	mail_release(&m);
	return st == ST_NOTFOUND ? ST_OK : st;
}

enum status inbox_with_message_id(struct inbox *ib, struct str message_id,
				  inbox_mail_fn *fn, void *arg)
{
	struct id_visit a = { message_id, fn, arg };
	struct chain_visit v = { pass_with_id, &a, false };
	unsigned char hash[ID_HASH];
	struct key k;
	enum status st = visit_first_of_id(ib, message_id, &v), others = ST_OK;

	if (v.stop || !has_reused_ids(ib))
		return st;
	id_hash(hash, message_id);
	k = key_same_id_chain(hash);
	others = follow_chains(ib, ARRIVAL_ANY, &k, CHAIN_SAME_ID, &v);
	return others == ST_OK ? st : others;
}

enum status inbox_with_title(struct inbox *ib, const unsigned char hash[ID_HASH],
			     int64_t until, inbox_mail_fn *fn, void *arg)
{
	const struct arrival_times t = { INT64_MIN, until };

	return follow_in_window(ib, t, key_title_chain(hash), CHAIN_TITLE, fn, arg);
}

enum status inbox_with_change_id(struct inbox *ib, const unsigned char change[ID_HASH],
				 int64_t until, inbox_mail_fn *fn, void *arg)
{
	const struct arrival_times t = { INT64_MIN, until };

	return follow_in_window(ib, t, key_change_chain(change), CHAIN_CHANGE, fn, arg);
}

enum status inbox_by_author(struct inbox *ib, const unsigned char author[ID_HASH],
			    int64_t since, int64_t until, inbox_mail_fn *fn, void *arg)
{
	const struct arrival_times t = { since, until };

	return follow_in_window(ib, t, key_author_chain(author), CHAIN_AUTHOR, fn, arg);
}

bool inbox_lists_authors(struct inbox *ib)
{
	for (uint32_t i = 0; i < ib->n; i++)
		if (ib->segments[i].next_seq > ib->segments[i].first_seq &&
		    store_format(ib->store, i) < 2)
			return false;
	return true;
}

static int64_t day_start(int64_t t)
{
	return t - ((t % DAY_SECONDS) + DAY_SECONDS) % DAY_SECONDS;
}

enum status inbox_arrived(struct inbox *ib, int64_t since, int64_t until,
			  inbox_mail_fn *fn, void *arg)
{
	struct time_window a = { { since, until }, fn, arg };
	struct chain_visit v = { pass_in_window, &a, false };
	enum status worst = ST_OK;

	for (uint32_t i = 0; i < ib->n && !v.stop; i++) {
		const struct totals *t = &ib->segments[i];
		int64_t from = t->first_arrival > since ? t->first_arrival : since;

		if (t->next_seq == t->first_seq)
			continue;
		for (int64_t d = day_start(from);
		     d < until && d <= t->last_arrival && !v.stop; d += DAY_SECONDS) {
			struct key k = key_day_chain(d);
			enum status st = chain_follow(ib, i, &k, CHAIN_DAY, a.times, &v);

			if (st != ST_OK)
				worst = st;
		}
	}
	return worst;
}

/* Takes the mails that came after this reader out of a day's count: their records lead
 * the day's chain. */
static enum status leave_out_newer(struct inbox *ib, uint32_t segment,
				   struct day_totals *day)
{
	const uint32_t end = ib->segments[segment].next_seq;
	struct mail m = MAIL_INIT;
	struct record_chains chains;
	enum status st = ST_OK;

	while (day->seq >= end && st == ST_OK) {
		st = inbox_read(ib, segment, day->seq, &m, &chains);
		/* ST_NEWER, ST_NOTFOUND: its chains can be read */
		if (st == ST_NEWER || (st == ST_NOTFOUND && chains.first))
			st = ST_OK;
		if (st == ST_OK && chains.prev[CHAIN_DAY] >= day->seq)
			st = ST_DAMAGED;
		day->mails -= st == ST_OK && chains.first == day->seq && day->mails;
		day->seq = chains.prev[CHAIN_DAY];
	}
	mail_release(&m);
	return st;
}

/*
 * Whether a segment that was joined to others after this reader began is the last of
 * those in the file, and all of them are: then the file's counts are theirs. Others of
 * the file may be open under their old names.
 */
static bool ends_whole_file(struct inbox *ib, uint32_t segment)
{
	struct segment_range file = store_opened(ib->store, segment);
	uint32_t first = segment;

	while (first > 0 && store_is_same_file(ib->store, first - 1, segment))
		first--;
	return store_range(ib->store, first).first == file.first &&
	       store_range(ib->store, segment).last == file.last;
}

static bool is_followed_in_file(struct inbox *ib, uint32_t segment)
{
	return segment + 1 < ib->n && store_is_within_joined(ib->store, segment) &&
	       store_is_same_file(ib->store, segment, segment + 1);
}

/* Reads how many mails of a file arrived on a day. ST_NOTFOUND: none. */
static enum status read_day(struct inbox *ib, uint32_t segment, const struct key *k,
			    struct day_totals *day, bool *known)
{
	const uint32_t format = store_format(ib->store, segment);
	struct bytes in;
	enum status st = inbox_fetch(ib, segment, k, &in);

	*known = format > 1 && (!store_is_within_joined(ib->store, segment) ||
				ends_whole_file(ib, segment));
	if (st != ST_OK)
		return st;
	day_totals_get(&in, day, format);
	if (in.bad)
		return ST_DAMAGED;
	if (*known || format < 2)
		return leave_out_newer(ib, segment, day);
	/* too many are counted */
	day->mails = 0;
	return ST_OK;
}

static bool may_have_day(struct inbox *ib, uint32_t segment, int64_t start)
{
	const struct totals *t = &ib->segments[segment];

	if (t->next_seq == t->first_seq)
		return false;
	/* the count is that of the segments before, too */
	return store_is_within_joined(ib->store, segment) ||
	       (t->last_arrival >= start && day_start(t->first_arrival) <= start);
}

enum status inbox_mails_on_day(struct inbox *ib, int64_t start, uint64_t *mails,
			       bool *known)
{
	const struct key k = key_day_chain(start);
	enum status worst = ST_OK;

	*mails = 0;
	*known = true;
	for (uint32_t i = 0; i < ib->n; i++) {
		struct day_totals day = { 0 };
		bool known_here;
		enum status st;

		if (!may_have_day(ib, i, start) || is_followed_in_file(ib, i))
			continue;
		st = read_day(ib, i, &k, &day, &known_here);
		if (st == ST_NOTFOUND)
			continue;
		if (st != ST_OK)
			worst = st;
		*known &= st == ST_OK && known_here;
		/* below zero if mails of older segments were deleted */
		*mails += st == ST_OK ? (uint64_t)(int32_t)day.mails : 0;
	}
	return worst;
}

struct latest_search {
	int64_t time;
	struct mail *found;
	struct buf name; /* of the mail found; "": none */
	struct buf other;
};

static bool keep_latest(void *arg, struct mail *m)
{
	struct latest_search *b = arg;
	const struct record *r = &m->record;

	if (r->arrival >= b->time)
		return true;
	if (b->name.len && r->arrival < b->found->record.arrival)
		return true;
	buf_reset(&b->other);
	record_add_name(&b->other, r);
	if (b->name.len && r->arrival == b->found->record.arrival &&
	    str_cmp(buf_str(&b->other), buf_str(&b->name)) < 0)
		return true;
	b->found->seq = m->seq;
	b->found->record.arrival = r->arrival;
	buf_reset(&b->name);
	buf_adds(&b->name, buf_str(&b->other));
	return true;
}

enum status inbox_last_before(struct inbox *ib, int64_t time, struct mail *m)
{
	struct mail latest = MAIL_INIT;
	struct latest_search b = { .time = time, .found = &latest };
	struct chain_visit v = { keep_latest, &b, false };
	struct inbox_totals sum;
	enum status st = ST_OK;

	inbox_totals(ib, &sum);
	if (!sum.mails)
		return ST_NOTFOUND;
	if (time > sum.last_arrival)
		time = sum.last_arrival + 1;
	inbox_begin_reads(ib);
	for (int64_t d = day_start(time - 1);
	     !b.name.len && d >= day_start(sum.first_arrival); d -= DAY_SECONDS) {
		struct key k = key_day_chain(d);

		for (uint32_t i = 0; i < ib->n; i++)
			if (ib->segments[i].next_seq > ib->segments[i].first_seq &&
			    ib->segments[i].last_arrival >= d &&
			    ib->segments[i].first_arrival < d + DAY_SECONDS)
				chain_follow(ib, i, &k, CHAIN_DAY,
					     (struct arrival_times){ d, d + DAY_SECONDS },
					     &v);
	}
	st = b.name.len ? inbox_mail(ib, latest.seq, m) : ST_NOTFOUND;
	inbox_end_reads(ib);
	buf_release(&b.name);
	buf_release(&b.other);
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
	if (to > inbox_newest_totals(ib)->next_seq)
		to = inbox_newest_totals(ib)->next_seq;
	for (uint32_t seq = from; seq < to && more; seq++) {
		enum status st = inbox_mail(ib, seq, &m);
		struct id_entry e;
		uint32_t segment;

		if (st == ST_OK && m.first != seq)
			continue; /* a newer record of a mail that came before */
		if (st == ST_OK && inbox_any_revised(ib) &&
		    inbox_segment_of(ib, seq, &segment) &&
		    id_entry_of_mail(ib, &m, segment, &e) && e.seq != seq && e.seq < to)
			st = inbox_mail(ib, e.seq, &m);
		if (st == ST_OK && !(m.record.facts & FACT_DELETED))
			more = fn(arg, &m);
		else if (st != ST_OK && st != ST_NOTFOUND)
			worst = st;
	}
	mail_release(&m);
	return worst;
}

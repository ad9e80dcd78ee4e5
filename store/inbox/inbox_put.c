/* SPDX-License-Identifier: MIT */
/* Putting mails and places into an inbox, inside a transaction. */
#include <assert.h>
#include <string.h>

#include "store/inbox/chain.h"
#include "store/inbox/inbox_impl.h"
#include "store/inbox/bloom.h"
#include "store/util/hex.h"

/* Seqs are 32 bits, 0 and the last one are no mail's. */
#define SEQ_LAST (UINT32_MAX - 2)

static enum status insert(struct inbox *ib, const struct key *k)
{
	enum status st = store_insert(ib->store, key_str(k), buf_str(&ib->out));

	return st == ST_EXISTS ? ST_DAMAGED : st;
}

static enum status replace(struct inbox *ib, const struct key *k)
{
	return store_replace(ib->store, key_str(k), buf_str(&ib->out));
}

/* Puts seq at the head of a chain; *prev is what was there. TDB looks for a key to
 * replace twice if it isn't there. */
static enum status chain_mail(struct inbox *ib, const struct key *k, uint32_t seq,
			      uint32_t *prev)
{
	struct bytes in;
	enum status st = inbox_fetch(ib, ib->n - 1, k, &in);

	*prev = st == ST_OK ? bytes_get32(&in) : 0;
	if (st != ST_OK && st != ST_NOTFOUND)
		return st;
	buf_reset(&ib->out);
	bytes_put32(&ib->out, seq);
	return st == ST_OK ? replace(ib, k) : insert(ib, k);
}

/* The same for the chain of a day, on which mails follow one another. */
static enum status chain_day(struct inbox *ib, int64_t arrival, uint32_t seq,
			     uint32_t *prev)
{
	struct key k = key_day_chain(arrival);
	struct bytes in;
	enum status st = pending_get(ib, &ib->day, &k, &in);

	if (st != ST_OK && st != ST_NOTFOUND)
		return st;
	*prev = st == ST_OK ? bytes_get32(&in) : 0;
	buf_reset(&ib->out);
	bytes_put32(&ib->out, seq);
	pending_put(ib, &ib->day);
	return ST_OK;
}

static enum status chain_all(struct inbox *ib, const struct record *r,
			     const unsigned char alias[MAIL_ID_SIZE], uint32_t seq,
			     struct links *l)
{
	enum status st = chain_day(ib, r->arrival, seq, &l->before[CHAIN_DAY]);
	struct key k;

	for (enum chain c = CHAIN_DAY + 1; c < CHAINS && st == ST_OK; c++)
		if (chain_key(&k, c, r, alias))
			st = chain_mail(ib, &k, seq, &l->before[c]);
	return st;
}

static enum status put_entry(struct inbox *ib, const unsigned char alias[MAIL_ID_SIZE],
			     const struct id_entry *e)
{
	struct key k = key_id(alias);

	buf_reset(&ib->out);
	id_entry_put(&ib->out, e);
	return replace(ib, &k);
}

/* ST_EXISTS if there is one in the newest file. */
static enum status insert_entry(struct inbox *ib, const unsigned char alias[MAIL_ID_SIZE],
				const struct id_entry *e)
{
	struct key k = key_id(alias);

	buf_reset(&ib->out);
	id_entry_put(&ib->out, e);
	return store_insert(ib->store, key_str(&k), buf_str(&ib->out));
}

/* The record itself with its links; first 0: it is the first of its mail. */
static enum status put_record(struct inbox *ib, const struct record *r,
			      const unsigned char alias[MAIL_ID_SIZE], uint32_t first,
			      uint32_t *seq)
{
	struct totals *t = inbox_current(ib);
	struct links l = { 0 };
	struct key k;
	enum status st;

	if (t->next_seq >= SEQ_LAST)
		return ST_NOSPACE;
	*seq = t->next_seq;
	l.first = first ? first : *seq;
	st = chain_all(ib, r, alias, *seq, &l);
	if (st != ST_OK)
		return st;
	buf_reset(&ib->out);
	links_put(&ib->out, &l);
	record_encode(&ib->out, r);
	k = key_mail(*seq);
	st = insert(ib, &k);
	t->next_seq++;
	return st;
}

static void widen_times(struct totals *t, int64_t arrival)
{
	if (t->next_seq == t->first_seq || arrival < t->first_arrival)
		t->first_arrival = arrival;
	if (t->next_seq == t->first_seq || arrival > t->last_arrival)
		t->last_arrival = arrival;
}

static struct archive_pos next_live(struct inbox *ib)
{
	return (struct archive_pos){ EPOCH_LIVE, 0, inbox_current(ib)->next_live++ };
}

/* The greatest and least ordinal of an archive's epoch, and how many epochs there are. */
static enum status widen_extent(struct inbox *ib, struct archive_pos p)
{
	struct totals *t = inbox_current(ib);
	struct key k = key_epoch_range(p.epoch);
	struct epoch_range x = { 0, 0, 0 };
	struct bytes in;
	enum status st = pending_get(ib, &ib->extent, &k, &in);

	if (st == ST_OK)
		epoch_range_get(&in, &x);
	else if (st == ST_NOTFOUND)
		st = inbox_epoch_range(ib, p.epoch, &x);
	if (st == ST_OK && x.generation > p.generation)
		return ST_OK; /* of an edited history: never looked at again */
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
	pending_put(ib, &ib->extent);
	return ST_OK;
}

/*
 * The place is taken in this file: by the same commit, whose mail could not
 * be read then, or was lost. It gets the mail, and stays in its chain.
 */
static enum status fill_spot(struct inbox *ib, const struct commit_entry *spot)
{
	struct key k = key_commit_entry(spot->place);
	struct commit_entry old;
	struct archive_pos prev;
	struct bytes in;
	enum status st = inbox_fetch(ib, ib->n - 1, &k, &in);

	if (st != ST_OK || !commit_entry_get(&in, &old, &prev) || old.seq != SEQ_NONE ||
	    old.commit_digits != spot->commit_digits ||
	    memcmp(old.commit, spot->commit, (old.commit_digits + 1) / 2) != 0)
		return ST_DAMAGED;
	buf_reset(&ib->out);
	commit_entry_put(&ib->out, spot, prev);
	return replace(ib, &k);
}

/* Inserts a spot and puts it at the head of its commit chain. */
static enum status put_spot(struct inbox *ib, struct commit_entry *spot)
{
	struct key k = key_commit_entry(spot->place);
	struct archive_pos prev = ARCHIVE_POS_NONE;
	struct key head;
	struct bytes in;
	enum status st;

	if (spot->commit_digits) {
		head = key_commit_chain(spot->commit);
		st = inbox_fetch(ib, ib->n - 1, &head, &in);
		if (st == ST_OK)
			prev = archive_pos_get(&in);
		else if (st != ST_NOTFOUND)
			return st;
	}
	buf_reset(&ib->out);
	commit_entry_put(&ib->out, spot, prev);
	st = store_insert(ib->store, key_str(&k), buf_str(&ib->out));
	if (st == ST_EXISTS)
		return fill_spot(ib, spot);
	if (st != ST_OK || !spot->commit_digits)
		return st;
	buf_reset(&ib->out);
	archive_pos_put(&ib->out, spot->place);
	st = replace(ib, &head);
	return st == ST_OK && spot->place.epoch != EPOCH_LIVE
		   ? widen_extent(ib, spot->place)
		   : st;
}

static void spot_init(struct commit_entry *s, const struct commit_ref *p,
		      struct archive_pos place, uint32_t seq)
{
	*s = (struct commit_entry){ .place = place,
				    .commit_digits = p->commit_digits,
				    .seq = seq };
	memcpy(s->commit, p->commit, sizeof(s->commit));
}

/* Of a mail that no older file knows; ST_EXISTS, and nothing done, if the newest one
 * does. */
static enum status put_new(struct inbox *ib, const struct record *r,
			   const unsigned char alias[MAIL_ID_SIZE],
			   const struct commit_ref *p)
{
	struct totals *t = inbox_current(ib);
	struct archive_pos live = { EPOCH_LIVE, 0, t->next_live };
	struct id_entry e = { t->next_seq, p->archived ? p->place : live };
	enum status st = insert_entry(ib, alias, &e);
	struct commit_entry spot;

	if (st != ST_OK)
		return st;
	widen_times(t, r->arrival);
	st = put_record(ib, r, alias, 0, &e.seq);
	if (st != ST_OK)
		return st;
	t->mails++;
	t->next_live += !p->archived;
	spot_init(&spot, p, e.best, e.seq);
	return put_spot(ib, &spot);
}

/* Live places whose mail has got an archive place needn't be looked at by a window any
 * more. */
static void raise_live_base(struct inbox *ib)
{
	struct totals *t = inbox_current(ib);
	struct mail m = MAIL_INIT;
	struct archive_pos prev;

	while (t->live_base < t->next_live) {
		struct archive_pos at = { EPOCH_LIVE, 0, t->live_base };
		struct id_entry e;
		struct commit_entry spot;

		if (inbox_commit_entry(ib, at, &spot, &prev) != ST_OK ||
		    inbox_mail_of(ib, &spot, &m, &e) != ST_OK ||
		    archive_pos_cmp(e.best, at) == 0)
			break;
		t->live_base++;
	}
	mail_release(&m);
}

static bool same_but_arrival(const struct record *a, const struct record *b)
{
	struct record copy = *b;
	struct buf x = BUF_INIT, y = BUF_INIT;
	bool same;

	copy.arrival = a->arrival;
	record_encode(&x, a);
	record_encode(&y, &copy);
	same = str_eq(buf_str(&x), buf_str(&y));
	buf_release(&x);
	buf_release(&y);
	return same;
}

/*
 * A newer record of a known mail, where this one was made by newer rules, or
 * stands earlier in the archive and differs. The time it arrived stays.
 */
static enum status revise(struct inbox *ib, const struct record *r,
			  const unsigned char alias[MAIL_ID_SIZE], bool earlier,
			  struct id_entry *e)
{
	struct mail old = MAIL_INIT;
	enum status st = inbox_mail(ib, e->seq, &old);
	struct record newer = *r;

	newer.arrival = old.record.arrival;
	if (st == ST_OK &&
	    (r->rules > old.record.rules || (earlier && r->rules == old.record.rules &&
					     !same_but_arrival(&old.record, r)))) {
		widen_times(inbox_current(ib), newer.arrival);
		st = put_record(ib, &newer, alias, old.first, &e->seq);
		inbox_current(ib)->revised++;
	}
	mail_release(&old);
	return st == ST_DAMAGED
		   ? ST_OK
		   : st; /* an old record that can't be read stays as it is */
}

/*
 * Whether the commit stands at this place already, or, for a live one, anywhere;
 * also a longer one of the same mail that begins with it.
 */
struct seen {
	struct inbox *ib;
	const struct record *r;
	size_t hex_len;
	bool found;
};

static bool is_of_mail(struct inbox *ib, uint32_t seq, struct str message_id)
{
	struct mail m = MAIL_INIT;
	bool same = seq != SEQ_NONE && inbox_mail(ib, seq, &m) == ST_OK &&
		    str_eq(m.record.message_id, message_id);

	mail_release(&m);
	return same;
}

static bool see_commit(void *arg, const char *hex, const struct commit_entry *spot)
{
	struct seen *s = arg;

	s->found =
	    spot->commit_digits &&
	    (strlen(hex) == s->hex_len || is_of_mail(s->ib, spot->seq, s->r->message_id));
	return !s->found;
}

static enum status placed_already(struct inbox *ib, const struct record *r,
				  const struct commit_ref *p, bool *already)
{
	char hex[2 * COMMIT_MAX + 1];
	struct seen s = { ib, r, p->commit_digits, false };
	struct archive_pos prev;
	struct commit_entry spot;
	enum status st;

	*already = true;
	if (!p->commit_digits)
		return ST_OK;
	if (p->archived) {
		st = inbox_commit_entry(ib, p->place, &spot, &prev);
		*already = st == ST_OK && spot.seq != SEQ_NONE;
		return st == ST_NOTFOUND ? ST_OK : st;
	}
	hex_write(hex, p->commit, p->commit_digits);
	st = inbox_find(ib, str_from(hex), see_commit, &s);
	*already = s.found;
	/* what can't be read isn't there: the mail is known in any case */
	return st == ST_DAMAGED ? ST_OK : st;
}

/* A live place with a commit is better than one without; the first of its kind is best.
 */
static bool is_better(struct inbox *ib, struct archive_pos p, struct archive_pos best)
{
	struct archive_pos prev;
	struct commit_entry spot;

	if (p.epoch != EPOCH_LIVE)
		return archive_pos_cmp(p, best) < 0;
	return best.epoch == EPOCH_LIVE &&
	       inbox_commit_entry(ib, best, &spot, &prev) == ST_OK && !spot.commit_digits;
}

/* Of a mail that is known: only what it brings anew. file: where its entry was found. */
static enum status put_known(struct inbox *ib, const struct record *r,
			     const unsigned char alias[MAIL_ID_SIZE],
			     const struct commit_ref *p, uint32_t file,
			     struct id_entry *e)
{
	struct id_entry old = *e;
	bool already, better = false;
	struct commit_entry spot;
	enum status st = placed_already(ib, r, p, &already);

	if (st == ST_OK && !already) {
		spot_init(&spot, p, p->archived ? p->place : next_live(ib), e->seq);
		better = is_better(ib, spot.place, e->best);
		st = put_spot(ib, &spot);
		if (better)
			e->best = spot.place;
	}
	if (st == ST_OK)
		st = revise(ib, r, alias, better && p->archived, e);
	if (st != ST_OK || (old.seq == e->seq && !better))
		return st == ST_OK ? ST_EXISTS : st;
	if (file != ib->n - 1)
		inbox_current(ib)->moved++;
	st = put_entry(ib, alias, e);
	if (st == ST_OK && better && old.best.epoch == EPOCH_LIVE)
		raise_live_base(ib);
	return st == ST_OK ? ST_EXISTS : st;
}

enum status inbox_put(struct inbox *ib, const struct record *r,
		      const struct commit_ref *p)
{
	unsigned char alias[MAIL_ID_SIZE];
	struct id_entry e;
	struct key k;
	uint32_t file;
	enum status st;

	inbox_mail_id(ib, r->message_id, alias);
	k = key_id(alias);
	st = ST_NOTFOUND;
	if (bloom_before(ib, ib->n - 1, &k) != BLOOM_NONE)
		st = bloom_entry(ib, alias, &e, &file);
	if (st == ST_NOTFOUND) {
		st = put_new(ib, r, alias, p);
		if (st != ST_EXISTS)
			return st;
		st = bloom_entry(ib, alias, &e, &file);
	}
	return st == ST_OK ? put_known(ib, r, alias, p, file, &e) : st;
}

enum status inbox_put_commit_entry(struct inbox *ib, const struct commit_ref *p,
				   uint32_t seq)
{
	struct archive_pos prev;
	struct commit_entry spot;
	enum status st;

	assert(p->archived && p->commit_digits);
	st = inbox_commit_entry(ib, p->place, &spot, &prev);
	if (st != ST_NOTFOUND)
		return st == ST_OK ? ST_EXISTS : st;
	spot_init(&spot, p, p->place, seq);
	return put_spot(ib, &spot);
}

enum status inbox_put_import_mark(struct inbox *ib, uint32_t epoch,
				  const struct import_mark *m)
{
	struct key k = key_import_mark(epoch);

	buf_reset(&ib->out);
	import_mark_put(&ib->out, m);
	return replace(ib, &k);
}

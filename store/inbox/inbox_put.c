/* SPDX-License-Identifier: MIT */
/* Puts mails into an inbox, inside a transaction. */
#include <string.h>

#include "store/inbox/chain.h"
#include "store/inbox/commit_entry.h"
#include "store/inbox/id_entry.h"
#include "store/inbox/bloom.h"
#include "store/util/hex.h"

/* A seq has 32 bits; 0 and SEQ_NONE are no record's. */
#define SEQ_LAST (UINT32_MAX - 2)

/* Inserts a record and its chains. first: seq of the mail's first record; 0: this. */
static enum status put_record(struct inbox *ib, const struct record *r,
			      const unsigned char mail_id[MAIL_ID_SIZE], uint32_t first,
			      uint32_t *seq)
{
	struct totals *t = inbox_newest_totals(ib);
	struct record_chains l = { 0 };
	struct key k;
	enum status st;

	if (t->next_seq >= SEQ_LAST)
		return ST_NOSPACE;
	*seq = t->next_seq;
	l.first = first ? first : *seq;
	st = chain_insert(ib, r, mail_id, *seq, &l);
	if (st != ST_OK)
		return st;
	buf_reset(&ib->out);
	record_chains_put(&ib->out, &l);
	record_encode(&ib->out, r);
	k = key_mail(*seq);
	st = inbox_insert(ib, &k);
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
	return (struct archive_pos){ EPOCH_LIVE, 0,
				     inbox_newest_totals(ib)->next_live++ };
}

/* For a mail that no older segment has. Returns ST_EXISTS, and changes nothing, if the
 * newest one has it. */
static enum status put_new_mail(struct inbox *ib, const struct record *r,
				const unsigned char mail_id[MAIL_ID_SIZE],
				const struct commit_ref *p)
{
	struct totals *t = inbox_newest_totals(ib);
	struct archive_pos live = { EPOCH_LIVE, 0, t->next_live };
	struct id_entry e = { t->next_seq, p->archived ? p->pos : live };
	enum status st = id_entry_insert(ib, mail_id, &e);
	struct commit_entry entry;

	if (st != ST_OK)
		return st;
	widen_times(t, r->arrival);
	st = put_record(ib, r, mail_id, 0, &e.seq);
	if (st != ST_OK)
		return st;
	t->mails++;
	t->next_live += !p->archived;
	commit_entry_init(&entry, p, e.best, e.seq);
	return commit_entry_insert(ib, &entry);
}

/* Raises live_base past mails that have an archive position by now: no window needs to
 * look at their live ones. */
static void raise_live_base(struct inbox *ib)
{
	struct totals *t = inbox_newest_totals(ib);
	struct mail m = MAIL_INIT;
	struct archive_pos prev;

	while (t->live_base < t->next_live) {
		struct archive_pos at = { EPOCH_LIVE, 0, t->live_base };
		struct id_entry e;
		struct commit_entry entry;

		if (commit_entry_fetch(ib, at, &entry, &prev) != ST_OK ||
		    commit_entry_mail(ib, &entry, &m, &e) != ST_OK ||
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
 * Adds a newer record of a known mail if this one was made by newer rules, or if
 * it differs and stands earlier in the archive. The arrival time stays.
 */
static enum status revise_record(struct inbox *ib, const struct record *r,
				 const unsigned char mail_id[MAIL_ID_SIZE], bool earlier,
				 struct id_entry *e)
{
	struct mail old = MAIL_INIT;
	enum status st = inbox_mail(ib, e->seq, &old);
	struct record newer = *r;

	newer.arrival = old.record.arrival;
	if (st == ST_OK &&
	    (r->rules > old.record.rules || (earlier && r->rules == old.record.rules &&
					     !same_but_arrival(&old.record, r)))) {
		widen_times(inbox_newest_totals(ib), newer.arrival);
		st = put_record(ib, &newer, mail_id, old.first, &e->seq);
		inbox_newest_totals(ib)->revised++;
	}
	mail_release(&old);
	/* an old record that can't be read stays as it is */
	return st == ST_DAMAGED ? ST_OK : st;
}

/* Searches for a commit, or a longer one of the same mail that begins with it. */
struct commit_search {
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

static bool match_commit(void *arg, const char *hex, const struct commit_entry *entry)
{
	struct commit_search *s = arg;

	s->found =
	    entry->commit_digits && (strlen(hex) == s->hex_len ||
				     is_of_mail(s->ib, entry->seq, s->r->message_id));
	return !s->found;
}

static enum status has_commit_entry(struct inbox *ib, const struct record *r,
				    const struct commit_ref *p, bool *already)
{
	char hex[2 * COMMIT_MAX + 1];
	struct commit_search s = { ib, r, p->commit_digits, false };
	struct archive_pos prev;
	struct commit_entry entry;
	enum status st;

	*already = true;
	if (!p->commit_digits)
		return ST_OK;
	if (p->archived) {
		st = commit_entry_fetch(ib, p->pos, &entry, &prev);
		*already = st == ST_OK && entry.seq != SEQ_NONE;
		return st == ST_NOTFOUND ? ST_OK : st;
	}
	hex_write(hex, p->commit, p->commit_digits);
	st = inbox_abbrev(ib, str_from(hex), match_commit, &s);
	*already = s.found;
	/* an unreadable entry counts as missing: the mail is known in any case */
	return st == ST_DAMAGED ? ST_OK : st;
}

/* An archive position is better than a live one, the lower one of two, and a live one
 * with a commit better than one without. */
static bool is_better(struct inbox *ib, struct archive_pos p, struct archive_pos best)
{
	struct archive_pos prev;
	struct commit_entry entry;

	if (p.epoch != EPOCH_LIVE)
		return archive_pos_cmp(p, best) < 0;
	return best.epoch == EPOCH_LIVE &&
	       commit_entry_fetch(ib, best, &entry, &prev) == ST_OK &&
	       !entry.commit_digits;
}

/* For a known mail: stores only what is new. segment: where its id entry was found. */
static enum status put_known_mail(struct inbox *ib, const struct record *r,
				  const unsigned char mail_id[MAIL_ID_SIZE],
				  const struct commit_ref *p, uint32_t segment,
				  struct id_entry *e)
{
	struct id_entry old = *e;
	bool already, better = false;
	struct commit_entry entry;
	enum status st = has_commit_entry(ib, r, p, &already);

	if (st == ST_OK && !already) {
		commit_entry_init(&entry, p, p->archived ? p->pos : next_live(ib),
				  e->seq);
		better = is_better(ib, entry.pos, e->best);
		st = commit_entry_insert(ib, &entry);
		if (better)
			e->best = entry.pos;
	}
	if (st == ST_OK)
		st = revise_record(ib, r, mail_id, better && p->archived, e);
	if (st != ST_OK || (old.seq == e->seq && !better))
		return st == ST_OK ? ST_EXISTS : st;
	if (segment != ib->n - 1)
		inbox_newest_totals(ib)->moved++;
	st = id_entry_replace(ib, mail_id, e);
	if (st == ST_OK && better && old.best.epoch == EPOCH_LIVE)
		raise_live_base(ib);
	return st == ST_OK ? ST_EXISTS : st;
}

enum status inbox_put(struct inbox *ib, const struct record *r,
		      const struct commit_ref *p)
{
	unsigned char mail_id[MAIL_ID_SIZE];
	struct id_entry e;
	struct key k;
	uint32_t segment;
	enum status st;

	inbox_mail_id(ib, r->message_id, mail_id);
	k = key_id(mail_id);
	st = ST_NOTFOUND;
	if (bloom_before(ib, ib->n - 1, &k) != BLOOM_NONE)
		st = id_entry_newest(ib, mail_id, &e, &segment);
	if (st == ST_NOTFOUND) {
		st = put_new_mail(ib, r, mail_id, p);
		if (st != ST_EXISTS)
			return st;
		st = id_entry_newest(ib, mail_id, &e, &segment);
	}
	return st == ST_OK ? put_known_mail(ib, r, mail_id, p, segment, &e) : st;
}

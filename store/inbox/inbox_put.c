/* SPDX-License-Identifier: MIT */
/* Puts mails into an inbox, inside a transaction. */
#include <string.h>

#include "store/inbox/chain.h"
#include "store/inbox/commit_entry.h"
#include "store/inbox/id_entry.h"
#include "store/inbox/bloom.h"
#include "store/inbox/erased.h"
#include "store/inbox/tombstone.h"
#include "store/inbox/same_mail.h"
#include "store/util/hex.h"
#include "store/util/utc.h"

/* A seq has 32 bits; 0 and SEQ_NONE are no record's. */
#define SEQ_LAST (UINT32_MAX - 2)

/*
 * Inserts a record and its chains. first: seq of the mail's first record; 0: this.
 * mails: how many more mails the list has with it. (A segment's numbers may go below
 * zero, and wrap: their sum is right.)
 */
static enum status put_record(struct inbox *ib, const struct record *r,
			      const unsigned char mail_id[MAIL_ID_SIZE], uint32_t first,
			      int mails, uint32_t *seq)
{
	struct totals *t = inbox_newest_totals(ib);
	struct record_chains l = { 0 };
	struct key k;
	enum status st;

	if (t->next_seq >= SEQ_LAST)
		return ST_NOSPACE;
	*seq = t->next_seq;
	l.first = first ? first : *seq;
	st = chain_insert(ib, r, mail_id, *seq, mails, &l);
	if (st != ST_OK)
		return st;
	buf_reset(&ib->out);
	record_chains_put(&ib->out, &l);
	record_encode(&ib->out, r);
	k = key_mail(*seq);
	st = inbox_insert(ib, &k);
	t->next_seq++;
	t->mails += (uint64_t)mails;
	return st;
}

static bool is_deleted(const struct record *r)
{
	return r->facts & FACT_DELETED;
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
	st = put_record(ib, r, mail_id, 0, !is_deleted(r), &e.seq);
	if (st != ST_OK)
		return st;
	t->reused += (r->facts & FACT_ID_REUSED) != 0;
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

static bool same_record(const struct record *a, const struct record *b)
{
	struct buf x = BUF_INIT, y = BUF_INIT;
	bool same;

	record_encode(&x, a);
	record_encode(&y, b);
	same = str_eq(buf_str(&x), buf_str(&y));
	buf_release(&x);
	buf_release(&y);
	return same;
}

/* A mail that the store has. */
struct known_mail {
	unsigned char mail_id[MAIL_ID_SIZE];
	struct id_entry e;
	uint32_t segment; /* where its id entry was found */
	struct mail old;  /* its newest record */
	bool readable;	  /* ... which could be read */
	bool gone;	  /* ... which was forgotten, or erased */
};

/*
 * Whether a newer record keeps the mail's id. That of a mail whose Message-ID another
 * mail has is made of its title, which other rules may read differently: then its old
 * record stays.
 */
static bool keeps_id(const struct inbox *ib, const struct known_mail *k,
		     const struct record *newer)
{
	unsigned char mail_id[MAIL_ID_SIZE];

	inbox_record_id(ib, newer, mail_id);
	return memcmp(mail_id, k->mail_id, MAIL_ID_SIZE) == 0;
}

/* Puts a newer record of a known mail, which may hide the mail or bring it back. */
static enum status put_newer(struct inbox *ib, const struct record *r,
			     struct known_mail *k)
{
	struct totals *t = inbox_newest_totals(ib);
	const int was = !is_deleted(&k->old.record), is = !is_deleted(r);
	enum status st = ST_OK;

	widen_times(t, r->arrival);
	t->revised++;
	/* the day that counted it may be another one */
	if (was)
		st = chain_count_day(ib, k->old.record.arrival, -1);
	if (st == ST_OK)
		st = put_record(ib, r, k->mail_id, k->old.first, is, &k->e.seq);
	t->mails -= (uint64_t)was;
	return st;
}

/*
 * Whether the old record's arrival was cut by a clock that was behind: long before the
 * mail was sent, as another copy shows.
 */
static bool clock_was_behind(const struct record *old, const struct record *r)
{
	return old->date != DATE_NONE && old->date == r->date &&
	       old->arrival < old->date - DAY_SECONDS &&
	       r->arrival >= r->date - DAY_SECONDS;
}

/* Whether the program that made a record is newer than that of another: above 0; older:
 * below 0. Rules come before formats. */
static int compare_makers(const struct record *a, const struct record *b)
{
	if (a->rules != b->rules)
		return a->rules > b->rules ? 1 : -1;
	return (a->format > b->format) - (a->format < b->format);
}

/*
 * Adds a newer record of a known mail if this one was made by a newer program, or if
 * it differs and its position is better: earlier in the archive, or, for a mail that
 * the archive deleted, later. The arrival time stays, unless the clock was wrong when it
 * was taken: then this one's counts. An old record that can't be read stays as it is.
 */
static enum status revise_record(struct inbox *ib, const struct record *r, bool better,
				 struct known_mail *k)
{
	const struct record *old = &k->old.record;
	struct record newer = *r;
	const int made = compare_makers(r, old);
	bool hides, late;

	if (!k->readable)
		return ST_OK;
	late = clock_was_behind(old, r);
	if (!late)
		newer.arrival = old->arrival;
	newer.facts &= ~(uint32_t)FACT_MERGED;
	newer.facts |= old->facts & (FACT_ID_REUSED | FACT_MERGED);
	if (!better)
		newer.facts |= old->facts & FACT_DELETED;
	hides = is_deleted(&newer) && !is_deleted(old);
	if ((!hides && made < 0) ||
	    (!made && !hides && !late && (!better || same_record(old, &newer))) ||
	    !keeps_id(ib, k, &newer))
		return ST_OK;
	return put_newer(ib, &newer, k);
}

/* Searches for a commit, or a longer one of the same mail that begins with it. */
struct commit_search {
	struct inbox *ib;
	const struct record *r;
	size_t hex_len;
	bool found;
};

static bool is_of_mail(struct inbox *ib, uint32_t seq, const struct record *r)
{
	struct mail m = MAIL_INIT;
	bool same = seq != SEQ_NONE && inbox_mail(ib, seq, &m) == ST_OK &&
		    record_same_mail(&m.record, r);

	mail_release(&m);
	return same;
}

static bool match_commit(void *arg, const char *hex, const struct commit_entry *entry)
{
	struct commit_search *s = arg;

	s->found = entry->commit_digits &&
		   (strlen(hex) == s->hex_len || is_of_mail(s->ib, entry->seq, s->r));
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

/* Whether an archive has the position after another one. A history that was edited since
 * is read after all that it had before. */
static bool is_later(struct archive_pos p, struct archive_pos than)
{
	if (p.epoch != than.epoch)
		return p.epoch > than.epoch;
	if (p.generation != than.generation)
		return p.generation > than.generation;
	return p.ordinal > than.ordinal;
}

/*
 * For a known mail: adds the commit or position that came with it. *better: the mail's
 * best position is this one. The position of a mail that was deleted is its deletion's,
 * after which an archive may bring it back.
 */
static enum status add_position(struct inbox *ib, const struct record *r,
				const struct commit_ref *p, bool deleted,
				struct id_entry *e, bool *better)
{
	bool already;
	struct commit_entry entry;
	enum status st = has_commit_entry(ib, r, p, &already);

	*better = false;
	if (st != ST_OK || already)
		return st;
	commit_entry_init(&entry, p, p->archived ? p->pos : next_live(ib), e->seq);
	*better = deleted ? p->archived && is_later(entry.pos, e->best)
			  : is_better(ib, entry.pos, e->best);
	st = commit_entry_insert(ib, &entry);
	if (*better)
		e->best = entry.pos;
	return st;
}

/* Stores k->e. before: the mail's best position till now. */
static enum status replace_id_entry(struct inbox *ib, struct known_mail *k,
				    const struct archive_pos *before)
{
	enum status st;

	if (k->segment != ib->n - 1)
		inbox_newest_totals(ib)->moved++;
	st = id_entry_replace(ib, k->mail_id, &k->e);
	if (st == ST_OK && before->epoch == EPOCH_LIVE && k->e.best.epoch != EPOCH_LIVE)
		raise_live_base(ib);
	return st;
}

/* Whether the mail has a commit at its best position. */
static bool has_commit(struct inbox *ib, const struct id_entry *e)
{
	struct commit_entry entry;
	struct archive_pos prev;

	return e->best.epoch != EPOCH_LIVE ||
	       (commit_entry_fetch(ib, e->best, &entry, &prev) == ST_OK &&
		entry.commit_digits);
}

/* Orders two records of a mail by their bytes, but for what the list says of them. */
static int compare_encodings(const struct record *a, const struct record *b)
{
	const uint32_t own = FACT_ID_REUSED | FACT_MERGED | FACT_DELETED;
	struct record x = *a, y = *b;
	struct buf left = BUF_INIT, right = BUF_INIT;
	int order;

	x.facts &= ~own;
	y.facts &= ~own;
	x.arrival = y.arrival = 0;
	record_encode(&left, &x);
	record_encode(&right, &y);
	order = str_cmp(buf_str(&left), buf_str(&right));
	buf_release(&left);
	buf_release(&right);
	return order;
}

/*
 * Adds a newer record of a known mail if the other list's copy counts, or arrived
 * earlier: the mail came when its first copy did. commits: 1 if only that copy has a
 * commit, -1 if only the old one has.
 */
static enum status merge_records(struct inbox *ib, const struct record *r, int commits,
				 struct known_mail *k)
{
	const struct record *old = &k->old.record;
	const uint32_t own = FACT_ID_REUSED | FACT_MERGED | FACT_DELETED;
	struct record newer;
	int counts;

	if (!k->readable)
		return ST_OK;
	counts = (r->rules > old->rules) - (r->rules < old->rules);
	counts = counts ? counts : commits ? commits : -compare_encodings(r, old);
	newer = counts > 0 ? *r : *old;
	newer.arrival = r->arrival < old->arrival ? r->arrival : old->arrival;
	newer.facts = (newer.facts & ~own) | (old->facts & own);
	if (same_record(old, &newer) || !keeps_id(ib, k, &newer))
		return ST_OK;
	return put_newer(ib, &newer, k);
}

/* For a known mail: stores only what is new. Returns ST_EXISTS. */
static enum status put_known_mail(struct inbox *ib, const struct record *r,
				  const struct commit_ref *p, struct known_mail *k)
{
	struct id_entry before = k->e;
	const bool had_commit = p->merged && has_commit(ib, &before);
	const bool deleted = k->readable && is_deleted(&k->old.record);
	bool better;
	enum status st = add_position(ib, r, p, deleted, &k->e, &better);

	if (st == ST_OK && p->merged)
		st = merge_records(ib, r, (p->commit_digits > 0) - had_commit, k);
	else if (st == ST_OK)
		st = revise_record(ib, r, better && p->archived, k);
	if (st != ST_OK || (before.seq == k->e.seq && !better))
		return st == ST_OK ? ST_EXISTS : st;
	st = replace_id_entry(ib, k, &before.best);
	return st == ST_OK ? ST_EXISTS : st;
}

/* For a mail that was forgotten, or is older than the list keeps: the archive's commit
 * can end a window all the same. */
static enum status put_forgotten_mail(struct inbox *ib, const struct commit_ref *p)
{
	enum status st = ST_EXISTS;

	if (p->archived && p->commit_digits)
		st = inbox_put_commit_entry(ib, p, SEQ_NONE);
	return st == ST_OK ? ST_EXISTS : st;
}

/* Finds the mail that has k->mail_id, and reads it if possible. ST_NOTFOUND; ST_DAMAGED:
 * its id entry can't be read. */
static enum status find_known_mail(struct inbox *ib, struct known_mail *k)
{
	enum status st = id_entry_newest(ib, k->mail_id, &k->e, &k->segment);

	k->gone = st == ST_OK && k->e.seq == SEQ_NONE;
	if (st != ST_OK || k->gone)
		return st;
	st = inbox_mail(ib, k->e.seq, &k->old);
	k->readable = st == ST_OK;
	k->gone = st == ST_NOTFOUND;
	return st == ST_DAMAGED || st == ST_NOTFOUND ? ST_OK : st;
}

/* Stores the record under k->mail_id; if a mail has that id, reads it: ST_EXISTS. */
static enum status put_or_find(struct inbox *ib, const struct record *r,
			       const struct commit_ref *p, struct known_mail *k)
{
	struct key key = key_id(k->mail_id);
	enum status st = ST_NOTFOUND;

	if (bloom_before(ib, ib->n - 1, &key) != BLOOM_NONE)
		st = find_known_mail(ib, k);
	if (st == ST_NOTFOUND && !p->merged && r->arrival < inbox_erased(ib)->floor) {
		k->gone = true;
	} else if (st == ST_NOTFOUND) {
		st = put_new_mail(ib, r, k->mail_id, p);
		if (st != ST_EXISTS)
			return st;
		st = find_known_mail(ib, k);
	}
	return st == ST_OK || k->gone ? ST_EXISTS : st;
}

/* Mails of one Message-ID that are compared: bounds what a hostile sender's cost. */
#define COMPARED_MAX 16

/* Searches for the mail that a record is of. */
struct same_mail_search {
	struct inbox *ib;
	const struct record *r;
	unsigned char mail_id[MAIL_ID_SIZE];
	int compared;
	bool found;
};

static bool match_same_mail(void *arg, struct mail *m)
{
	struct same_mail_search *s = arg;

	s->found = record_same_mail(&m->record, s->r);
	if (s->found)
		inbox_record_id(s->ib, &m->record, s->mail_id);
	return !s->found && ++s->compared < COMPARED_MAX;
}

/*
 * For a mail whose Message-ID another mail has. It is known by its own id, unless
 * its title is written, or was read, differently.
 */
static enum status put_with_own_id(struct inbox *ib, const struct record *r,
				   const struct commit_ref *p, struct known_mail *k)
{
	struct same_mail_search s = { .ib = ib, .r = r };
	struct record own = *r;
	uint32_t segment;
	struct id_entry e;
	enum status st;

	own.facts |= FACT_ID_REUSED;
	inbox_record_id(ib, &own, k->mail_id);
	st = id_entry_newest(ib, k->mail_id, &e, &segment);
	if (st == ST_NOTFOUND) {
		/* what can't be read is not compared */
		inbox_with_message_id(ib, r->message_id, match_same_mail, &s);
		if (s.found)
			memcpy(k->mail_id, s.mail_id, MAIL_ID_SIZE);
	}
	return st == ST_OK || st == ST_NOTFOUND ? put_or_find(ib, &own, p, k) : st;
}

/* Whether the mail that has the Message-ID, or had it, is known to be another one. */
static bool is_of_another(const struct known_mail *k, const struct record *r)
{
	enum tombstone_of of;

	if (k->gone)
		return is_tombstone(&k->e, &of) && of == TOMBSTONE_OF_FIRST;
	return k->readable && !record_same_mail(&k->old.record, r);
}

enum status inbox_put(struct inbox *ib, const struct record *r,
		      const struct commit_ref *p)
{
	struct known_mail k = { .old = MAIL_INIT };
	struct record plain = *r;
	enum status st;

	/* a record out of another store says what that one holds */
	plain.facts &= ~(uint32_t)(FACT_ID_REUSED | FACT_MERGED);
	if (p->merged)
		plain.facts |= FACT_MERGED;
	if (forgotten_by_other_name(ib, r))
		return put_forgotten_mail(ib, p);
	inbox_mail_id(ib, r->message_id, k.mail_id);
	st = put_or_find(ib, &plain, p, &k);
	if (st == ST_EXISTS && is_of_another(&k, &plain)) {
		k.readable = k.gone = false;
		st = put_with_own_id(ib, &plain, p, &k);
	}
	if (st == ST_EXISTS)
		st = k.gone ? put_forgotten_mail(ib, p)
			    : put_known_mail(ib, &plain, p, &k);
	mail_release(&k.old);
	return st;
}

/* Finds the mail that the record is of, also as one of several of its Message-ID. */
static enum status find_same_mail(struct inbox *ib, const struct record *r,
				  struct known_mail *k)
{
	struct same_mail_search s = { .ib = ib, .r = r };
	enum status st;

	inbox_mail_id(ib, r->message_id, k->mail_id);
	st = find_known_mail(ib, k);
	if (st != ST_OK || !k->readable || record_same_mail(&k->old.record, r))
		return st;
	k->readable = false;
	inbox_with_message_id(ib, r->message_id, match_same_mail, &s);
	if (!s.found)
		return ST_NOTFOUND;
	memcpy(k->mail_id, s.mail_id, MAIL_ID_SIZE);
	return find_known_mail(ib, k);
}

enum status inbox_delete(struct inbox *ib, const struct record *r, struct archive_pos pos)
{
	struct known_mail k = { .old = MAIL_INIT };
	enum status st = find_same_mail(ib, r, &k);
	struct archive_pos before = k.e.best;
	struct record gone;

	if (st == ST_OK && k.readable && !is_deleted(&k.old.record)) {
		gone = k.old.record;
		gone.facts |= FACT_DELETED;
		st = put_newer(ib, &gone, &k);
		k.e.best = pos;
		if (st == ST_OK)
			st = replace_id_entry(ib, &k, &before);
	} else if (st == ST_OK) {
		st = ST_NOTFOUND;
	}
	mail_release(&k.old);
	return st;
}

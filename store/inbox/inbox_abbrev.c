/* SPDX-License-Identifier: MIT */
/* Finds mails by the first digits of their commit or mail id. */
#include <string.h>

#include "store/inbox/bloom.h"
#include "store/inbox/chain.h"
#include "store/inbox/commit_entry.h"
#include "store/inbox/id_entry.h"
#include "store/util/hex.h"

struct abbrev_search {
	struct inbox *ib;
	struct str hex;
	inbox_abbrev_fn *fn;
	void *arg;
	bool stop;
};

/*
 * If the mail of a live commit is in the archive by now, sets the entry's
 * position to the archive's. Returns false if the archive's commit begins with
 * the live one: the search finds that entry itself.
 */
static bool move_to_archive(struct inbox *ib, struct str hex, struct commit_entry *entry)
{
	char whole[2 * COMMIT_MAX + 1] = "";
	struct mail m = MAIL_INIT;
	struct archive_pos prev;
	struct id_entry e;
	struct commit_entry best;

	if (commit_entry_mail(ib, entry, &m, &e) == ST_OK && e.best.epoch != EPOCH_LIVE) {
		entry->pos = e.best;
		if (commit_entry_fetch(ib, e.best, &best, &prev) == ST_OK)
			hex_write(whole, best.commit, best.commit_digits);
	}
	mail_release(&m);
	return !str_starts(str_from(whole), hex);
}

/* Calls fn for the entry if its commit fits. */
static void pass_commit_entry(struct abbrev_search *f, struct commit_entry *entry)
{
	char hex[2 * COMMIT_MAX + 1];

	hex_write(hex, entry->commit, entry->commit_digits);
	if (!entry->commit_digits || !str_starts(str_from(hex), f->hex))
		return;
	if (entry->pos.epoch != EPOCH_LIVE ||
	    move_to_archive(f->ib, str_from(hex), entry))
		f->stop = !f->fn(f->arg, hex, entry);
}

/* Reads the next item of a list, and passes it on if it fits: wanted has the last 16 of
 * its first 32 bits. */
typedef enum status listed_fn(struct abbrev_search *f, uint32_t segment, uint32_t wanted,
			      struct bytes *in);

/*
 * In a joined segment the commits, or the mail ids, with these first 16 bits are in one
 * list, which says 16 bits more.
 */
static enum status search_list(struct abbrev_search *f, uint32_t segment,
			       const struct key *k, const unsigned char lead[4],
			       listed_fn *pass_next)
{
	const uint32_t wanted = (uint32_t)lead[2] << 8 | lead[3];
	struct buf list = BUF_INIT;
	struct bytes in;
	enum status st = inbox_fetch(f->ib, segment, k, &in), worst = ST_OK;

	if (st != ST_OK)
		return st == ST_NOTFOUND ? ST_OK : st;
	/* the next look-up overwrites the value */
	buf_adds(&list, in.rest);
	in.rest = buf_str(&list);
	while (in.rest.len && !in.bad && !f->stop) {
		st = pass_next(f, segment, wanted, &in);
		if (st != ST_OK)
			worst = st;
	}
	buf_release(&list);
	return worst;
}

/* Whether an item of a list may fit: any search has 12 of its 16 bits. */
static bool bits_fit(uint32_t bits, uint32_t wanted)
{
	return !((bits ^ wanted) >> 4);
}

static enum status pass_listed_commit(struct abbrev_search *f, uint32_t segment,
				      uint32_t wanted, struct bytes *in)
{
	struct commit_entry entry;
	struct archive_pos prev;
	struct listed_commit l;

	(void)segment;
	listed_commit_get(in, &l);
	if (in->bad)
		return ST_DAMAGED;
	if (!bits_fit(l.next_bits, wanted))
		return ST_OK;
	entry.pos = l.pos;
	if (commit_entry_fetch(f->ib, l.pos, &entry, &prev) != ST_OK)
		return ST_DAMAGED;
	pass_commit_entry(f, &entry);
	return ST_OK;
}

/*
 * A lower seq was inserted earlier, but positions don't show that: a damaged
 * chain of commits can loop. A chain loops if it returns to where it was at the
 * last power of two steps.
 */
static enum status search_commit_chain(struct abbrev_search *f, uint32_t segment,
				       const struct key *head)
{
	struct bytes in;
	enum status st = inbox_fetch(f->ib, segment, head, &in);
	struct archive_pos at = archive_pos_get(&in), was = ARCHIVE_POS_NONE;

	if (st != ST_OK)
		return st == ST_NOTFOUND ? ST_OK : st;
	for (uint64_t n = 1; !f->stop && archive_pos_cmp(at, ARCHIVE_POS_NONE) != 0;
	     n++) {
		struct commit_entry entry;
		struct archive_pos prev;
		struct key k = key_commit_entry(at);

		st = inbox_fetch(f->ib, segment, &k, &in);
		entry.pos = at;
		if (st != ST_OK || !commit_entry_get(&in, &entry, &prev) ||
		    archive_pos_cmp(at, was) == 0)
			return ST_DAMAGED;
		if (!(n & (n - 1)))
			was = at;
		pass_commit_entry(f, &entry);
		at = prev;
	}
	return ST_OK;
}

/* Looks at all positions, of an edited history only the newest ones: for a chain that
 * can't be followed. */
static void search_all_positions(struct abbrev_search *f)
{
	const struct totals *now = inbox_newest_totals(f->ib);

	for (uint32_t e = 0;
	     e <= now->epochs && !f->stop && f->ib->searched++ < SEARCHED_MAX; e++) {
		bool live = e == now->epochs;
		struct epoch_range x = { 0, 0, now->next_live };

		if (!live && epoch_range_fetch(f->ib, e, &x) != ST_OK)
			continue;
		for (uint32_t o = x.first;
		     o < x.end && !f->stop && f->ib->searched++ < SEARCHED_MAX; o++) {
			struct archive_pos at = { live ? EPOCH_LIVE : e, x.generation,
						  o },
					   prev;
			struct commit_entry entry;

			if (commit_entry_fetch(f->ib, at, &entry, &prev) == ST_OK)
				pass_commit_entry(f, &entry);
		}
	}
}

/* A chain holds all mails whose id begins with three digits. Few of them fit: only their
 * id entries are fetched. */
static bool pass_mail_id(void *arg, struct mail *m)
{
	struct abbrev_search *f = arg;
	unsigned char mail_id[MAIL_ID_SIZE];
	char hex[2 * COMMIT_MAX + 1];
	struct commit_entry entry = { .seq = m->seq };
	struct id_entry e;
	uint32_t segment;

	inbox_record_id(f->ib, &m->record, mail_id);
	hex_write(hex, mail_id, 2 * MAIL_ID_SIZE);
	if (!str_starts(str_from(hex), f->hex) ||
	    !inbox_segment_of(f->ib, m->seq, &segment) ||
	    id_entry_fetch(f->ib, mail_id, segment, &e) != ST_OK)
		return true;
	entry.pos = e.best;
	f->stop = !f->fn(f->arg, hex, &entry);
	return !f->stop;
}

/* A newer record than this reader knows stands for the mail's first one. */
static enum status pass_listed_mail_id(struct abbrev_search *f, uint32_t segment,
				       uint32_t wanted, struct bytes *in)
{
	struct mail m = MAIL_INIT;
	struct listed_mail_id l;
	struct record_chains chains;
	enum status st;

	listed_mail_id_get(in, &l);
	if (in->bad)
		return ST_DAMAGED;
	if (!bits_fit(l.next_bits, wanted))
		return ST_OK;
	st = inbox_read(f->ib, segment, l.seq, &m, &chains);
	if (st == ST_OK && l.seq >= inbox_newest_totals(f->ib)->next_seq)
		st = inbox_mail(f->ib, chains.first, &m);
	if (st == ST_OK && chain_is_newest(f->ib, &m, segment))
		pass_mail_id(f, &m);
	mail_release(&m);
	return st == ST_NOTFOUND ? ST_OK : st;
}

/* In a joined segment. *ids: of the search for mail ids. */
static enum status search_lists(struct abbrev_search *f, uint32_t segment,
				const unsigned char lead[4], enum status *ids)
{
	const struct key commits = key_commit_list(lead),
			 mail_ids = key_mail_id_list(lead);
	enum status st = search_list(f, segment, &commits, lead, pass_listed_commit);

	if (!f->stop)
		*ids = search_list(f, segment, &mail_ids, lead, pass_listed_mail_id);
	return st;
}

static enum status search_chains(struct abbrev_search *f, uint32_t segment,
				 const unsigned char lead[4], enum status *ids)
{
	const struct key commits = key_commit_chain(lead),
			 mail_ids = key_mail_id_chain(lead);
	struct chain_visit v = { pass_mail_id, f, false };
	enum status st = search_commit_chain(f, segment, &commits);

	if (!f->stop)
		*ids = chain_follow(f->ib, segment, &mail_ids, CHAIN_MAIL_ID, ARRIVAL_ANY,
				    &v);
	return st;
}

/* Searches a segment. *broken: not all of its commits could be looked at. */
static enum status search_segment(struct abbrev_search *f, uint32_t segment,
				  const unsigned char lead[4], bool *broken)
{
	enum status ids = ST_OK;
	enum status st = store_is_joined(f->ib->store, segment)
			     ? search_lists(f, segment, lead, &ids)
			     : search_chains(f, segment, lead, &ids);

	*broken |= st != ST_OK;
	return ids == ST_OK ? st : ids;
}

/* The newest segment before this one that may hold a commit or a mail id. */
static uint32_t segment_before(struct inbox *ib, uint32_t segment,
			       const unsigned char lead[4])
{
	uint32_t commits = bloom_before_prefix(ib, segment, 'c', lead);
	uint32_t mail_ids = bloom_before_prefix(ib, segment, 'i', lead);

	if (commits == BLOOM_NONE || (mail_ids != BLOOM_NONE && mail_ids > commits))
		return mail_ids;
	return commits;
}

enum status inbox_abbrev(struct inbox *ib, struct str hex, inbox_abbrev_fn *fn, void *arg)
{
	struct abbrev_search f = { ib, hex, fn, arg, false };
	enum status worst = ST_OK;
	unsigned char lead[4] = { 0 };
	char digits[2 * sizeof(lead) + 1] = "00000000";
	bool broken = false;

	if (hex.len < PREFIX_MIN)
		return ST_USAGE;
	memcpy(digits, hex.s, hex.len < 8 ? hex.len : 8);
	if (!hex_read(lead, str_from(digits)))
		return ST_USAGE;
	for (uint32_t i = ib->n - 1, before = i; i != BLOOM_NONE && !f.stop;
	     before = i, i = segment_before(ib, i, lead)) {
		enum status st = ST_OK;

		if (i == before || !store_is_same_file(ib->store, i, before))
			st = search_segment(&f, i, lead, &broken);
		if (st != ST_OK)
			worst = st;
	}
	if (broken && !f.stop)
		search_all_positions(&f);
	return worst;
}

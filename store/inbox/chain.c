/* SPDX-License-Identifier: MIT */
#include "store/inbox/chain.h"
#include "store/inbox/compared_title.h"
#include "store/inbox/id_entry.h"
#include "store/tdb/file_head.h"

/* Covers, standalone patches and first patches are compared with older versions
 * (patchdigest-rules(7), rule 16). */
static bool is_compared(const struct record *r)
{
	return r->kind == KIND_COVER ||
	       (r->kind == KIND_PATCH && (!(r->facts & FACT_NUMBERED) || r->number <= 1));
}

/* The TEXT of the line "change-id TEXT" in record.links; empty without such a line. */
static struct str change_id(const struct record *r)
{
	struct str rest = r->links, line;
	struct str word = STR("change-id ");

	while (str_line(&rest, &line))
		if (str_starts(line, word))
			return str_sub(line, word.len, line.len);
	return STR_EMPTY;
}

static struct key title_key(const struct record *r)
{
	unsigned char hash[ID_HASH];

	if (r->rules >= RULES_TITLE_ALONE)
		id_hash_title(hash,
			      compared_title(r->title, r->kind, r->facts, r->version));
	else
		id_hash_title_author(hash, r->title, r->author_addr);
	return key_title_chain(hash);
}

bool chain_key(struct key *k, enum chain chain, const struct record *r,
	       const unsigned char mail_id[MAIL_ID_SIZE])
{
	unsigned char hash[ID_HASH];
	struct str change;

	switch (chain) {
	case CHAIN_DAY:
		*k = key_day_chain(r->arrival);
		return true;
	case CHAIN_MAIL_ID:
		*k = key_mail_id_chain(mail_id);
		return true;
	case CHAIN_REPLY:
		if (!r->in_reply_to.len)
			return false;
		id_hash(hash, r->in_reply_to);
		*k = key_reply_chain(hash);
		return true;
	case CHAIN_TITLE:
		if (!is_compared(r))
			return false;
		*k = title_key(r);
		return true;
	case CHAIN_CHANGE:
		change = change_id(r);
		if (!is_compared(r) || !change.len)
			return false;
		id_hash(hash, change);
		*k = key_change_chain(hash);
		return true;
	case CHAIN_AUTHOR:
		if ((r->kind != KIND_PATCH && r->kind != KIND_COVER) ||
		    !r->author_addr.len)
			return false;
		id_hash_address(hash, r->author_addr);
		*k = key_author_chain(hash);
		return true;
	case CHAIN_SAME_ID:
		if (!(r->facts & FACT_ID_REUSED))
			return false;
		id_hash(hash, r->message_id);
		*k = key_same_id_chain(hash);
		return true;
	case CHAINS:
		break;
	}
	return false;
}

bool chain_is_newest(struct inbox *ib, const struct mail *m, uint32_t segment)
{
	struct id_entry e;

	if (!inbox_any_revised(ib) || !id_entry_of_mail(ib, m, segment, &e))
		return true;
	return e.seq == m->seq || e.seq >= inbox_newest_totals(ib)->next_seq;
}

/* Whether the record belongs to the chain that begins at head. */
static bool is_in_chain(const struct inbox *ib, const struct record *r,
			const struct key *head, enum chain chain)
{
	unsigned char mail_id[MAIL_ID_SIZE];
	struct key k;

	inbox_record_id(ib, r, mail_id);
	return chain_key(&k, chain, r, mail_id) && str_eq(key_str(&k), key_str(head));
}

/*
 * Replaces what a record that can't be read would say: returns the next lower
 * seq of the segment that belongs to the chain, or 0.
 */
static uint32_t find_next_lower(struct inbox *ib, uint32_t segment, uint32_t seq,
				const struct key *head, enum chain chain)
{
	const struct totals *t = &ib->segments[segment];
	struct mail m = MAIL_INIT;
	struct record_chains chains;
	uint32_t found = 0;

	if (seq > t->next_seq)
		seq = t->next_seq;
	while (!found && seq-- > t->first_seq && ib->searched++ < SEARCHED_MAX)
		if (inbox_read(ib, segment, seq, &m, &chains) == ST_OK &&
		    is_in_chain(ib, &m.record, head, chain))
			found = seq;
	mail_release(&m);
	return found;
}

/* The seqs that a chain's key leads to, the highest first: one, in a joined segment one
 * for each chain. */
struct chain_heads {
	struct buf seqs; /* big-endian */
	struct bytes in;
	struct arrival_times times;
};

static void read_heads(struct inbox *ib, uint32_t segment, enum chain chain,
		       struct bytes *in, struct chain_heads *h)
{
	/* the next look-up overwrites the value */
	bytes_put32(&h->seqs, bytes_get32(in));
	if (chain == CHAIN_DAY && store_format(ib->store, segment) > 1)
		bytes_get32(in);
	buf_adds(&h->seqs, in->rest);
	h->in = (struct bytes){ buf_str(&h->seqs), false };
}

/* Whether a part of the file may have what is looked for. Other parts may be of segments
 * that this reader knows as others. */
static bool is_in_wanted_part(struct inbox *ib, uint32_t segment, uint32_t seq,
			      struct arrival_times times)
{
	return joined_parts_may_have(ib, segment, seq, times) &&
	       (seq < ib->segments[segment].next_seq ||
		!store_is_within_joined(ib->store, segment));
}

/* Returns the next head below a seq, of a part that is wanted; 0: no more heads. */
static uint32_t next_head(struct inbox *ib, uint32_t segment, struct chain_heads *h,
			  uint64_t below)
{
	uint32_t seq;

	do
		seq = bytes_get32(&h->in);
	while (!h->in.bad &&
	       (seq >= below || !is_in_wanted_part(ib, segment, seq, h->times)));
	return seq;
}

/* Whether the mail counts for this reader, in this segment. A seq of next_seq or more
 * came after the reader began. */
static bool is_visited(struct inbox *ib, uint32_t segment, const struct mail *m)
{
	return m->seq < ib->segments[segment].next_seq &&
	       !(m->record.facts & FACT_DELETED) && chain_is_newest(ib, m, segment);
}

/* Callbacks may follow other chains meanwhile. */
static struct mail take_spare(struct inbox *ib)
{
	struct mail m = ib->spare;

	ib->spare = (struct mail)MAIL_INIT;
	return m;
}

static void give_spare(struct inbox *ib, const struct mail *m)
{
	mail_release(&ib->spare);
	ib->spare = *m;
}

enum status chain_follow(struct inbox *ib, uint32_t segment, const struct key *head,
			 enum chain chain, struct arrival_times times,
			 struct chain_visit *v)
{
	const uint32_t lowest = ib->segments[segment].first_seq;
	struct mail m;
	struct chain_heads heads = { BUF_INIT, { STR_EMPTY, true }, times };
	enum status worst = ST_OK;
	uint32_t seq, last = UINT32_MAX;
	struct record_chains chains = { 0 };
	struct bytes in;
	enum status st = inbox_fetch(ib, segment, head, &in);

	if (st == ST_NOTFOUND)
		return ST_OK;
	if (st != ST_OK && !store_can_read(ib->store, segment))
		return st;
	m = take_spare(ib);
	read_heads(ib, segment, chain, &in, &heads);
	seq = next_head(ib, segment, &heads, UINT64_MAX);
	for (; !v->stop; seq = chains.prev[chain]) {
		/* ST_NEWER: its chains can be read */
		bool led =
		    st == ST_OK || st == ST_NEWER || (st == ST_NOTFOUND && chains.first);

		if (!led || seq >= last) {
			if (st != ST_NOTFOUND)
				worst = ST_DAMAGED;
			seq = find_next_lower(ib, segment, last, head, chain);
		}
		if (!seq)
			seq = next_head(ib, segment, &heads, last);
		/* lower seqs: of other segments, if this one was joined to them */
		if (seq < lowest)
			break;
		last = seq;
		st = inbox_read(ib, segment, seq, &m, &chains);
		if (st != ST_OK)
			worst = st == ST_NOTFOUND ? worst : st;
		else if (is_visited(ib, segment, &m))
			v->stop = !v->fn(v->arg, &m);
	}
	give_spare(ib, &m);
	buf_release(&heads.seqs);
	return worst;
}

/* Puts seq at the head of a chain; *prev: the old head. A missing key is inserted: TDB
 * would look twice for one to replace. */
static enum status insert_in_chain(struct inbox *ib, const struct key *k, uint32_t seq,
				   uint32_t *prev)
{
	struct bytes in;
	enum status st = inbox_fetch(ib, ib->n - 1, k, &in);

	*prev = st == ST_OK ? bytes_get32(&in) : 0;
	if (st != ST_OK && st != ST_NOTFOUND)
		return st;
	buf_reset(&ib->out);
	bytes_put32(&ib->out, seq);
	return st == ST_OK ? inbox_replace(ib, k) : inbox_insert(ib, k);
}

/*
 * Changes the entry of a day, which is kept pending: the next mail mostly has the same
 * day. seq: a record that becomes the head of the day's chain; 0: none. mails: how many
 * more mails the day has. *prev: what the head was.
 */
static enum status change_day(struct inbox *ib, int64_t arrival, uint32_t seq, int mails,
			      uint32_t *prev)
{
	struct key k = key_day_chain(arrival);
	struct day_totals day = { 0, 0 };
	struct bytes in;
	enum status st = pending_get(ib, &ib->day_chain, &k, &in);

	if (st != ST_OK && st != ST_NOTFOUND)
		return st;
	if (st == ST_OK)
		day_totals_get(&in, &day, DATA_FORMAT);
	*prev = day.seq;
	if (seq)
		day.seq = seq;
	day.mails += (uint32_t)mails;
	buf_reset(&ib->out);
	day_totals_put(&ib->out, &day);
	pending_put(ib, &ib->day_chain);
	return ST_OK;
}

enum status chain_count_day(struct inbox *ib, int64_t arrival, int mails)
{
	uint32_t head;

	return change_day(ib, arrival, 0, mails, &head);
}

enum status chain_insert(struct inbox *ib, const struct record *r,
			 const unsigned char mail_id[MAIL_ID_SIZE], uint32_t seq,
			 int mails, struct record_chains *l)
{
	enum status st = change_day(ib, r->arrival, seq, mails, &l->prev[CHAIN_DAY]);
	struct key k;

	for (enum chain c = CHAIN_DAY + 1; c < CHAINS && st == ST_OK; c++)
		if (chain_key(&k, c, r, mail_id))
			st = insert_in_chain(ib, &k, seq, &l->prev[c]);
	return st;
}

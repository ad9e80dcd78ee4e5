/* SPDX-License-Identifier: MIT */
#include "store/inbox/chain.h"

/* Rule 16 compares covers, standalone patches and first patches. */
static bool is_compared(const struct record *r)
{
	return r->kind == KIND_COVER ||
	       (r->kind == KIND_PATCH && (!(r->facts & FACT_NUMBERED) || r->number <= 1));
}

/* The value of the "change-id TEXT" line of record.links; empty without one. */
static struct str change_id(const struct record *r)
{
	struct str rest = r->links, line;
	struct str word = STR("change-id ");

	while (str_line(&rest, &line))
		if (str_starts(line, word))
			return str_sub(line, word.len, line.len);
	return STR_EMPTY;
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
		id_hash_title(hash, r->title, r->author_addr);
		*k = key_title_chain(hash);
		return true;
	case CHAIN_CHANGE:
		change = change_id(r);
		if (!is_compared(r) || !change.len)
			return false;
		id_hash(hash, change);
		*k = key_change_chain(hash);
		return true;
	case CHAINS:
		break;
	}
	return false;
}

/* Whether this record is the newest of its mail, as far as this reader knows. */
static bool is_newest(struct inbox *ib, const struct mail *m, uint32_t file)
{
	struct id_entry e;

	if (!inbox_any_revised(ib) || !inbox_entry_of(ib, m, file, &e))
		return true;
	return e.seq == m->seq || e.seq >= inbox_current(ib)->next_seq;
}

/* Whether the record is one of the chain that begins at head. */
static bool belongs(const struct inbox *ib, const struct record *r,
		    const struct key *head, enum chain chain)
{
	unsigned char mail_id[MAIL_ID_SIZE];
	struct key k;

	inbox_mail_id(ib, r->message_id, mail_id);
	return chain_key(&k, chain, r, mail_id) && str_eq(key_str(&k), key_str(head));
}

/*
 * A record that can't be read doesn't say which one its chain goes on with:
 * the next lower one of the file that belongs to it, or 0.
 */
static uint32_t find_again(struct inbox *ib, uint32_t file, uint32_t seq,
			   const struct key *head, enum chain chain)
{
	const struct totals *t = &ib->files[file];
	struct mail m = MAIL_INIT;
	struct record_chains links;
	uint32_t found = 0;

	if (seq > t->next_seq)
		seq = t->next_seq;
	while (!found && seq-- > t->first_seq && ib->searched++ < SEARCHED_MAX)
		if (inbox_read(ib, file, seq, &m, &links) == ST_OK &&
		    belongs(ib, &m.record, head, chain))
			found = seq;
	mail_release(&m);
	return found;
}

enum status chain_follow(struct inbox *ib, uint32_t file, const struct key *head,
			 enum chain chain, struct chain_visit *v)
{
	struct mail m = MAIL_INIT;
	enum status worst = ST_OK;
	uint32_t seq, last = UINT32_MAX;
	struct record_chains links = { 0 };
	struct bytes in;
	enum status st = inbox_fetch(ib, file, head, &in);

	if (st == ST_NOTFOUND)
		return ST_OK;
	if (st != ST_OK && !store_can_read(ib->store, file))
		return st;
	for (seq = bytes_get32(&in); !v->stop; seq = links.before[chain]) {
		/* a newer version's record is whole */
		if ((st != ST_OK && st != ST_NEWER) || seq >= last) {
			worst = ST_DAMAGED;
			seq = find_again(ib, file, last, head, chain);
		}
		if (!seq)
			break;
		last = seq;
		st = inbox_read(ib, file, seq, &m, &links);
		if (st != ST_OK)
			worst = st;
		/* beyond next_seq: it came after this reader began */
		else if (seq < ib->files[file].next_seq && is_newest(ib, &m, file))
			v->stop = !v->fn(v->arg, &m);
	}
	mail_release(&m);
	return worst;
}

/* SPDX-License-Identifier: MIT */
#include "store/chain.h"

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
	       const unsigned char alias[ALIAS_SIZE])
{
	unsigned char hash[ID_HASH];
	struct str change;

	switch (chain) {
	case CHAIN_DAY:
		*k = key_day_chain(r->arrival);
		return true;
	case CHAIN_ALIAS:
		*k = key_alias_chain(alias);
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
		inbox_title_hash(hash, r->title, r->author_addr);
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

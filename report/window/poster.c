/* SPDX-License-Identifier: MIT */
#include "report/util/hashmap.h"
#include "report/window/poster.h"

static uint64_t key_of(struct str text, int by)
{
	uint64_t key = hash_text(text);

	/* one person's name may be another person's address */
	return key ? hash_mix(key, (uint64_t)by) : 0;
}

struct poster_keys poster_keys_of(struct str name, struct str addr)
{
	return (
	    struct poster_keys){ { key_of(addr, BY_ADDRESS), key_of(name, BY_NAME) } };
}

void record_posted_by(const struct record *r, struct str *name, struct str *addr)
{
	bool own = r->poster_name.len || r->poster_addr.len;

	*name = own ? r->poster_name : r->from_name;
	*addr = own ? r->poster_addr : r->from_addr;
}

static struct poster_keys record_poster_keys(const struct record *r)
{
	struct str name, addr;

	record_posted_by(r, &name, &addr);
	return poster_keys_of(name, addr);
}

struct poster_keys post_poster_keys(const struct post *p)
{
	return poster_keys_of(p->poster_name, p->poster_addr);
}

bool poster_keys_meet(const struct poster_keys *a, const struct poster_keys *b)
{
	for (int by = 0; by < KNOWN_BY; by++)
		if (a->by[by] && a->by[by] == b->by[by])
			return true;
	return false;
}

bool post_same_poster(const struct post *a, const struct post *b)
{
	const struct poster_keys x = post_poster_keys(a), y = post_poster_keys(b);

	return poster_keys_meet(&x, &y);
}

bool record_same_poster(const struct record *a, const struct record *b)
{
	const struct poster_keys x = record_poster_keys(a), y = record_poster_keys(b);

	return poster_keys_meet(&x, &y);
}

/* SPDX-License-Identifier: MIT */
#include <assert.h>
#include <string.h>

#include "store/inbox/inbox_impl.h"

enum status pending_flush(struct inbox *ib, struct pending *p)
{
	struct str value = { p->value, p->len };

	if (!p->changed)
		return ST_OK;
	p->changed = false;
	return store_replace(ib->store, key_str(&p->key), value);
}

enum status pending_get(struct inbox *ib, struct pending *p, const struct key *k,
			struct bytes *in)
{
	struct bytes found = { .rest = STR_EMPTY };
	enum status st = ST_OK;

	if (!str_eq(key_str(k), key_str(&p->key))) {
		st = pending_flush(ib, p);
		p->key.len = 0;
		if (st == ST_OK)
			st = inbox_fetch(ib, ib->n - 1, k, &found);
		if (st != ST_OK && st != ST_NOTFOUND)
			return st;
		p->len = st == ST_OK ? found.rest.len : 0;
		if (p->len > sizeof(p->value))
			return ST_DAMAGED;
		if (p->len)
			memcpy(p->value, found.rest.s, p->len);
		p->key = *k;
	}
	*in = (struct bytes){ { p->value, p->len }, false };
	return p->len ? ST_OK : ST_NOTFOUND;
}

void pending_put(struct inbox *ib, struct pending *p)
{
	assert(p->key.len && ib->out.len <= sizeof(p->value));
	p->len = ib->out.len;
	memcpy(p->value, ib->out.data, p->len);
	p->changed = true;
}

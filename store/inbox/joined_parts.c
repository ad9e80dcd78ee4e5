/* SPDX-License-Identifier: MIT */
#include <stdlib.h>

#include "store/inbox/joined_parts.h"

struct part {
	uint32_t next_seq;
	int64_t first_arrival, last_arrival;
};

struct joined_parts {
	bool loaded;
	struct part *parts; /* the oldest first */
	size_t n;	    /* 0: not known */
};

void joined_parts_release(struct inbox *ib)
{
	for (uint32_t i = 0; ib->parts && i < ib->n; i++)
		free(ib->parts[i].parts);
	free(ib->parts);
	ib->parts = NULL;
}

static void add_part(struct joined_parts *p, const struct totals *t)
{
	if (t->next_seq > t->first_seq)
		p->parts[p->n++] =
		    (struct part){ t->next_seq, t->first_arrival, t->last_arrival };
}

static void load(struct inbox *ib, uint32_t segment, struct joined_parts *p)
{
	struct key k = key_parts();
	struct bytes in;

	p->loaded = true;
	if (!store_is_joined(ib->store, segment) ||
	    inbox_fetch(ib, segment, &k, &in) != ST_OK)
		return;
	p->parts = xcalloc(in.rest.len / TOTALS_SIZE + 1, sizeof(*p->parts));
	while (in.rest.len && !in.bad) {
		struct totals t;

		totals_get(&in, &t);
		if (!in.bad)
			add_part(p, &t);
	}
}

static const struct joined_parts *parts_of(struct inbox *ib, uint32_t segment)
{
	if (!ib->parts)
		ib->parts = xcalloc(ib->n, sizeof(*ib->parts));
	if (!ib->parts[segment].loaded)
		load(ib, segment, &ib->parts[segment]);
	return &ib->parts[segment];
}

bool joined_parts_may_have(struct inbox *ib, uint32_t segment, uint32_t seq,
			   struct arrival_times t)
{
	const struct joined_parts *p = parts_of(ib, segment);
	size_t from = 0, upto = p->n;

	while (from < upto) {
		const size_t middle = from + (upto - from) / 2;

		if (seq < p->parts[middle].next_seq)
			upto = middle;
		else
			from = middle + 1;
	}
	return from == p->n || (p->parts[from].last_arrival >= t.since &&
				p->parts[from].first_arrival < t.until);
}

void joined_parts_put(struct inbox *ib, uint32_t segment, struct buf *b)
{
	struct key k = key_parts();
	struct bytes in;

	if (store_is_joined(ib->store, segment) &&
	    inbox_fetch(ib, segment, &k, &in) == ST_OK)
		buf_adds(b, in.rest);
	else
		totals_put(b, &ib->segments[segment]);
}

/* SPDX-License-Identifier: MIT */
#include <stdlib.h>

#include "report/board/board_pulled.h"
#include "report/sections/shortlog.h"
#include "store/util/array.h"

static uint64_t pulled_key(struct str title, struct str name)
{
	return hash_mix(hash_text(title), hash_text(name));
}

static void name_patch(struct board_pulled *p, uint64_t key, int64_t arrival)
{
	size_t at = hashmap_get(&p->named, key);

	if (at == HASHMAP_NONE) {
		p->arrivals =
		    array_grow(p->arrivals, p->n, &p->cap, sizeof(*p->arrivals));
		at = p->n++;
		p->arrivals[at] = arrival;
		hashmap_put(&p->named, key, at);
	}
	if (p->arrivals[at] < arrival)
		p->arrivals[at] = arrival;
}

void board_pulled_add(struct board_pulled *p, const struct record *pull)
{
	struct shortlog s;

	shortlog_init(&s, pull->body);
	while (shortlog_next(&s))
		name_patch(p, pulled_key(s.title, s.name), pull->arrival);
}

/* The title is named by a request that arrived at that time or later. */
static bool is_named(const struct board_pulled *p, struct str title, struct str name,
		     int64_t arrival)
{
	size_t at = hashmap_get(&p->named, pulled_key(title, name));

	return at != HASHMAP_NONE && arrival <= p->arrivals[at];
}

static bool is_pulled(const struct board_pulled *p, const struct mailmap *map,
		      const struct post *patch)
{
	return is_named(p, patch->title, patch->author_name, patch->arrival) ||
	       is_named(p, patch->title, mailmap_author(map, patch).name, patch->arrival);
}

uint32_t board_pulled_count(const struct board_pulled *p, const struct mailmap *map,
			    const struct series *s)
{
	uint32_t n = 0;

	for (size_t i = 0; p->n && i < s->n_mails; i++)
		n += !post_is_cover(s->mails[i]) && is_pulled(p, map, s->mails[i]);
	return n;
}

void board_pulled_release(struct board_pulled *p)
{
	hashmap_release(&p->named);
	free(p->arrivals);
}

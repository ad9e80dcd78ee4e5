/* SPDX-License-Identifier: MIT */
#include "report/board/board_pulled.h"
#include "report/sections/shortlog.h"

static uint64_t pulled_key(struct str title, struct str name)
{
	return hash_mix(hash_text(title), hash_text(name));
}

void board_pulled_add(struct board_pulled *p, const struct record *pull)
{
	struct shortlog s;

	shortlog_init(&s, pull->body);
	while (shortlog_next(&s)) {
		uint64_t key = pulled_key(s.title, s.name);
		size_t known = hashmap_get(&p->arrivals, key);

		if (known == HASHMAP_NONE || (int64_t)known < pull->arrival)
			hashmap_put(&p->arrivals, key, (size_t)pull->arrival);
	}
}

/* The title is named by a request that arrived at that time or later. */
static bool is_named(const struct board_pulled *p, struct str title, struct str name,
		     int64_t arrival)
{
	size_t named = hashmap_get(&p->arrivals, pulled_key(title, name));

	return named != HASHMAP_NONE && arrival <= (int64_t)named;
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

	for (size_t i = 0; p->arrivals.n && i < s->n_mails; i++)
		n += !post_is_cover(s->mails[i]) && is_pulled(p, map, s->mails[i]);
	return n;
}

void board_pulled_release(struct board_pulled *p)
{
	hashmap_release(&p->arrivals);
}

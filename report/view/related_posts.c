/* SPDX-License-Identifier: MIT */
#include <stdlib.h>

#include "report/util/hashmap.h"
#include "report/view/related_posts.h"
#include "store/util/array.h"
#include "store/util/utc.h"

/* How many of a mail's newest References count, and how many links of each kind. */
#define REFS_MAX 64
#define LINKS_MAX 8

/* Kinds of keys: a title is no Message-ID. */
enum { KEY_ID, KEY_TITLE, KEY_CHANGE, KEY_SENT };

/* Sets of posts, as trees: each post knows one of its set. */
struct post_sets {
	size_t *above;	      /* the root is above itself */
	struct hashmap first; /* the first post with a key */
};

static size_t root_of(struct post_sets *s, size_t i)
{
	while (s->above[i] != i) {
		s->above[i] = s->above[s->above[i]];
		i = s->above[i];
	}
	return i;
}

static void join_by(struct post_sets *s, size_t i, int kind, uint64_t value)
{
	uint64_t key = hash_mix(value, (uint64_t)kind);
	size_t first;

	if (!value)
		return;
	first = hashmap_get(&s->first, key);
	if (first == HASHMAP_NONE)
		hashmap_put(&s->first, key, i);
	else
		s->above[root_of(s, i)] = root_of(s, first);
}

static void join_by_links(struct post_sets *s, size_t i, const struct post *p)
{
	static const struct str words[] = { STR("supersedes "), STR("link ") };
	struct str rest = p->links, text;

	if (post_links_next(&rest, STR("change-id "), &text))
		join_by(s, i, KEY_CHANGE, hash_text(text));
	for (size_t w = 0; w < ARRAY_SIZE(words); w++) {
		rest = p->links;
		for (int k = 0; k < LINKS_MAX && post_links_next(&rest, words[w], &text);
		     k++)
			join_by(s, i, KEY_ID, hash_id(text));
	}
}

/* The mails above it may be answers, which are no posts. */
static void join_by_thread(struct post_sets *s, size_t i, const struct post *p)
{
	size_t n = p->refs.len / ID_HASH, least = n > REFS_MAX ? n - REFS_MAX : 0;

	join_by(s, i, KEY_ID, hash_id(p->message_id));
	if (p->in_reply_to.len)
		join_by(s, i, KEY_ID, hash_id(p->in_reply_to));
	while (n-- > least)
		join_by(s, i, KEY_ID, hash_bytes(p->refs.s + n * ID_HASH));
}

/* Two mails within a day have a day, or the next one, in common. */
static void join_by_sending(struct post_sets *s, size_t i, const struct post *p)
{
	uint64_t parts = hash_mix(hash_nocase(p->from_addr), p->total);
	uint64_t day = (uint64_t)(p->date / DAY_SECONDS);

	if (!post_in_series(p))
		return;
	join_by(s, i, KEY_SENT, hash_mix(parts, day));
	join_by(s, i, KEY_SENT, hash_mix(parts, day + 1));
}

void related_posts_find(bool *related, const struct post *posts, size_t n, size_t of)
{
	struct post_sets s = { xcalloc(n + 1, sizeof(*s.above)), HASHMAP_INIT };

	for (size_t i = 0; i < n; i++)
		s.above[i] = i;
	for (size_t i = 0; i < n; i++) {
		join_by(&s, i, KEY_TITLE, hash_text(posts[i].title));
		join_by_links(&s, i, &posts[i]);
		join_by_thread(&s, i, &posts[i]);
		join_by_sending(&s, i, &posts[i]);
	}
	for (size_t i = 0; i < n; i++)
		related[i] = root_of(&s, i) == root_of(&s, of);
	free(s.above);
	hashmap_release(&s.first);
}

/* SPDX-License-Identifier: MIT */
#include <stdlib.h>

#include "report/window/post.h"
#include "report/people/mailmap.h"
#include "report/sections/pulled_patches.h"
#include "report/sections/shortlog.h"
#include "store/util/array.h"

static void add_pulled(struct pulled_patches *p, const struct post *pull,
		       const struct shortlog *s)
{
	p->list = array_grow(p->list, p->n, &p->cap, sizeof(*p->list));
	p->list[p->n++] = (struct pulled_patch){ hash_text(s->title), hash_text(s->name),
						 pull, THREAD_NONE };
	hashmap_put(&p->titles, hash_text(s->title), 0);
}

enum status pulled_patches_find(struct pulled_patches *p, const struct selection *sel)
{
	struct mail m = MAIL_INIT;
	enum status st = ST_OK;

	*p = (struct pulled_patches){ .n = 0 };
	for (size_t i = 0; i < sel->n; i++) {
		const struct post *pull = &sel->posts[i];
		struct shortlog s;

		if (pull->kind != KIND_PULL || !pull->inbox)
			continue;
		if (post_text(pull, &m) != ST_OK) {
			st = ST_DAMAGED;
			continue;
		}
		shortlog_init(&s, m.record.body);
		while (shortlog_next(&s))
			add_pulled(p, pull, &s);
	}
	mail_release(&m);
	return st;
}

/* Patches by title; those of one title are chained, the latest first. */
struct part_titles {
	struct hashmap last; /* into threads.mails */
	size_t *before;	     /* by index into threads.mails: the next of its chain */
};

/* Patches of one title that are compared. */
#define CHAIN_MAX 16

static void name_part(struct part_titles *n, uint64_t key, size_t at)
{
	size_t last = hashmap_get(&n->last, key);

	if (last == at)
		return;
	n->before[at] = last;
	hashmap_put(&n->last, key, at);
}

static void name_parts(struct part_titles *n, const struct section_input *in)
{
	const struct threads *t = in->threads;

	for (size_t i = 0; i < t->n; i++)
		n->before[i] = THREAD_NONE;
	for (size_t i = 0; i < t->set.n; i++) {
		const struct series *s = &t->set.series[i];

		for (size_t k = 0; k < s->n_mails && section_is_current(s); k++) {
			const struct post *p = s->mails[k];

			if (!post_is_cover(p))
				name_part(n, hash_text(p->title),
					  threads_find(t, p->message_id));
		}
	}
}

/* A shortlog has names as mapped, perhaps by another mailmap. */
static bool is_named(const struct pulled_patch *named, const struct mailmap *map,
		     const struct post *p)
{
	return p->arrival <= named->pull->arrival &&
	       (hash_text(p->author_name) == named->name ||
		hash_text(mailmap_author(map, p).name) == named->name);
}

/* The latest patch that came before the pull request. */
static size_t find_pulled_part(const struct part_titles *n,
			       const struct section_input *in,
			       const struct pulled_patch *named)
{
	size_t at = hashmap_get(&n->last, named->title);

	for (int i = 0; i < CHAIN_MAX && at != THREAD_NONE; i++) {
		if (is_named(named, in->sel->mailmap, in->threads->mails[at].post))
			return at;
		at = n->before[at];
	}
	return THREAD_NONE;
}

void pulled_patches_bind(struct pulled_patches *p, const struct section_input *in)
{
	struct part_titles names = { HASHMAP_INIT,
				     xcalloc(in->threads->n + 1, sizeof(size_t)) };

	name_parts(&names, in);
	for (size_t i = 0; i < p->n; i++)
		p->list[i].part = find_pulled_part(&names, in, &p->list[i]);
	hashmap_release(&names.last);
	free(names.before);
}

void pulled_patches_release(struct pulled_patches *p)
{
	free(p->list);
	hashmap_release(&p->titles);
	*p = (struct pulled_patches){ .n = 0 };
}

/* SPDX-License-Identifier: MIT */
#include <stdlib.h>

#include "report/sections/part_titles.h"

static void add_part(struct part_titles *p, const struct threads *t, size_t at)
{
	uint64_t key = t->mails[at].title;
	size_t first = hashmap_get(&p->first, key);

	if (first == at)
		return;
	p->next[at] = first;
	hashmap_put(&p->first, key, at);
}

void part_titles_init(struct part_titles *p, const struct threads *t,
		      bool (*wanted)(const struct series *))
{
	*p = (struct part_titles){ HASHMAP_INIT, xcalloc(t->n + 1, sizeof(size_t)) };
	for (size_t i = 0; i < t->n; i++)
		p->next[i] = THREAD_NONE;
	for (size_t i = 0; i < t->set.n; i++) {
		const struct series *s = &t->set.series[i];

		for (size_t k = 0; k < s->n_mails && (!wanted || wanted(s)); k++)
			if (!post_is_cover(s->mails[k]))
				add_part(p, t, threads_find(t, s->mails[k]));
	}
}

size_t part_titles_first(const struct part_titles *p, uint64_t title)
{
	return hashmap_get(&p->first, title);
}

size_t part_titles_next(const struct part_titles *p, size_t at)
{
	return p->next[at];
}

void part_titles_release(struct part_titles *p)
{
	hashmap_release(&p->first);
	free(p->next);
	*p = (struct part_titles){ HASHMAP_INIT, NULL };
}

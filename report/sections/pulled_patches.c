/* SPDX-License-Identifier: MIT */
#include <stdlib.h>

#include "report/window/post.h"
#include "report/people/mailmap.h"
#include "report/sections/part_titles.h"
#include "report/sections/pulled_patches.h"
#include "report/sections/shortlog.h"
#include "store/util/array.h"

static void add_pulled(struct pulled_patches *p, const struct post *pull,
		       const struct shortlog *s)
{
	p->list = array_grow(p->list, p->n, &p->cap, sizeof(*p->list));
	p->list[p->n++] = (struct pulled_patch){ hash_text(s->title), hash_text(s->name),
						 pull, THREAD_NONE };
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

/* A shortlog has names as mapped; its mailmap may be another one. */
static bool is_named(const struct pulled_patch *named, const struct mailmap *map,
		     const struct post *p)
{
	return p->arrival <= named->pull->arrival &&
	       (hash_text(p->author_name) == named->name ||
		hash_text(mailmap_author(map, p).name) == named->name);
}

/* The last one that was there to be pulled, of any series or of those in `of`. */
static size_t find_named(const struct part_titles *titles, const struct section_input *in,
			 const struct pulled_patch *named, const struct hashmap *of)
{
	const struct thread_mail *mails = in->threads->mails;
	size_t at = part_titles_first(titles, named->title);

	for (int i = 0; i < PART_TITLES_MAX && at != THREAD_NONE; i++) {
		if (is_named(named, in->sel->mailmap, mails[at].post) &&
		    (!of || hashmap_get(of, mails[at].series) != HASHMAP_NONE))
			return at;
		at = part_titles_next(titles, at);
	}
	return THREAD_NONE;
}

static bool is_version(const struct series *s)
{
	return !s->pulled && !s->respin;
}

void pulled_patches_bind(struct pulled_patches *p, const struct section_input *in,
			 const struct hashmap *applied)
{
	struct part_titles current, all;

	if (!p->n)
		return;
	part_titles_init(&current, in->threads, section_is_current);
	part_titles_init(&all, in->threads, is_version);
	for (size_t i = 0; i < p->n; i++) {
		size_t at = THREAD_NONE;

		if (applied)
			at = find_named(&all, in, &p->list[i], applied);
		if (at == THREAD_NONE)
			at = find_named(&current, in, &p->list[i], NULL);
		p->list[i].part = at;
	}
	part_titles_release(&current);
	part_titles_release(&all);
}

void pulled_patches_release(struct pulled_patches *p)
{
	free(p->list);
	*p = (struct pulled_patches){ .n = 0 };
}

/* SPDX-License-Identifier: MIT */
#include <stdlib.h>

#include "report/people/mailmap.h"
#include "report/people/robots.h"
#include "report/thread/approvals.h"
#include "report/people/trailer_people.h"

static void add(struct approvals *o, struct approval opinion)
{
	if (o->n == o->cap) {
		o->cap = o->cap ? 2 * o->cap : 64;
		o->list = xrealloc(o->list, o->cap * sizeof(*o->list));
	}
	o->list[o->n++] = opinion;
}

/* Who gives a trailer writes the mail: else it is told, or made up. */
static bool is_own(const struct trailer *t, const struct post *reply)
{
	return person_same(t->who,
			   (struct person){ reply->from_name, reply->from_addr }) ||
	       person_same(t->who,
			   (struct person){ reply->author_name, reply->author_addr });
}

struct approval_finder {
	struct approvals *found;
	const struct threads *threads;
	const struct mailmap *map;
	bool matched;
};

/* A patch may name a robot that found nothing in it. */
static bool is_opinion(const struct approval_finder *f, const struct trailer *t)
{
	return trailer_approves(t) && !robots_named(f->threads->wide.robots, t->who);
}

static bool is_author(struct person who, const struct mailmap *map,
		      const struct post *patch)
{
	return person_same(who, mailmap_author(map, patch));
}

static void read_reply(const struct approval_finder *f, size_t at)
{
	const struct threads *t = f->threads;
	const struct post *reply = t->mails[at].post;
	size_t on = t->mails[at].about;
	struct str rest = reply->trailers;
	struct trailer trailer;

	if (robots_posted(t->wide.robots, reply) ||
	    (f->matched && (on == THREAD_NONE || t->mails[on].series == THREAD_NONE)))
		return;
	while (trailer_people_next(&rest, &trailer)) {
		struct person who = mailmap_person(f->map, trailer.who);

		if (is_opinion(f, &trailer) && is_own(&trailer, reply) &&
		    (on == THREAD_NONE || !is_author(who, f->map, t->mails[on].post)))
			add(f->found, (struct approval){ who, on, at });
	}
}

static void read_patch(const struct approval_finder *f, size_t at)
{
	const struct post *patch = f->threads->mails[at].post;
	struct str rest = patch->trailers;
	struct trailer trailer;

	while (trailer_people_next(&rest, &trailer)) {
		struct person who = mailmap_person(f->map, trailer.who);

		if (is_opinion(f, &trailer) && !is_author(who, f->map, patch))
			add(f->found, (struct approval){ who, at, THREAD_NONE });
	}
}

void approvals_find(struct approvals *o, const struct threads *t,
		    const struct mailmap *map, bool matched)
{
	const struct approval_finder f = { o, t, map, matched };

	*o = (struct approvals){ .n = 0 };
	for (size_t i = 0; i < t->n; i++)
		if (!post_is_counted(t->mails[i].post))
			read_reply(&f, i);
		else if (t->mails[i].series != THREAD_NONE)
			read_patch(&f, i);
}

void approvals_release(struct approvals *o)
{
	free(o->list);
	*o = (struct approvals){ .n = 0 };
}

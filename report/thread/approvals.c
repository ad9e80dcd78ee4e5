/* SPDX-License-Identifier: MIT */
#include <stdlib.h>

#include "report/people/mailmap.h"
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

static bool is_author(struct person who, const struct mailmap *map,
		      const struct post *patch)
{
	return person_same(who, mailmap_author(map, patch));
}

static void read_reply(struct approvals *o, const struct section_input *in, size_t at)
{
	const struct threads *t = in->threads;
	const struct mailmap *map = in->sel->mailmap;
	const struct post *reply = t->mails[at].post;
	size_t on = t->mails[at].about;
	struct str rest = reply->trailers;
	struct trailer trailer;

	if ((reply->facts & FACT_BOT) ||
	    (in->options->pick &&
	     (on == THREAD_NONE || t->mails[on].series == THREAD_NONE)))
		return;
	while (trailer_people_next(&rest, &trailer)) {
		struct person who = mailmap_person(map, trailer.who);

		if (trailer_approves(&trailer) && is_own(&trailer, reply) &&
		    (on == THREAD_NONE || !is_author(who, map, t->mails[on].post)))
			add(o, (struct approval){ who, on, at });
	}
}

static void read_patch(struct approvals *o, const struct section_input *in, size_t at)
{
	const struct post *patch = in->threads->mails[at].post;
	const struct mailmap *map = in->sel->mailmap;
	struct str rest = patch->trailers;
	struct trailer trailer;

	while (trailer_people_next(&rest, &trailer)) {
		struct person who = mailmap_person(map, trailer.who);

		if (trailer_approves(&trailer) && !is_author(who, map, patch))
			add(o, (struct approval){ who, at, THREAD_NONE });
	}
}

void approvals_find(struct approvals *o, const struct section_input *in)
{
	*o = (struct approvals){ .n = 0 };
	for (size_t i = 0; i < in->threads->n; i++) {
		const struct thread_mail *m = &in->threads->mails[i];

		if (!post_is_counted(m->post))
			read_reply(o, in, i);
		else if (m->series != THREAD_NONE)
			read_patch(o, in, i);
	}
}

void approvals_release(struct approvals *o)
{
	free(o->list);
	*o = (struct approvals){ .n = 0 };
}

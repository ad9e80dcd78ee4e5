/* SPDX-License-Identifier: MIT */
#include <stdlib.h>

#include "store/util/array.h"
#include "report/people/mailmap.h"
#include "report/people/robots.h"
#include "report/thread/approvals.h"

static void add_approval(struct approvals *o, struct approval approval)
{
	o->list = array_grow(o->list, o->n, &o->cap, sizeof(*o->list));
	o->list[o->n++] = approval;
}

/* Another sender reports the trailer, or makes it up. */
static bool is_sender(const struct post *mail, struct person who)
{
	return person_same(who, (struct person){ mail->from_name, mail->from_addr }) ||
	       person_same(who, (struct person){ mail->author_name, mail->author_addr });
}

bool own_trailer_next(struct str *rest, const struct post *mail,
		      const struct mailmap *map, struct trailer *t)
{
	while (!(mail->facts & FACT_BOT) && trailer_people_next(rest, t)) {
		bool own = is_sender(mail, t->who);

		t->who = mailmap_person(map, t->who);
		if (own)
			return true;
	}
	return false;
}

static bool is_patch_author(struct person who, const struct mailmap *map,
			    const struct post *patch)
{
	return person_same(who, mailmap_author(map, patch));
}

struct approval_finder {
	struct approvals *found;
	const struct threads *threads;
	const struct mailmap *map;
	const struct series_match *match;
};

/* A patch may name a robot that found nothing in it. */
static bool is_opinion(const struct approval_finder *f, const struct trailer *t)
{
	return trailer_approves(t) && !robots_named(f->threads->wide.robots, t->who);
}

static void approvals_in_reply(const struct approval_finder *f, size_t at)
{
	const struct threads *t = f->threads;
	const struct post *reply = t->mails[at].post;
	size_t on = t->mails[at].about;
	struct str rest = reply->trailers;
	struct trailer trailer;

	if (robots_posted(t->wide.robots, reply) ||
	    !threads_selects(t, f->match, &t->mails[at]))
		return;
	while (own_trailer_next(&rest, reply, f->map, &trailer))
		if (is_opinion(f, &trailer) &&
		    (on == THREAD_NONE ||
		     !is_patch_author(trailer.who, f->map, t->mails[on].post)))
			add_approval(f->found, (struct approval){ trailer.who, on, at });
}

static void approvals_in_patch(const struct approval_finder *f, size_t at)
{
	const struct post *patch = f->threads->mails[at].post;
	struct str rest = patch->trailers;
	struct trailer trailer;

	if (patch->parts.len)
		return; /* nothing says which of its patches has the trailer */
	while (trailer_people_next(&rest, &trailer)) {
		struct person who = mailmap_person(f->map, trailer.who);

		if (is_opinion(f, &trailer) && !is_patch_author(who, f->map, patch))
			add_approval(f->found, (struct approval){ who, at, THREAD_NONE });
	}
}

void approvals_find(struct approvals *o, const struct threads *t,
		    const struct mailmap *map, const struct series_match *match)
{
	const struct approval_finder f = { o, t, map, match };

	*o = (struct approvals){ .n = 0 };
	for (size_t i = 0; i < t->n; i++)
		if (!post_is_counted(t->mails[i].post))
			approvals_in_reply(&f, i);
		else if (t->mails[i].series != THREAD_NONE)
			approvals_in_patch(&f, i);
}

void approvals_release(struct approvals *o)
{
	free(o->list);
	*o = (struct approvals){ .n = 0 };
}

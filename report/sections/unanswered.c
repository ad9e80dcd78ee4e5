/* SPDX-License-Identifier: MIT */
/*
 * The section of series that nobody answered for --quiet-days: those whose
 * days were over in the window, so that they are reported once by reports of
 * windows that follow each other.
 */
#include <stdlib.h>

#include "report/window/post.h"
#include "report/people/mailmap.h"
#include "report/people/robots.h"
#include "report/series/same_title.h"
#include "report/sections/applied_said.h"
#include "report/sections/pulled_patches.h"
#include "report/people/trailer_people.h"

#define DAY 86400

static bool is_poster(struct person who, const struct mailmap *map,
		      const struct post *head)
{
	return person_same(who, mailmap_author(map, head)) ||
	       person_same(who, mailmap_person(map, (struct person){ head->from_name,
								     head->from_addr }));
}

/* Which series somebody answered: not a robot, nor who posted it; or they were taken. */
static bool *find_answered(const struct section_input *in)
{
	const struct threads *t = in->threads;
	const struct mailmap *map = in->sel->mailmap;
	struct applied_said said;
	bool *answered = xcalloc(t->set.n + 1, sizeof(*answered));

	applied_said_init(&said, in);
	for (size_t i = 0; i < t->n; i++) {
		const struct post *p = t->mails[i].post;
		size_t on = applied_said_of(&said, i), about = t->mails[i].about;
		size_t s = on == THREAD_NONE ? about : on;

		s = s == THREAD_NONE ? THREAD_NONE : t->mails[s].series;
		if (s == THREAD_NONE || s == t->mails[i].series)
			continue;
		if (on != THREAD_NONE ||
		    (!robots_posted(in->sel->robots, p) &&
		     !is_poster(mailmap_author(map, p), map, t->set.series[s].head)))
			answered[s] = true;
	}
	applied_said_release(&said);
	return answered;
}

/* What a pull request names waits no longer. */
static enum status drop_pulled(bool *answered, const struct section_input *in)
{
	struct pulled_patches pulled;
	enum status st = pulled_patches_find(&pulled, in->sel);

	pulled_patches_bind(&pulled, in);
	for (size_t i = 0; i < pulled.n; i++)
		if (pulled.list[i].part != THREAD_NONE)
			answered[in->threads->mails[pulled.list[i].part].series] = true;
	pulled_patches_release(&pulled);
	return st;
}

/* Its first patch may have the cover's title. */
static bool is_part(const struct threads *t, size_t s, struct str message_id)
{
	size_t at = threads_find(t, message_id);

	return at != THREAD_NONE && t->mails[at].series == s;
}

/* A later one waits for answers now. */
static bool posted_again(const struct threads *t, size_t s, struct namesake_index *index)
{
	const struct post *head = t->set.series[s].head;
	const struct namesakes *same =
	    namesakes_titled(index, head->title, head->author_addr);
	size_t first, at = namesakes_of(same, post_targets(head), &first);

	while (at-- > first && same->list[at].date > head->date)
		if (!is_part(t, s, same->list[at].message_id))
			return true;
	return false;
}

/* What came in parts, and its cover not at all, may have been answered where the rest is.
 */
static bool waits(const struct section_input *in, const struct series *s)
{
	return section_is_current(s) && (s->covered || section_is_complete(s)) &&
	       !robots_posted(in->sel->robots, s->head);
}

/* When the last of its mails came. */
static int64_t posted(const struct series *s)
{
	int64_t time = INT64_MIN;

	for (size_t i = 0; i < s->n_mails; i++)
		if (s->mails[i]->arrival > time)
			time = s->mails[i]->arrival;
	return time;
}

enum status section_unanswered(struct section *out, const struct section_input *in)
{
	const struct threads *t = in->threads;
	const struct window *w = &in->sel->window;
	int64_t end = w->until < in->options->now ? w->until : in->options->now;
	int64_t quiet = (int64_t)in->options->quiet_days * DAY;
	struct namesake_index index;
	bool *answered = find_answered(in);
	enum status st = drop_pulled(answered, in);

	namesake_index_init(&index, in->sel);
	for (size_t i = 0; i < t->set.n; i++) {
		const struct series *s = &t->set.series[i];
		int64_t time = posted(s);
		struct section_row *row;

		if (answered[i] || !waits(in, s) || time < w->since - quiet ||
		    time > end - quiet || posted_again(t, i, &index))
			continue;
		row = section_add_series(out, in, s);
		row->days = (uint32_t)((end - time) / DAY);
	}
	section_sort(out);
	namesake_index_release(&index);
	free(answered);
	return st;
}

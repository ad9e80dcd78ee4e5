/* SPDX-License-Identifier: MIT */
/*
 * The section of series without an answer for --quiet-days. These days end in the window,
 * so that reports of successive windows report a series once.
 */
#include <stdlib.h>

#include "report/window/post.h"
#include "report/people/mailmap.h"
#include "report/people/robots.h"
#include "report/series/same_title.h"
#include "report/series/supersede.h"
#include "report/sections/applied_said.h"
#include "report/sections/pulled_patches.h"
#include "report/people/trailer_people.h"
#include "report/tree/series_in_tree.h"
#include "store/inbox/applied_subject.h"
#include "store/util/utc.h"

/* Later mails of one title that a series is compared with; hostile lists have many. */
#define LATER_MAX 1000

/* Which series have a reply by a person who did not send them, or were applied, as a mail
 * says. */
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
		if (on != THREAD_NONE || added_to_queue(p->subject) ||
		    (!robots_posted(in->sel->robots, p) &&
		     !mailmap_sent(map, mailmap_author(map, p), t->set.series[s].head)))
			answered[s] = true;
	}
	applied_said_release(&said);
	return answered;
}

/* A pull request answers the series that it names. */
static enum status drop_pulled(bool *answered, const struct section_input *in)
{
	struct pulled_patches pulled;
	enum status st = pulled_patches_find(&pulled, in->sel);

	pulled_patches_bind(&pulled, in, NULL);
	for (size_t i = 0; i < pulled.n; i++)
		if (pulled.list[i].part != THREAD_NONE)
			answered[in->threads->mails[pulled.list[i].part].series] = true;
	pulled_patches_release(&pulled);
	return st;
}

/* Patch 1/N may have the cover's title. */
static bool is_own_part(const struct threads *t, size_t s, struct str message_id)
{
	size_t at = threads_find_id(t, message_id);

	return at != THREAD_NONE && t->mails[at].series == s;
}

/* Whether one of the mails is of a series that the poster or author of this one posted
 * later. */
static bool has_later(const struct threads *t, size_t s, struct same_titles same,
		      const struct mailmap *map)
{
	const struct post *head = t->set.series[s].head;
	const struct poster_keys poster = version_person_keys(mailmap_poster(map, head)),
				 author = version_person_keys(mailmap_author(map, head));
	size_t at = same.n;

	for (int i = 0; i < LATER_MAX && at-- > 0 && same.list[at].date > head->date; i++)
		if (same.list[at].targets == post_targets(head) &&
		    (poster_keys_meet(&same.list[at].poster, &poster) ||
		     poster_keys_meet(&same.list[at].poster, &author)) &&
		    !is_own_part(t, s, same.list[at].message_id))
			return true;
	return false;
}

/* The series was sent again, and the later one waits for answers. */
static bool posted_again(const struct threads *t, size_t s,
			 struct same_title_index *index)
{
	const struct post *head = t->set.series[s].head;
	struct same_titles lists[SAME_TITLES_MAX];

	same_titles_find(index, head, head, lists);
	for (int i = 0; i < SAME_TITLES_MAX; i++)
		if (has_later(t, s, lists[i], index->sel->mailmap))
			return true;
	return false;
}

/* A series without its cover may have answers on the list that got the cover. */
static bool is_waiting(const struct section_input *in, const struct series *s)
{
	return section_is_current(s) && (s->covered || section_is_complete(s)) &&
	       !robots_posted(in->sel->robots, s->head);
}

/* When its last mail came. */
static int64_t last_arrival(const struct series *s)
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
	int64_t quiet = (int64_t)in->options->quiet_days * DAY_SECONDS;
	struct same_title_index index;
	bool *answered = find_answered(in);
	enum status st = drop_pulled(answered, in);

	same_title_index_init(&index, in->sel, INT64_MAX);
	for (size_t i = 0; i < t->set.n; i++) {
		const struct series *s = &t->set.series[i];
		int64_t time = last_arrival(s);
		struct section_row *row;

		if (answered[i] || !is_waiting(in, s) || time < w->since - quiet ||
		    time > end - quiet || posted_again(t, i, &index) ||
		    series_in_trees(in->sel->trees, s))
			continue;
		row = section_add_series(out, in, s);
		row->days = (uint32_t)((end - time) / DAY_SECONDS);
	}
	section_sort(out);
	same_title_index_release(&index);
	free(answered);
	return st;
}

/* SPDX-License-Identifier: MIT */
/*
 * The section of series that nobody answered for --quiet-days: those whose
 * days were over in the window, so that they are reported once by reports of
 * windows that follow each other.
 */
#include <stdlib.h>

#include "report/kinship.h"
#include "report/mailmap.h"
#include "report/section.h"
#include "report/trailers.h"

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
	bool *answered = xcalloc(t->set.n + 1, sizeof(*answered));

	for (size_t i = 0; i < t->n; i++) {
		const struct post *p = t->mails[i].post;
		size_t about = t->mails[i].about, s;

		s = about == THREAD_NONE ? THREAD_NONE : t->mails[about].series;
		if (s == THREAD_NONE || s == t->mails[i].series)
			continue;
		if ((p->facts & FACT_APPLIED) ||
		    (!(p->facts & FACT_BOT) &&
		     !is_poster(mailmap_author(map, p), map, t->set.series[s].head)))
			answered[s] = true;
	}
	return answered;
}

struct later {
	const struct threads *threads;
	size_t than; /* a series */
	uint64_t targets;
	bool found;
};

/* Its first patch may have the cover's title. */
static bool is_later(void *arg, struct mail *m)
{
	struct later *l = arg;
	const struct record *r = &m->record;
	size_t at = threads_find(l->threads, r->message_id);
	struct post p = { .prefix = r->prefix };

	if (at == THREAD_NONE || l->threads->mails[at].series != l->than)
		l->found =
		    l->found || (r->date > l->threads->set.series[l->than].head->date &&
				 post_targets(&p) == l->targets);
	return !l->found;
}

/* Posted again after the window: that one waits for answers now. */
static bool posted_again(const struct section_input *in, size_t s)
{
	const struct post *head = in->threads->set.series[s].head;
	struct later l = { in->threads, s, post_targets(head), false };
	unsigned char hash[ID_HASH];

	inbox_title_hash(hash, head->title, head->author_addr);
	for (size_t i = 0; i < in->sel->n_inboxes && !l.found; i++)
		inbox_titled(in->sel->inboxes[i], hash, is_later, &l);
	return l.found;
}

/* What came in parts, and its cover not at all, may have been answered where the rest is.
 */
static bool waits(const struct series *s)
{
	return section_is_current(s) && (s->covered || section_is_complete(s)) &&
	       !(s->head->facts & FACT_BOT);
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
	bool *answered = find_answered(in);

	for (size_t i = 0; i < t->set.n; i++) {
		const struct series *s = &t->set.series[i];
		int64_t time = posted(s);
		struct section_row *row;

		if (answered[i] || !waits(s) || time < w->since - quiet ||
		    time > end - quiet || posted_again(in, i))
			continue;
		row = section_add_series(out, in, s);
		row->days = (uint32_t)((end - time) / DAY);
	}
	section_sort(out);
	free(answered);
	return ST_OK;
}

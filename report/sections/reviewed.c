/* SPDX-License-Identifier: MIT */
/* The section of series of which every part has a review. */
#include <stdlib.h>

#include "report/people/people_count.h"
#include "report/window/post.h"
#include "report/thread/approvals.h"
#include "report/sections/section_rows.h"

#define NEVER INT64_MAX

/* When a part got its first review, and whether in the window. */
struct part {
	int64_t time;
	bool in_window;
};

struct reviewer {
	const struct section_input *in;
	struct approvals approvals; /* by series */
	struct part *parts;	    /* by index into threads.mails */
};

static size_t series_of(const struct reviewer *r, const struct approval *o)
{
	return o->on == THREAD_NONE ? THREAD_NONE : r->in->threads->mails[o->on].series;
}

/* A counting sort. Returns where each series' approvals begin; the caller frees it. */
static size_t *group_by_series(struct reviewer *r)
{
	size_t n = r->in->threads->set.n, *first = xcalloc(n + 2, sizeof(*first));
	struct approval *sorted = xcalloc(r->approvals.n + 1, sizeof(*sorted));
	size_t kept = 0;

	for (size_t i = 0; i < r->approvals.n; i++)
		if (series_of(r, &r->approvals.list[i]) != THREAD_NONE)
			first[series_of(r, &r->approvals.list[i]) + 2]++;
	for (size_t i = 2; i < n + 2; i++)
		first[i] += first[i - 1];
	for (size_t i = 0; i < r->approvals.n; i++) {
		size_t s = series_of(r, &r->approvals.list[i]);

		if (s == THREAD_NONE)
			continue;
		sorted[first[s + 1]++] = r->approvals.list[i];
		kept++;
	}
	free(r->approvals.list);
	r->approvals.list = sorted;
	r->approvals.n = kept;
	return first;
}

static struct part part_at(const struct reviewer *r, const struct approval *o)
{
	const struct thread_mail *mails = r->in->threads->mails;
	const struct thread_mail *said =
	    &mails[o->reply != THREAD_NONE ? o->reply : o->on];

	return (struct part){ said->post->arrival,
			      o->reply != THREAD_NONE && said->in_window };
}

/* A review of the cover is a review of all parts. */
static const struct part *best_review(const struct reviewer *r, const struct series *s,
				      const struct post *p)
{
	const struct part *own = &r->parts[threads_find(r->in->threads, p)];
	const struct part *all = &r->parts[threads_find(r->in->threads, s->head)];

	return s->covered && all->time < own->time ? all : own;
}

/* Every part has a review. *last: the last first review of a part. */
static bool is_reviewed(const struct reviewer *r, const struct series *s,
			struct part *last)
{
	*last = (struct part){ INT64_MIN, false };
	for (size_t i = 0; i < s->n_mails; i++) {
		const struct part *p;

		if (post_is_cover(s->mails[i]))
			continue;
		p = best_review(r, s, s->mails[i]);
		if (p->time == NEVER)
			return false;
		if (p->time > last->time || (p->time == last->time && p->in_window))
			*last = *p;
	}
	return last->time != INT64_MIN;
}

/*
 * Lists each reviewer with a number of parts. A review of the cover, or of a mail that
 * holds all the patches, counts for all.
 */
static void list_people(struct section_row *row, const struct reviewer *r,
			const struct approval *list, size_t n)
{
	struct people_count people = PEOPLE_COUNT_INIT;
	struct hashmap given = HASHMAP_INIT;

	for (size_t i = 0; i < n; i++) {
		const struct post *on = r->in->threads->mails[list[i].on].post;
		uint64_t key = hash_mix(person_key(list[i].who), post_key(on));
		bool whole = post_is_cover(on) || !post_in_series(on);

		if (hashmap_get(&given, key) != HASHMAP_NONE)
			continue;
		hashmap_put(&given, key, 0);
		people_count_add(&people, list[i].who, whole ? row->count : 1);
	}
	for (size_t i = 0; i < people.n; i++)
		if (people.list[i].count > row->count)
			people.list[i].count = row->count;
	people_count_sort(&people);
	row->n_people = people.n;
	row->people = arena_alloc(r->in->arena, (people.n + 1) * sizeof(*row->people));
	for (size_t i = 0; i < people.n; i++)
		row->people[i] = people.list[i];
	hashmap_release(&given);
	people_count_release(&people);
}

static void find_parts(struct reviewer *r)
{
	for (size_t i = 0; i < r->in->threads->n; i++)
		r->parts[i].time = NEVER;
	for (size_t i = 0; i < r->approvals.n; i++) {
		struct part *p = &r->parts[r->approvals.list[i].on];
		struct part said = part_at(r, &r->approvals.list[i]);

		if (said.time < p->time || (said.time == p->time && said.in_window))
			*p = said;
	}
}

enum status section_reviewed(struct section *out, const struct section_input *in)
{
	const struct threads *t = in->threads;
	struct reviewer r = { .in = in, .parts = xcalloc(t->n + 1, sizeof(*r.parts)) };
	size_t *first;

	approvals_find(&r.approvals, in->threads, in->sel->mailmap, in->options->match);
	first = group_by_series(&r);
	find_parts(&r);
	for (size_t i = 0; i < t->set.n; i++) {
		const struct series *s = &t->set.series[i];
		struct part last;

		if (section_is_current(s) && section_is_complete(s) &&
		    is_reviewed(&r, s, &last) &&
		    (last.in_window || threads_in_window(t, s)))
			list_people(section_add_series(out, in, s), &r,
				    r.approvals.list + first[i], first[i + 1] - first[i]);
	}
	section_sort(out);
	free(first);
	free(r.parts);
	approvals_release(&r.approvals);
	return ST_OK;
}

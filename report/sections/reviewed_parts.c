/* SPDX-License-Identifier: MIT */
#include <stdlib.h>

#include "report/people/people_count.h"
#include "report/sections/reviewed_parts.h"

#define NEVER INT64_MAX

static size_t series_of(const struct reviewed_parts *r, const struct approval *o)
{
	return o->on == THREAD_NONE ? THREAD_NONE : r->in->threads->mails[o->on].series;
}

/* A counting sort. Returns where each series' approvals begin; the caller frees it. */
static size_t *group_by_series(struct reviewed_parts *r)
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

static struct part_review part_at(const struct reviewed_parts *r,
				  const struct approval *o)
{
	const struct thread_mail *mails = r->in->threads->mails;
	const struct thread_mail *said =
	    &mails[o->reply != THREAD_NONE ? o->reply : o->on];

	return (struct part_review){ said->post->arrival,
				     o->reply != THREAD_NONE && said->in_window };
}

/* A review of the cover is a review of all parts. */
static const struct part_review *best_review(const struct reviewed_parts *r,
					     const struct series *s, const struct post *p)
{
	const struct part_review *own = &r->parts[threads_find(r->in->threads, p)];
	const struct part_review *all = &r->parts[threads_find(r->in->threads, s->head)];

	return s->covered && all->time < own->time ? all : own;
}

uint32_t reviewed_parts_count(const struct reviewed_parts *r, const struct series *s,
			      struct part_review *last)
{
	uint32_t n = 0;

	*last = (struct part_review){ INT64_MIN, false };
	for (size_t i = 0; i < s->n_mails; i++) {
		const struct part_review *p;

		if (post_is_cover(s->mails[i]))
			continue;
		p = best_review(r, s, s->mails[i]);
		if (p->time == NEVER)
			continue;
		n += post_patches(s->mails[i]);
		if (p->time > last->time || (p->time == last->time && p->in_window))
			*last = *p;
	}
	return n;
}

bool reviewed_parts_have(const struct reviewed_parts *r, const struct series *s,
			 const struct post *part)
{
	return best_review(r, s, part)->time != NEVER;
}

void reviewed_parts_people(struct section_row *row, const struct reviewed_parts *r)
{
	size_t of = (size_t)(row->series - r->in->threads->set.series);
	struct people_count people = PEOPLE_COUNT_INIT;
	struct hashmap given = HASHMAP_INIT;

	for (size_t i = r->first[of]; i < r->first[of + 1]; i++) {
		const struct approval *a = &r->approvals.list[i];
		const struct post *on = r->in->threads->mails[a->on].post;
		uint64_t key = hash_mix(person_key(a->who), post_key(on));
		bool whole = post_is_cover(on) || !post_in_series(on);

		if (hashmap_get(&given, key) != HASHMAP_NONE)
			continue;
		hashmap_put(&given, key, 0);
		people_count_add(&people, a->who, whole ? row->count : 1);
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

static void find_parts(struct reviewed_parts *r)
{
	for (size_t i = 0; i < r->in->threads->n; i++)
		r->parts[i].time = NEVER;
	for (size_t i = 0; i < r->approvals.n; i++) {
		struct part_review *p = &r->parts[r->approvals.list[i].on];
		struct part_review said = part_at(r, &r->approvals.list[i]);

		if (said.time < p->time || (said.time == p->time && said.in_window))
			*p = said;
	}
}

/* Leaves those in the patches, and in mails that came before that time. */
static void leave_earlier(struct reviewed_parts *r, int64_t until)
{
	size_t n = 0;

	for (size_t i = 0; i < r->approvals.n; i++) {
		const struct approval *a = &r->approvals.list[i];

		if (a->reply == THREAD_NONE ||
		    r->in->threads->mails[a->reply].in_window ||
		    r->in->threads->mails[a->reply].post->arrival < until)
			r->approvals.list[n++] = *a;
	}
	r->approvals.n = n;
}

void reviewed_parts_init(struct reviewed_parts *r, const struct section_input *in,
			 int64_t until)
{
	*r = (struct reviewed_parts){
		.in = in,
		.parts = xcalloc(in->threads->n + 1, sizeof(*r->parts)),
	};
	approvals_find(&r->approvals, in->threads, in->sel->mailmap, in->options->match);
	leave_earlier(r, until);
	r->first = group_by_series(r);
	find_parts(r);
}

void reviewed_parts_release(struct reviewed_parts *r)
{
	free(r->first);
	free(r->parts);
	approvals_release(&r->approvals);
}

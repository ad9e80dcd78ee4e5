/* SPDX-License-Identifier: MIT */
#include <stdlib.h>

#include "report/people/people_count.h"
#include "report/sections/applied_events.h"
#include "report/window/post.h"
#include "report/people/mailmap.h"
#include "report/people/trailer_people.h"
#include "store/util/array.h"

/* The oldest events of a row; a series is not applied so often. */
#define EVENTS_MAX 8

void applied_events_add(struct applied_events *e, struct applied_event event)
{
	e->list = array_grow(e->list, e->n, &e->cap, sizeof(*e->list));
	e->list[e->n++] = event;
}

void applied_events_release(struct applied_events *e)
{
	free(e->list);
	*e = (struct applied_events){ .n = 0 };
}

/* patchdigest-rules(7), rule 19: how the subjects of notices begin. */
static bool is_notice(const struct post *p)
{
	static const struct str begins[] = { STR("[tip: "), STR("Applied \"") };

	for (size_t i = 0; i < ARRAY_SIZE(begins) && p->kind == KIND_OTHER; i++)
		if (str_istarts(p->subject, begins[i]))
			return true;
	return false;
}

bool applied_event_said(const struct section_input *in, size_t mail)
{
	const struct thread_mail *mails = in->threads->mails, *m = &mails[mail];
	const struct mailmap *map = in->sel->mailmap;

	if (m->about == THREAD_NONE)
		return false;
	if (is_notice(m->post))
		return true;
	return (m->post->facts & FACT_APPLIED) &&
	       (m->parent == m->about ||
		!person_same(mailmap_author(map, m->post),
			     mailmap_author(map, mails[m->about].post)));
}

static int cmp_event(const void *a, const void *b)
{
	const struct applied_event *x = a, *y = b;
	int d;

	if (x->of != y->of)
		return x->of < y->of ? -1 : 1;
	if (x->date != y->date)
		return x->date < y->date ? -1 : 1;
	d = str_cmp(x->who.addr, y->who.addr);
	/* mails are sorted newest first */
	return d ? d : (x->on < y->on) - (x->on > y->on);
}

void applied_events_sort(struct applied_events *e)
{
	if (e->n)
		qsort(e->list, e->n, sizeof(*e->list), cmp_event);
}

/* The row's event of that person or pull request, or a new one; NULL: EVENTS_MAX. */
static struct section_event *event_of(struct section_row *row,
				      const struct applied_event *e)
{
	for (size_t i = 0; i < row->n_events; i++) {
		struct section_event *old = &row->events[i];

		if (old->pull == e->pull &&
		    (e->pull || person_key(old->who) == person_key(e->who)))
			return old;
	}
	if (row->n_events == EVENTS_MAX)
		return NULL;
	row->events[row->n_events] =
	    (struct section_event){ e->who, e->date, e->pull, 0 };
	return &row->events[row->n_events++];
}

static bool is_whole(const struct post *p)
{
	return p->kind == KIND_PULL || post_is_cover(p) || !(p->facts & FACT_NUMBERED);
}

bool applied_events_fill(struct section_row *row, const struct section_input *in,
			 const struct applied_event *list, size_t n)
{
	struct hashmap taken = HASHMAP_INIT;
	bool in_window = false;

	row->events = arena_alloc(in->arena, EVENTS_MAX * sizeof(*row->events));
	for (size_t i = 0; i < n; i++) {
		struct section_event *e = event_of(row, &list[i]);
		uint64_t key;

		in_window = in_window || list[i].in_window;
		if (!e)
			continue;
		key = hash_mix((uint64_t)(e - row->events), list[i].on);
		if (hashmap_get(&taken, key) != HASHMAP_NONE)
			continue;
		hashmap_put(&taken, key, 0);
		e->parts +=
		    is_whole(in->threads->mails[list[i].on].post) ? row->count : 1;
		if (e->parts > row->count)
			e->parts = row->count;
	}
	hashmap_release(&taken);
	return in_window;
}

/* SPDX-License-Identifier: MIT */
/* The section of threads with the most replies in the window. */
#include <stdlib.h>

#include "report/people/mailmap.h"
#include "report/sections/discussions_find.h"

static int cmp_discussion(const void *a, const void *b)
{
	const struct discussion *x = a, *y = b;

	if (x->replies != y->replies)
		return x->replies < y->replies ? 1 : -1;
	return (x->top > y->top) - (x->top < y->top);
}

static void add_row(struct section *out, const struct section_input *in,
		    struct discussion *d)
{
	const struct thread_mail *top = &in->threads->mails[d->top];
	struct section_row *row = section_add(out);

	people_count_sort(&d->people);
	row->post = top->post;
	row->who = mailmap_author(in->sel->mailmap, top->post);
	row->series =
	    top->series == THREAD_NONE ? NULL : &in->threads->set.series[top->series];
	row->count = d->replies;
	row->n_people = d->people.n;
	row->people = arena_alloc(in->arena, (d->people.n + 1) * sizeof(*row->people));
	for (size_t i = 0; i < d->people.n; i++)
		row->people[i] = d->people.list[i];
}

enum status section_discussions(struct section *out, const struct section_input *in)
{
	struct discussions d;

	discussions_find(&d, in);
	if (d.n)
		qsort(d.list, d.n, sizeof(*d.list), cmp_discussion);
	for (size_t i = 0; i < d.n && i < in->options->top; i++)
		add_row(out, in, &d.list[i]);
	discussions_release(&d);
	return ST_OK;
}

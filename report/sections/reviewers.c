/* SPDX-License-Identifier: MIT */
/* The section of people who gave the most reviews in the window. */
#include <stdlib.h>

#include "report/util/collate.h"
#include "report/people/people_count.h"
#include "report/people/mailmap.h"
#include "report/thread/approvals.h"
#include "report/sections/section_rows.h"

/* As in the tables: sort -rn. */
static int cmp_row(const void *a, const void *b)
{
	const struct section_row *x = a, *y = b;
	int d;

	if (x->count != y->count)
		return x->count < y->count ? 1 : -1;
	d = collate_cmp(y->who.name, x->who.name);
	return d ? d : collate_cmp(y->who.addr, x->who.addr);
}

/* A person counts once per mail, however many trailers they give. */
static void count_approvals(struct people_count *people, const struct section_input *in)
{
	const struct thread_mail *mails = in->threads->mails;
	struct hashmap given = HASHMAP_INIT;
	struct approvals all;

	approvals_find(&all, in->threads, in->sel->mailmap, in->options->match);
	for (size_t i = 0; i < all.n; i++) {
		const struct approval *o = &all.list[i];
		uint64_t key;

		if (o->reply == THREAD_NONE || !mails[o->reply].in_window)
			continue;
		key = hash_mix(person_key(o->who),
			       o->on == THREAD_NONE ? post_answers(mails[o->reply].post)
						    : post_key(mails[o->on].post));
		if (hashmap_get(&given, key) == HASHMAP_NONE)
			people_count_add(people, o->who, 1);
		hashmap_put(&given, key, 0);
	}
	hashmap_release(&given);
	approvals_release(&all);
}

enum status section_reviewers(struct section *out, const struct section_input *in)
{
	struct people_count people = { .by_address = true };

	count_approvals(&people, in);
	for (size_t i = 0; i < people.n; i++) {
		struct section_row *row = section_add(out);

		row->who = people.list[i].who;
		row->count = people.list[i].count;
	}
	if (out->n)
		qsort(out->rows, out->n, sizeof(*out->rows), cmp_row);
	section_cut(out, in->options->top);
	people_count_release(&people);
	return ST_OK;
}

/* SPDX-License-Identifier: MIT */
#include <stdlib.h>

#include "report/people/mailmap.h"
#include "report/sections/section_rows.h"
#include "store/util/array.h"

struct section_row *section_add(struct section *s)
{
	s->rows = array_grow(s->rows, s->n, &s->cap, sizeof(*s->rows));
	s->rows[s->n] = (struct section_row){ .source = STR_EMPTY };
	return &s->rows[s->n++];
}

struct section_row *section_add_series(struct section *to, const struct section_input *in,
				       const struct series *s)
{
	struct section_row *row = section_add(to);

	row->post = s->head;
	row->who = mailmap_author(in->sel->mailmap, s->head);
	row->series = s;
	row->count = s->arrived;
	row->of = s->announced;
	return row;
}

static int cmp_row_arrival(const void *a, const void *b)
{
	return post_cmp_arrival(((const struct section_row *)b)->post,
				((const struct section_row *)a)->post);
}

void section_sort(struct section *s)
{
	if (s->n)
		qsort(s->rows, s->n, sizeof(*s->rows), cmp_row_arrival);
}

void section_cut(struct section *s, size_t top)
{
	if (s->n > top)
		s->n = top;
}

bool section_is_current(const struct series *s)
{
	return !s->newer && !s->respin && !s->pulled && !(s->head->facts & FACT_PULL);
}

bool section_is_complete(const struct series *s)
{
	return s->announced && s->arrived >= s->announced;
}

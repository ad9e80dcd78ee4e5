/* SPDX-License-Identifier: MIT */
#include <stdlib.h>

#include "report/sections/missing_parts.h"

static int cmp_part_number(const void *a, const void *b)
{
	uint32_t x = *(const uint32_t *)a, y = *(const uint32_t *)b;

	return (x > y) - (x < y);
}

/* Sorts the numbers of the parts; returns how many. */
static size_t list_numbers(uint32_t *numbers, const struct series *s)
{
	size_t n = 0;

	for (size_t i = 0; i < s->n_mails; i++)
		if (!post_is_cover(s->mails[i]))
			numbers[n++] = s->mails[i]->number;
	qsort(numbers, n, sizeof(*numbers), cmp_part_number);
	return n;
}

/* The gaps between the numbers. */
static void find_gaps(struct section_row *row, const struct series *s,
		      struct arena *arena)
{
	uint32_t *numbers = xcalloc(s->n_mails + 1, sizeof(*numbers)), next = 1;
	size_t n = list_numbers(numbers, s);

	row->missing = arena_alloc(arena, (n + 1) * sizeof(*row->missing));
	for (size_t i = 0; i < n && next <= s->announced; i++) {
		if (numbers[i] > next)
			row->missing[row->n_missing++] = (struct section_range){
				next,
				numbers[i] <= s->announced ? numbers[i] - 1
							   : s->announced,
			};
		next = numbers[i] + 1;
	}
	if (next && next <= s->announced)
		row->missing[row->n_missing++] =
		    (struct section_range){ next, s->announced };
	free(numbers);
}

static bool is_in_store(const struct selection *sel, struct str message_id)
{
	uint32_t seq;

	for (size_t i = 0; i < sel->n_inboxes; i++)
		if (inbox_lookup(sel->inboxes[i], message_id, &seq, NULL) == ST_OK)
			return true;
	return false;
}

/* Its parts reply to a missing cover: it was sent to several lists, in parts. */
static bool is_elsewhere(const struct selection *sel, const struct series *s)
{
	for (size_t i = 0; i < s->n_mails && !s->covered; i++)
		if (s->mails[i]->in_reply_to.len &&
		    !is_in_store(sel, s->mails[i]->in_reply_to))
			return true;
	return false;
}

void missing_parts_find(struct section_row *row, const struct selection *sel,
			const struct series *s, struct arena *arena)
{
	row->elsewhere = is_elsewhere(sel, s);
	row->several_lists = sel->n_lists > 1;
	if (!row->elsewhere)
		find_gaps(row, s, arena);
}

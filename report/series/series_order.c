/* SPDX-License-Identifier: MIT */
#include <stdlib.h>

#include "report/series/series_order.h"

struct series_position {
	const struct series *series;
	size_t index; /* into selection.posts, newest first */
};

static size_t newest_index(const struct selection *sel, const struct series *s)
{
	size_t any = SIZE_MAX, shown = SIZE_MAX;

	for (size_t i = 0; i < s->n; i++) {
		size_t at = s->posts[i];

		if (at < any)
			any = at;
		if (at < shown && post_is_shown(&sel->posts[at]))
			shown = at;
	}
	return shown != SIZE_MAX ? shown : any;
}

static int cmp_series_position(const void *a, const void *b)
{
	size_t x = ((const struct series_position *)a)->index,
	       y = ((const struct series_position *)b)->index;

	return (x > y) - (x < y);
}

const struct series **series_order(const struct selection *sel,
				   const struct series_set *set)
{
	struct series_position *positions;
	const struct series **order;

	if (!set->n)
		return NULL;
	positions = xcalloc(set->n, sizeof(*positions));
	order = xcalloc(set->n, sizeof(struct series *));
	for (size_t i = 0; i < set->n; i++)
		positions[i] =
		    (struct series_position){ &set->series[i],
					      newest_index(sel, &set->series[i]) };
	qsort(positions, set->n, sizeof(*positions), cmp_series_position);
	for (size_t i = 0; i < set->n; i++)
		order[i] = positions[i].series;
	free(positions);
	return order;
}

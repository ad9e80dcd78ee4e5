/* SPDX-License-Identifier: MIT */
#include <stdlib.h>

#include "report/series/series_order.h"

struct series_place {
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

static int cmp_series_place(const void *a, const void *b)
{
	size_t x = ((const struct series_place *)a)->index,
	       y = ((const struct series_place *)b)->index;

	return (x > y) - (x < y);
}

const struct series **series_order(const struct selection *sel,
				   const struct series_set *set)
{
	struct series_place *places;
	const struct series **order;

	if (!set->n)
		return NULL;
	places = xcalloc(set->n, sizeof(*places));
	order = xcalloc(set->n, sizeof(struct series *));
	for (size_t i = 0; i < set->n; i++)
		places[i] = (struct series_place){ &set->series[i],
						   newest_index(sel, &set->series[i]) };
	qsort(places, set->n, sizeof(*places), cmp_series_place);
	for (size_t i = 0; i < set->n; i++)
		order[i] = places[i].series;
	free(places);
	return order;
}

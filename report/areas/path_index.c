/* SPDX-License-Identifier: MIT */
#include <stdlib.h>

#include "report/areas/path_index.h"
#include "store/util/array.h"

void path_index_add(struct path_index *x, struct str beginning, size_t value)
{
	x->entries = array_grow(x->entries, x->n, &x->cap, sizeof(*x->entries));
	x->entries[x->n++] =
	    (struct path_index_entry){ beginning, value, PATH_INDEX_END };
}

void path_index_release(struct path_index *x)
{
	free(x->entries);
	*x = PATH_INDEX_INIT;
}

static int cmp_entries(const void *a, const void *b)
{
	const struct path_index_entry *x = a, *y = b;
	int order = str_cmp(x->beginning, y->beginning);

	return order ? order : (x->value > y->value) - (x->value < y->value);
}

/* The first entry, from one to ever shorter ones, that a path begins with. */
static size_t first_beginning(const struct path_index *x, size_t at, struct str path)
{
	while (at != PATH_INDEX_END && !str_starts(path, x->entries[at].beginning))
		at = x->entries[at].shorter;
	return at;
}

void path_index_sort(struct path_index *x)
{
	if (x->n)
		qsort(x->entries, x->n, sizeof(*x->entries), cmp_entries);
	/* An entry that a text begins with sorts before the text. All entries between the
	 * two begin with that entry, too. */
	for (size_t i = 1; i < x->n; i++)
		x->entries[i].shorter =
		    first_beginning(x, i - 1, x->entries[i].beginning);
}

size_t path_index_find(const struct path_index *x, struct str path)
{
	size_t low = 0, high = x->n; /* the first entry after the path is between them */

	while (low < high) {
		size_t middle = low + (high - low) / 2;

		if (str_cmp(x->entries[middle].beginning, path) <= 0)
			low = middle + 1;
		else
			high = middle;
	}
	return first_beginning(x, low ? low - 1 : PATH_INDEX_END, path);
}

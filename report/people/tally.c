/* SPDX-License-Identifier: MIT */
#include <stdlib.h>

#include "report/util/collate.h"
#include "report/people/tally.h"
#include "store/util/array.h"

static int cmp_tally_row(const void *a, const void *b)
{
	const struct tally_row *x = a, *y = b;

	if (x->count != y->count)
		return x->count < y->count ? 1 : -1;
	return collate_cmp(y->text, x->text);
}

struct tally_row *tally_vote(struct tally *t, uint64_t key)
{
	size_t at = hashmap_get(&t->by_key, key);

	if (at == HASHMAP_NONE) {
		t->rows = array_grow(t->rows, t->n, &t->cap, sizeof(*t->rows));
		at = t->n++;
		t->rows[at] = (struct tally_row){ STR_EMPTY, 0 };
		hashmap_put(&t->by_key, key, at);
	}
	t->rows[at].count++;
	return &t->rows[at];
}

void tally_sort(struct tally *t)
{
	if (t->n)
		qsort(t->rows, t->n, sizeof(*t->rows), cmp_tally_row);
	hashmap_release(&t->by_key);
}

void tally_release(struct tally *t)
{
	free(t->rows);
	hashmap_release(&t->by_key);
	arena_release(&t->arena);
	*t = TALLY_INIT;
}

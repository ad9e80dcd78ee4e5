/* SPDX-License-Identifier: MIT */
#include <stdlib.h>

#include "report/util/collate.h"
#include "report/people/tally.h"
#include "store/util/array.h"
#include "store/util/buf.h"

struct tally_vote {
	struct str key, text;
	size_t order;
};

static int cmp_vote(const void *a, const void *b)
{
	const struct tally_vote *x = a, *y = b;
	int d = str_cmp(x->key, y->key);

	return d ? d : (x->order > y->order) - (x->order < y->order);
}

static int cmp_tally_row(const void *a, const void *b)
{
	const struct tally_row *x = a, *y = b;

	if (x->count != y->count)
		return x->count < y->count ? 1 : -1;
	return collate_cmp(y->text, x->text);
}

void tally_add(struct tally *t, struct str key, struct str text)
{
	t->votes = array_grow(t->votes, t->n, &t->cap, sizeof(*t->votes));
	t->votes[t->n] = (struct tally_vote){ key, text, t->n };
	t->n++;
}

struct tally_row *tally_rows(struct tally *t, size_t *n)
{
	struct tally_row *rows = xcalloc(t->n + 1, sizeof(*rows));

	*n = 0;
	if (t->n)
		qsort(t->votes, t->n, sizeof(*t->votes), cmp_vote);
	for (size_t i = 0; i < t->n; i++) {
		if (i == 0 || !str_eq(t->votes[i].key, t->votes[i - 1].key))
			rows[(*n)++].text = t->votes[i].text;
		rows[*n - 1].count++;
	}
	if (*n)
		qsort(rows, *n, sizeof(*rows), cmp_tally_row);
	return rows;
}

void tally_release(struct tally *t)
{
	free(t->votes);
	arena_release(&t->arena);
	*t = TALLY_INIT;
}

/* SPDX-License-Identifier: MIT */
#include <stdlib.h>

#include "report/util/collate.h"
#include "report/people/people_count.h"
#include "store/util/array.h"
#include "store/util/buf.h"

/* Looks for the address, then for the name. */
static size_t find_person(const struct people_count *c, struct person who)
{
	size_t at = hashmap_get(&c->by_key, person_key(who));

	if (at == HASHMAP_NONE && who.name.len && !c->by_address)
		at = hashmap_get(&c->by_key, hash_text(who.name));
	return at;
}

size_t people_count_add(struct people_count *c, struct person who, uint32_t count)
{
	size_t at = find_person(c, who);

	if (at == HASHMAP_NONE) {
		c->list = array_grow(c->list, c->n, &c->cap, sizeof(*c->list));
		at = c->n++;
		c->list[at] = (struct counted_person){ who, 0 };
	}
	hashmap_put(&c->by_key, person_key(who), at);
	if (who.name.len && !c->by_address)
		hashmap_put(&c->by_key, hash_text(who.name), at);
	c->list[at].count += count;
	return at;
}

static int cmp_counted_person(const void *a, const void *b)
{
	const struct counted_person *x = a, *y = b;
	int d;

	if (x->count != y->count)
		return x->count < y->count ? 1 : -1;
	d = collate_cmp(x->who.name, y->who.name);
	return d ? d : collate_cmp(x->who.addr, y->who.addr);
}

void people_count_sort(struct people_count *c)
{
	if (c->n)
		qsort(c->list, c->n, sizeof(*c->list), cmp_counted_person);
	hashmap_release(&c->by_key);
}

void people_count_release(struct people_count *c)
{
	free(c->list);
	hashmap_release(&c->by_key);
	*c = PEOPLE_COUNT_INIT;
}

/* SPDX-License-Identifier: MIT */
#include <stdlib.h>

#include "report/util/collate.h"
#include "report/people/people_count.h"

uint64_t person_key(struct person p)
{
	return hash_nocase(p.addr.len ? p.addr : p.name);
}

/* By address, else by name. */
static size_t find(const struct crowd *c, struct person who)
{
	size_t at = idmap_get(&c->by_key, person_key(who));

	if (at == IDMAP_NONE && who.name.len && !c->by_address)
		at = idmap_get(&c->by_key, hash_text(who.name));
	return at;
}

size_t crowd_add(struct crowd *c, struct person who, uint32_t count)
{
	size_t at = find(c, who);

	if (at == IDMAP_NONE) {
		if (c->n == c->cap) {
			c->cap = c->cap ? 2 * c->cap : 8;
			c->list = xrealloc(c->list, c->cap * sizeof(*c->list));
		}
		at = c->n++;
		c->list[at] = (struct section_person){ who, 0 };
	}
	idmap_put(&c->by_key, person_key(who), at);
	if (who.name.len && !c->by_address)
		idmap_put(&c->by_key, hash_text(who.name), at);
	c->list[at].count += count;
	return at;
}

static int cmp_person(const void *a, const void *b)
{
	const struct section_person *x = a, *y = b;
	int d;

	if (x->count != y->count)
		return x->count < y->count ? 1 : -1;
	d = collate(x->who.name, y->who.name);
	return d ? d : collate(x->who.addr, y->who.addr);
}

void crowd_sort(struct crowd *c)
{
	if (c->n)
		qsort(c->list, c->n, sizeof(*c->list), cmp_person);
	idmap_release(&c->by_key);
}

void crowd_release(struct crowd *c)
{
	free(c->list);
	idmap_release(&c->by_key);
	*c = (struct crowd)CROWD_INIT;
}

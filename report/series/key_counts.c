/* SPDX-License-Identifier: MIT */
#include <stdlib.h>

#include "report/series/key_counts.h"
#include "store/util/buf.h"

/* Slots for each key: one key in eight shares the slot of another. */
#define SLOTS_PER_KEY 8

void key_counts_init(struct key_counts *c, size_t n)
{
	size_t slots = SLOTS_PER_KEY;

	while (slots < SLOTS_PER_KEY * n)
		slots *= 2;
	*c = (struct key_counts){ xcalloc(slots, 1), slots - 1 };
}

void key_counts_add(struct key_counts *c, uint64_t key)
{
	unsigned char *slot = &c->slots[key & c->mask];

	*slot += *slot < 2;
}

bool key_counts_shared(const struct key_counts *c, uint64_t key)
{
	return c->slots[key & c->mask] > 1;
}

void key_counts_release(struct key_counts *c)
{
	free(c->slots);
	*c = (struct key_counts){ .mask = 0 };
}

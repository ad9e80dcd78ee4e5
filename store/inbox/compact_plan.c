/* SPDX-License-Identifier: MIT */
#include "store/inbox/compact_plan.h"
#include "store/util/array.h"

/*
 * The sizes that segments grow to, as parts of a full one. A record is written again once
 * for each of them; of each size fewer segments than are joined at once are left.
 */
static const uint32_t parts_of_full[] = { 64, 8, 2, 1 };

/* Which segments to join: those below a size. At least so many must not be smaller still:
 * else a large one would be written again for each small one that comes. */
struct size_class {
	uint64_t from, below;
	uint32_t at_least;
};

/* Whether a segment can be joined to newer ones that have so many bytes in all. */
static bool fits(const struct sealed_segment *s, const struct sealed_segment *newest,
		 uint64_t bytes, const struct compact_limits *l, uint64_t below)
{
	return s->data_format == newest->data_format && s->bytes < below &&
	       bytes + s->bytes <= l->at_most;
}

/* Sets the first segment of the run that ends with this one. */
static bool plan_run(const struct sealed_segment *s, uint32_t last,
		     const struct compact_limits *l, const struct size_class *c,
		     uint32_t *first)
{
	uint64_t bytes = s[last].bytes;
	uint32_t n = bytes >= c->from;

	*first = last;
	while (*first > 0 && fits(&s[*first - 1], &s[last], bytes, l, c->below)) {
		--*first;
		bytes += s[*first].bytes;
		n += s[*first].bytes >= c->from;
	}
	return n >= c->at_least && *first < last;
}

static uint32_t plan_class(const struct sealed_segment *s, uint32_t n,
			   const struct compact_limits *l, const struct size_class *c,
			   uint32_t *first)
{
	for (uint32_t last = n; last-- > 1;)
		if (s[last].bytes < c->below && plan_run(s, last, l, c, first))
			return last - *first + 1;
	return 0;
}

uint32_t compact_plan(const struct sealed_segment *s, uint32_t n,
		      const struct compact_limits *l, uint32_t *first)
{
	struct size_class c = { 0, l->full, l->at_least };
	uint32_t found = 0;

	if (!l->by_size)
		return plan_class(s, n, l, &c, first);
	for (size_t i = 0; i < ARRAY_SIZE(parts_of_full) && !found; i++) {
		c.below = l->full / parts_of_full[i];
		/* more of the largest would not fit into one file */
		if (parts_of_full[i] == 1)
			c.at_least = 2;
		found = plan_class(s, n, l, &c, first);
		c.from = c.below;
	}
	return found;
}

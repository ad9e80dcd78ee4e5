/* SPDX-License-Identifier: MIT */
#include "store/inbox/compact_plan.h"
#include "store/util/array.h"

/*
 * The sizes that segments grow to, as parts of a full one. A record is written again once
 * for each of them; of each size fewer segments than are joined at once are left. So many
 * are enough, also if more are asked for: they are full then.
 */
static const struct {
	uint32_t part, enough;
} sizes[] = { { 64, UINT32_MAX }, { 8, UINT32_MAX }, { 2, 4 }, { 1, 2 } };

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
	for (size_t i = 0; i < ARRAY_SIZE(sizes) && !found; i++) {
		c.below = l->full / sizes[i].part;
		c.at_least =
		    l->at_least < sizes[i].enough ? l->at_least : sizes[i].enough;
		found = plan_class(s, n, l, &c, first);
		c.from = c.below;
	}
	return found;
}

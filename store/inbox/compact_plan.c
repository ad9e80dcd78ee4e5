/* SPDX-License-Identifier: MIT */
#include "store/inbox/compact_plan.h"

/* The first segment of the run that ends with this one. */
static uint32_t run_before(const struct sealed_segment *s, uint32_t last,
			   const struct compact_limits *l)
{
	uint32_t first = last;
	uint64_t bytes = s[last].bytes;

	while (first > 0 && s[first - 1].data_format == s[last].data_format &&
	       s[first - 1].bytes < l->full && bytes + s[first - 1].bytes <= l->at_most &&
	       (!l->times || s[first - 1].bytes <= bytes * l->times))
		bytes += s[--first].bytes;
	return first;
}

uint32_t compact_plan(const struct sealed_segment *s, uint32_t n,
		      const struct compact_limits *l, uint32_t *first)
{
	for (uint32_t last = n; last-- > 1;) {
		if (s[last].bytes >= l->full)
			continue;
		*first = run_before(s, last, l);
		if (last - *first + 1 >= l->at_least)
			return last - *first + 1;
	}
	return 0;
}

/* SPDX-License-Identifier: MIT */
/* Which of a list's sealed segments to join next. */
#ifndef STORE_INBOX_COMPACT_PLAN_H
#define STORE_INBOX_COMPACT_PLAN_H

#include <stdbool.h>
#include <stdint.h>

struct sealed_segment {
	uint64_t bytes;
	uint32_t data_format; /* only segments of one format are joined */
};

struct compact_limits {
	uint32_t at_least; /* segments to be joined; 2 and more */
	uint64_t at_most;  /* bytes of the segments to be joined, in all */
	uint64_t full;	   /* a segment of so many bytes is not joined any more */
	/* Joins only segments that are similar in size, so that few are written again. */
	bool by_size;
};

/*
 * segments: n in the order of their numbers. Returns how many are to be joined, 0 or 2
 * and more; *first: the first one.
 */
uint32_t compact_plan(const struct sealed_segment *segments, uint32_t n,
		      const struct compact_limits *, uint32_t *first);

#endif

/* SPDX-License-Identifier: MIT */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "store/inbox/compact_plan.h"
#include "store/util/array.h"

#define SEGMENTS 8
/* No segment is full, and no segment is too large. */
#define FREELY .at_least = 2, .at_most = 1000, .full = 1000

struct plan_row {
	const char *what;
	uint64_t bytes[SEGMENTS]; /* up to the first 0 */
	uint32_t formats[SEGMENTS];
	struct compact_limits limits;
	uint32_t first, n; /* what is to be joined */
};

static const struct plan_row rows[] = {
	{ .what = "no segment", .limits = { FREELY } },
	{ .what = "one", .bytes = { 9 }, .limits = { FREELY } },
	{ .what = "all", .bytes = { 9, 9, 9 }, .limits = { FREELY }, .n = 3 },
	{ .what = "all, also if the oldest is large",
	  .bytes = { 900, 9, 9 },
	  .limits = { FREELY },
	  .n = 3 },
	{ .what = "the newest that fit into one file",
	  .bytes = { 400, 400, 400, 200 },
	  .limits = { FREELY },
	  .first = 1,
	  .n = 3 },
	{ .what = "older ones, where the newest is too large",
	  .bytes = { 300, 300, 900 },
	  .limits = { FREELY },
	  .first = 0,
	  .n = 2 },
	{ .what = "similar sizes",
	  .bytes = { 200, 20, 30 },
	  .limits = { FREELY, .by_size = true },
	  .first = 1,
	  .n = 2 },
	{ .what = "... small ones first",
	  .bytes = { 200, 200, 30, 20 },
	  .limits = { FREELY, .by_size = true },
	  .first = 2,
	  .n = 2 },
	{ .what = "... a small one between large ones",
	  .bytes = { 200, 20, 200 },
	  .limits = { FREELY, .by_size = true },
	  .n = 3 },
	{ .what = "a large one is not written again for a small one",
	  .bytes = { 200, 20 },
	  .limits = { FREELY, .by_size = true } },
	{ .what = "... nor for few small ones",
	  .bytes = { 200, 20, 30, 40 },
	  .limits = { .at_least = 4, .at_most = 1000, .full = 1000, .by_size = true } },
	{ .what = "four of half a full one are enough",
	  .bytes = { 200, 300, 200, 300, 20 },
	  .limits = { .at_least = 9, .at_most = 2000, .full = 1000, .by_size = true },
	  .n = 5 },
	{ .what = "two of the largest are enough",
	  .bytes = { 400, 700, 600, 20, 20 },
	  .limits = { .at_least = 4, .at_most = 1400, .full = 1000, .by_size = true },
	  .first = 1,
	  .n = 4 },
	{ .what = "too few",
	  .bytes = { 9, 9, 9 },
	  .limits = { .at_least = 4, .at_most = 1000, .full = 1000 } },
	{ .what = "just enough",
	  .bytes = { 9, 9, 9, 9 },
	  .limits = { .at_least = 4, .at_most = 1000, .full = 1000 },
	  .n = 4 },
	{ .what = "a full one stays",
	  .bytes = { 9, 300, 9, 9 },
	  .limits = { .at_least = 2, .at_most = 1000, .full = 300 },
	  .first = 2,
	  .n = 2 },
	{ .what = "... also as the newest",
	  .bytes = { 9, 9, 300 },
	  .limits = { .at_least = 2, .at_most = 1000, .full = 300 },
	  .n = 2 },
	{ .what = "one format",
	  .bytes = { 9, 9, 9, 9 },
	  .formats = { 1, 1, 2, 2 },
	  .limits = { FREELY },
	  .first = 2,
	  .n = 2 },
	{ .what = "... an older one",
	  .bytes = { 9, 9, 9 },
	  .formats = { 1, 1, 2 },
	  .limits = { FREELY },
	  .n = 2 },
	{ .what = "formats that alternate",
	  .bytes = { 9, 9, 9 },
	  .formats = { 1, 2, 1 },
	  .limits = { FREELY } },
};

static void test_rows(void **state)
{
	(void)state;
	for (size_t i = 0; i < ARRAY_SIZE(rows); i++) {
		const struct plan_row *r = &rows[i];
		struct sealed_segment s[SEGMENTS];
		uint32_t n = 0, first = 0, found;

		for (; n < SEGMENTS && r->bytes[n]; n++)
			s[n] = (struct sealed_segment){ r->bytes[n], r->formats[n] };
		found = compact_plan(s, n, &r->limits, &first);
		if (found != r->n || (found && first != r->first))
			fail_msg("%s: %u from %u", r->what, found, first);
	}
}

/*
 * A list grows by segments of 10 bytes, and is joined after each four. Returns how often
 * a byte was written, in hundredths; *n: the segments that are left.
 */
static uint64_t grow(uint32_t segments, uint32_t *n)
{
	const struct compact_limits l = {
		.at_least = 4, .at_most = 2000, .full = 700, .by_size = true
	};
	struct sealed_segment s[1000] = { { 0, 0 } };
	uint64_t written = 0;
	uint32_t first, joined;

	*n = 0;
	for (uint32_t i = 0; i < segments; i++) {
		s[(*n)++].bytes = 10;
		while (i % 4 == 3 && (joined = compact_plan(s, *n, &l, &first)) != 0) {
			for (uint32_t k = first + 1; k < first + joined; k++)
				s[first].bytes += s[k].bytes;
			written += s[first].bytes;
			for (uint32_t k = first + joined; k < *n; k++)
				s[k - joined + 1] = s[k];
			*n -= joined - 1;
		}
	}
	return 100 * written / (10ull * segments);
}

/* In the long run there are few segments, and each is written a few times. */
static void test_growth(void **state)
{
	uint32_t n;

	(void)state;
	assert_true(grow(900, &n) < 450);
	assert_true(n < 9000 / 700 + 8);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_rows),
		cmocka_unit_test(test_growth),
	};

	return cmocka_run_group_tests_name("compact_plan", tests, NULL, NULL);
}

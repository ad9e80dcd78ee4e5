/* SPDX-License-Identifier: MIT */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>

#include <cmocka.h>

#include "report/series/series.h"
#include "store/util/array.h"
#include "tests/support/posts.h"
#include "tests/support/temp.h"

#define ROWS 10
#define DAY 1440 /* minutes */

/* The window is minutes 0 to 60; expected: one line per series, its head's id, what
 * arrived of what was announced. */
struct edge_case {
	const char *name;
	struct row rows[ROWS];
	const char *expected;
};

static const struct edge_case cases[] = {
	{ "parts after the window",
	  { { "c", NULL, "[PATCH 0/3] work", "a", 57 },
	    { "1", "c", "[PATCH 1/3] one", "a", 58 },
	    { "2", "c", "[PATCH 2/3] two", "a", 61 },
	    { "3", "c", "[PATCH 3/3] three", "a", 62 } },
	  "c 3/3\n" },
	{ "the cover and a part before the window",
	  { { "c", NULL, "[PATCH 0/3] work", "a", -2 },
	    { "1", "c", "[PATCH 1/3] one", "a", -1 },
	    { "2", "c", "[PATCH 2/3] two", "a", 1 },
	    { "3", "c", "[PATCH 3/3] three", "a", 2 } },
	  "c 3/3\n" },
	{ "the cover alone before the window",
	  { { "c", NULL, "[PATCH v4 0/1] work", "a", -2 },
	    { "1", "c", "[PATCH v4 1/1] one", "a", 1 } },
	  "c 1/1\n" },
	{ "each part replies to the one before",
	  { { "c", NULL, "[PATCH 0/4] work", "a", -9 },
	    { "1", "c", "[PATCH 1/4] one", "a", -8 },
	    { "2", "1", "[PATCH 2/4] two", "a", 1 },
	    { "3", "2", "[PATCH 3/4] three", "a", 61 },
	    { "4", "3", "[PATCH 4/4] four", "a", 62 } },
	  "c 4/4\n" },
	{ "the cover is nowhere",
	  { { "1", "c", "[PATCH 1/2] one", "a", 58 },
	    { "2", "c", "[PATCH 2/2] two", "a", 61 } },
	  "1 2/2\n" },
	{ "14 days, not more",
	  { { "c", NULL, "[PATCH 0/3] work", "a", 10 },
	    { "1", "c", "[PATCH 1/3] one", "a", 14 * DAY + 59 },
	    { "2", "c", "[PATCH 2/3] two", "a", 14 * DAY + 60 },
	    { "3", "c", "[PATCH 3/3] three", "a", -14 * DAY } },
	  "c 2/3\n" },
	{ "another version and a reply in the thread don't count",
	  { { "c", NULL, "[PATCH 0/2] work", "a", 10 },
	    { "1", "c", "[PATCH 1/2] one", "a", 11 },
	    { "r", "c", "Re: work", "b", 70 },
	    { "2", "c", "[PATCH v2 2/2] two", "a", 71 },
	    { "s", "c", "[PATCH] by the way", "b", 72 } },
	  "c 1/2\n" },
	{ "only what touches the window is reported",
	  { { "c", NULL, "[PATCH 0/2] old", "a", -10 },
	    { "1", "c", "[PATCH 1/2] one", "a", -9 },
	    { "x", NULL, "[PATCH] fix", "a", 5 } },
	  "x 1/1\n" },
	{ "a part without a counter that answers a part before the window",
	  { { "c", NULL, "[PATCH 0/2] work", "a", -9 },
	    { "1", "c", "[PATCH 1/2] one", "a", -8 },
	    { "2", "c", "[PATCH 2/2] two", "a", -7 },
	    { "n", "2", "[PATCH v2] two", "a", 5 } },
	  "n 1/1 replaces 2 of c\n" },
	{ "a part without a counter that answers a review before the window",
	  { { "c", NULL, "[PATCH 0/2] work", "a", -9 },
	    { "1", "c", "[PATCH 1/2] one", "a", -8 },
	    { "2", "c", "[PATCH 2/2] two", "a", -7 },
	    { "r", "2", "Re: two", "b", -6 },
	    { "s", "r", "Re: two", "a", -5, "2" },
	    { "n", "s", "[PATCH v2] two", "a", 5, "2 r" } },
	  "n 1/1 replaces 2 of c\n" },
	{ "a part with its counter that answers a review before the window",
	  { { "c", NULL, "[PATCH 0/2] work", "a", -9 },
	    { "1", "c", "[PATCH 1/2] one", "a", -8 },
	    { "2", "c", "[PATCH 2/2] two", "a", -7 },
	    { "r", "2", "Re: two", "b", -6, "c" },
	    { "n", "r", "[PATCH v2 2/2] two", "a", 5, "c 2" } },
	  "n 1/2 replaces 2 of c\n" },
	{ "a patch that answers a review of another person's part",
	  { { "c", NULL, "[PATCH 0/1] work", "b", -9 },
	    { "1", "c", "[PATCH 1/1] one", "b", -8 },
	    { "r", "1", "Re: one", "b", -6 },
	    { "n", "r", "[PATCH v2] one", "a", 5, "1" } },
	  "n 1/1\n" },
	{ "a version outside of the window hides nothing",
	  { { "1", NULL, "[PATCH 1/2] one", "a", 5 },
	    { "2", "1", "[PATCH v2 1/2] one", "a", 65 } },
	  "1 1/2\n" },
};

static void check_edge(void **state)
{
	const struct edge_case *c = *state;
	char *dir = temp_dir();
	struct inbox *ib = rows_store(dir, c->rows, ROWS);
	struct buf b = BUF_INIT;
	struct series_set set;
	struct selection sel;

	rows_window(&sel, &ib, 0, 60);
	assert_int_equal(series_build(&set, &sel), ST_OK);
	for (size_t i = 0; i < set.n; i++) {
		const struct series *s = &set.series[i];

		buf_adds(&b, s->head->message_id);
		buf_addf(&b, " %u/%u", s->arrived, s->announced);
		if (s->replaces) {
			buf_addstr(&b, " replaces ");
			buf_adds(&b, s->replaces->message_id);
			buf_addstr(&b, " of ");
			buf_adds(&b, s->replaces_in->message_id);
		}
		buf_addch(&b, '\n');
		assert_null(s->newer);
	}
	assert_string_equal(buf_cstr(&b), c->expected);
	buf_release(&b);
	series_release(&set);
	rows_release(&sel);
	inbox_close(ib);
	temp_remove(dir);
}

int main(void)
{
	struct CMUnitTest tests[ARRAY_SIZE(cases)];

	for (size_t i = 0; i < ARRAY_SIZE(cases); i++)
		tests[i] = (struct CMUnitTest){ .name = cases[i].name,
						.test_func = check_edge,
						.initial_state = (void *)&cases[i] };
	return cmocka_run_group_tests_name("neighbours", tests, NULL, NULL);
}

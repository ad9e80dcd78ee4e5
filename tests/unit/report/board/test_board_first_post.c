/* SPDX-License-Identifier: MIT */
/* Who posts for the first time. */
#include "tests/support/rows.h"

#include "tests/support/boards.h"

#define YEAR (365 * DAY)

static const struct board_case cases[] = {
	{ "the first of a year",
	  YEAR,
	  YEAR + DAY,
	  { { "o", NULL, "[PATCH] old", "b", 0 },
	    { "x", NULL, "[PATCH] fix", "a", YEAR } },
	  "fix first\n" },
	{ "the store is too young",
	  YEAR - 1,
	  YEAR + DAY,
	  { { "o", NULL, "[PATCH] old", "b", 0 },
	    { "x", NULL, "[PATCH] fix", "a", YEAR - 1 } },
	  "fix\n" },
	{ "an earlier patch, whenever it came",
	  2 * YEAR,
	  2 * YEAR + DAY,
	  { { "o", NULL, "[PATCH] old", "a", 0 },
	    { "x", NULL, "[PATCH] fix", "a", 2 * YEAR } },
	  "fix\n" },
	{ "an earlier mail that is no patch",
	  YEAR,
	  YEAR + DAY,
	  { { "o", NULL, "other question", "a", 0 },
	    { "x", NULL, "[PATCH] fix", "a", YEAR } },
	  "fix first\n" },
	{ "a later patch",
	  YEAR,
	  YEAR + DAY,
	  { { "o", NULL, "[PATCH] old", "b", 0 },
	    { "x", NULL, "[PATCH] fix", "a", YEAR },
	    { "y", NULL, "[PATCH] later", "a", YEAR + 2 * DAY } },
	  "fix first\n" },
};

static void print_first(struct buf *out, const struct board *b)
{
	const struct board_group *g = &b->groups[BOARD_NEW];

	for (size_t i = 0; i < g->n; i++) {
		buf_adds(out, g->rows[i].post->title);
		buf_addstr(out, g->rows[i].first_post ? " first\n" : "\n");
	}
}

static void check_first(void **state)
{
	check_board_case(*state, print_first);
}

int main(void)
{
	static struct tests t;

	add_rows(&t, cases, ARRAY_SIZE(cases), sizeof(cases[0]), check_first);
	return run_group("board first post", &t);
}

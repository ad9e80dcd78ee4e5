/* SPDX-License-Identifier: MIT */
/* Which letter or pull request is printed of those that took a series, and in what order.
 */
#include "tests/support/rows.h"

#include "tests/support/boards.h"

static const struct board_case cases[] = {
	{ "a letter of the window that says where, not a pull request",
	  0,
	  DAY,
	  { { "x", NULL, "[PATCH] fix", "a", 0 },
	    { "r", "x", "applied", "m", 1, NULL, "tree t.git\nbranch main\n" },
	    { "p", NULL, "[GIT PULL] fixes", "m", 2, .body = "A (1):\n      fix\n" } },
	  "fix: t.git main M\n" },
	{ "a letter from before the window, or that says no place",
	  DAY,
	  2 * DAY,
	  { { "x", NULL, "[PATCH] fix", "a", 0 },
	    { "r", "x", "applied", "m", 1, NULL, "tree t.git\n" },
	    { "y", NULL, "[PATCH] other", "a", 2 },
	    { "s", "y", "applied", "m", DAY },
	    { "p", NULL, "[GIT PULL] fixes", "m", DAY + 1,
	      .body = "A (2):\n      fix\n      other\n" } },
	  "other: M pull\nfix: M pull\n" },
	{ "a letter about a part",
	  0,
	  DAY,
	  { { "c", NULL, "[PATCH 0/2] work", "a", 0 },
	    { "1", "c", "[PATCH 1/2] one", "a", 1 },
	    { "2", "c", "[PATCH 2/2] two", "a", 2 },
	    { "r", "1", "applied", "m", 3, NULL, "tree t.git\n" },
	    { "p", NULL, "[GIT PULL] fixes", "m", 4,
	      .body = "A (2):\n      one\n      two\n" } },
	  "work: M pull\n" },
	{ "those of one branch and person stand together",
	  0,
	  DAY,
	  { { "x", NULL, "[PATCH] one", "a", 0 },
	    { "y", NULL, "[PATCH] two", "a", 1 },
	    { "z", NULL, "[PATCH] three", "a", 2 },
	    { "r", "x", "applied", "m", 3, NULL, "branch next\n" },
	    { "s", "y", "applied", "m", 4, NULL, "branch fixes\n" },
	    { "t", "z", "applied", "m", 5, NULL, "branch next\n" } },
	  "two: fixes M\none: next M\nthree: next M\n" },
};

static void add_place(struct buf *out, struct str place)
{
	if (!place.len)
		return;
	buf_addch(out, ' ');
	buf_adds(out, place);
}

/* The series of BOARD_APPLIED. */
static void print_taken(struct buf *out, const struct board *b)
{
	const struct board_group *g = &b->groups[BOARD_APPLIED];

	for (size_t i = 0; i < g->n; i++) {
		const struct section_event *e = g->rows[i].taken;

		buf_adds(out, g->rows[i].post->title);
		buf_addch(out, ':');
		add_place(out, e->tree);
		add_place(out, e->branch);
		board_add_person(out, e->who);
		buf_addstr(out, e->pull ? " pull\n" : "\n");
	}
}

static void check_taken(void **state)
{
	check_board_case(*state, print_taken);
}

int main(void)
{
	static struct tests t;

	add_rows(&t, cases, ARRAY_SIZE(cases), sizeof(cases[0]), check_taken);
	return run_group("who took a series", &t);
}

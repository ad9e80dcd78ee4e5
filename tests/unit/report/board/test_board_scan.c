/* SPDX-License-Identifier: MIT */
/* What waits for an answer, also from before the window; found by two ways. */
#include "tests/support/rows.h"

#include "tests/support/boards.h"

static const struct board_case cases[] = {
	{ "without an answer for a week; the oldest first",
	  20 * DAY,
	  27 * DAY,
	  { { "x", NULL, "[PATCH] fix", "a", DAY },
	    { "y", NULL, "[PATCH] older", "b", 0 },
	    { "z", NULL, "[PATCH] too young", "d", 20 * DAY + 1 },
	    { "w", NULL, "[PATCH] old enough", "e", 20 * DAY } },
	  "new: too young\nnew: old enough\nwaiting: older\nwaiting: fix\n" },
	{ "for 90 days",
	  91 * DAY,
	  92 * DAY,
	  { { "x", NULL, "[PATCH] too old", "a", 2 * DAY - 1 },
	    { "y", NULL, "[PATCH] old", "a", 2 * DAY } },
	  "waiting: old\n" },
	{ "an answer by a person, also of a part; not by its author, nor by a robot",
	  20 * DAY,
	  27 * DAY,
	  { { "c", NULL, "[PATCH 0/1] work", "a", 0 },
	    { "1", "c", "[PATCH 1/1] one", "a", 1 },
	    { "r", "1", "Re: one", "b", 2 },
	    { "x", NULL, "[PATCH] fix", "a", 3 },
	    { "s", "x", "Re: fix", "a", 4 },
	    { "t", "x", "Re: fix", "bot", 5 },
	    { "y", NULL, "[PATCH] other", "a", 6 },
	    { "u", "y", "Re: other", "a", 7 },
	    { "v", "u", "Re: other", "b", 8 } },
	  "waiting: fix\n" },
	{ "an answer after the window",
	  20 * DAY,
	  27 * DAY,
	  { { "x", NULL, "[PATCH] fix", "a", 0 },
	    { "r", "x", "Re: fix", "b", 28 * DAY } },
	  "waiting: fix\n" },
	{ "a later version, before the window or in it",
	  20 * DAY,
	  27 * DAY,
	  { { "x1", NULL, "[PATCH] fix", "a", 0 },
	    { "x2", NULL, "[PATCH v2] fix", "a", DAY },
	    { "r", "x2", "Re: fix", "b", DAY + 1 },
	    { "y1", NULL, "[PATCH] other", "a", 1 },
	    { "y2", NULL, "[PATCH v2] other", "a", 26 * DAY },
	    { "z1", NULL, "[PATCH] old name", "a", 2 },
	    { "z2", NULL, "[PATCH v2] new name", "a", DAY, NULL, "supersedes z1\n" },
	    { "s", "z2", "Re: new name", "b", DAY + 1 } },
	  "revised: other\n" },
	{ "parts of the later version's titles",
	  20 * DAY,
	  27 * DAY,
	  { { "c", NULL, "[PATCH 0/2] work", "a", 0 },
	    { "1", "c", "[PATCH 1/2] one", "a", 1 },
	    { "2", "c", "[PATCH 2/2] two", "a", 2 },
	    { "d", NULL, "[PATCH v2 0/2] better work", "a", DAY },
	    { "3", "d", "[PATCH v2 1/2] one", "a", DAY + 1 },
	    { "4", "d", "[PATCH v2 2/2] two", "a", DAY + 2 },
	    { "r", "d", "Re: better work", "b", DAY + 3 } },
	  "" },
	{ "parts are missing",
	  20 * DAY,
	  27 * DAY,
	  { { "c", NULL, "[PATCH 0/2] work", "a", 0 },
	    { "1", "c", "[PATCH 1/2] one", "a", 1 } },
	  "" },
	{ "applied by a notice that answers nothing, or by name of a pull request",
	  20 * DAY,
	  27 * DAY,
	  { { "x", NULL, "[PATCH] fix", "a", 0 },
	    { "n", NULL, "patch \"fix\" added to frob-next", "bot", 21 * DAY },
	    { "y", NULL, "[PATCH] other", "a", 0 },
	    { "p", NULL, "[GIT PULL] fixes", "m", 22 * DAY, NULL, NULL,
	      "A (1):\n  other\n" } },
	  "pulls: fixes\napplied: fix\napplied: other\n" },
	{ "a robot's patch",
	  20 * DAY,
	  27 * DAY,
	  { { "x", NULL, "[PATCH] fix", "bot", 0 } },
	  "" },
};

static void check_waiting(void **state)
{
	check_board_case(*state, board_print_groups);
}

/* The way that binds every series of these days, and reads all their replies. */
static void check_all_heads(void **state)
{
	const struct board_options all = { .quiet_days = 7, .all_heads = true };
	const struct board_case *c = *state;
	struct buf out = BUF_INIT;

	board_of_rows(&out, c->mails, BOARD_ROWS, c->from, c->to, &all,
		      board_print_groups);
	same_buf(&out, c->printed);
}

static void leaves_out_ignored(void **state)
{
	static const struct row mails[] = { { "x", NULL, "[PATCH] fix", "a", 0 },
					    { "y", NULL, "[PATCH] other", "a", 1 },
					    { NULL } };
	struct str ignore[] = { STR("z"), STR("x") };
	const struct board_options o = { .quiet_days = 7,
					 .ignore = ignore,
					 .n_ignore = ARRAY_SIZE(ignore) };
	struct buf out = BUF_INIT;

	(void)state;
	board_of_rows(&out, mails, ARRAY_SIZE(mails), 20 * DAY, 27 * DAY, &o,
		      board_print_groups);
	same_buf(&out, "waiting: other\n");
}

int main(void)
{
	static struct tests t;

	add_rows(&t, cases, ARRAY_SIZE(cases), sizeof(cases[0]), check_waiting);
	add_rows(&t, cases, ARRAY_SIZE(cases), sizeof(cases[0]), check_all_heads);
	add_test(&t, "ignored", leaves_out_ignored);
	return run_group("board scan", &t);
}

/* SPDX-License-Identifier: MIT */
/* A row says what it replaces, its age, what changed, and its note. */
#include "tests/support/rows.h"

#include "tests/support/boards.h"

#define ID_A "aaaaaaaaaaaaaaaaaaaa"
#define ID_B "bbbbbbbbbbbbbbbbbbbb"
#define ID_C "cccccccccccccccccccc"

static const struct board_case cases[] = {
	{ "the first version",
	  0,
	  3 * DAY,
	  { { "x", NULL, "[PATCH] fix", "a", 0 } },
	  "3 days\n" },
	{ "older versions, in the window and before; answers in the window",
	  2 * DAY,
	  4 * DAY,
	  { { "x", NULL, "[PATCH] fix", "a", 0 },
	    { "p", "x", "Re: fix", "b", 1 },
	    { "q", "x", "Re: fix", "b", 2 * DAY },
	    { "y", NULL, "[PATCH v2] fix", "a", 2 * DAY + 1 },
	    { "r", "y", "Re: fix", "b", 2 * DAY + 2 },
	    { "s", "y", "Re: fix", "a", 2 * DAY + 3 },
	    { "z", NULL, "[PATCH v3] fix", "a", 3 * DAY } },
	  "4 days; v2 in window 1; v1 1\n" },
	{ "unchanged patches; the older version is from before the window",
	  5 * DAY,
	  6 * DAY,
	  { { "c", NULL, "[PATCH 0/2] work", "a", 0 },
	    { "1", "c", "[PATCH 1/2] one", "a", 1, .patch_id = ID_A },
	    { "2", "c", "[PATCH 2/2] two", "a", 2, .patch_id = ID_B },
	    { "d", NULL, "[PATCH v2 0/2] work", "a", 5 * DAY },
	    { "3", "d", "[PATCH v2 1/2] one", "a", 5 * DAY + 1, .patch_id = ID_C },
	    { "4", "d", "[PATCH v2 2/2] two", "a", 5 * DAY + 2, .patch_id = ID_B } },
	  "6 days; v1 0; 1 of 2\n" },
	{ "one patch has no id: not known",
	  5 * DAY,
	  6 * DAY,
	  { { "c", NULL, "[PATCH 0/2] work", "a", 0 },
	    { "1", "c", "[PATCH 1/2] one", "a", 1 },
	    { "2", "c", "[PATCH 2/2] two", "a", 2, .patch_id = ID_B },
	    { "d", NULL, "[PATCH v2 0/2] work", "a", 5 * DAY },
	    { "3", "d", "[PATCH v2 1/2] one", "a", 5 * DAY + 1, .patch_id = ID_C },
	    { "4", "d", "[PATCH v2 2/2] two", "a", 5 * DAY + 2, .patch_id = ID_B } },
	  "6 days; v1 0\n" },
	{ "one patch did not come: not known",
	  5 * DAY,
	  6 * DAY,
	  { { "c", NULL, "[PATCH 0/2] work", "a", 0 },
	    { "2", "c", "[PATCH 2/2] two", "a", 2, .patch_id = ID_B },
	    { "d", NULL, "[PATCH v2 0/1] work", "a", 5 * DAY },
	    { "4", "d", "[PATCH v2 1/1] two", "a", 5 * DAY + 2, .patch_id = ID_B } },
	  "6 days; v1 0\n" },
	{ "a renamed series is known by its parts",
	  5 * DAY,
	  6 * DAY,
	  { { "c", NULL, "[PATCH 0/2] work", "a", 0 },
	    { "1", "c", "[PATCH 1/2] one", "a", 1, .patch_id = ID_A },
	    { "2", "c", "[PATCH 2/2] two", "a", 2, .patch_id = ID_B },
	    { "d", NULL, "[PATCH v2 0/2] better work", "a", 5 * DAY },
	    { "3", "d", "[PATCH v2 1/2] one", "a", 5 * DAY + 1, .patch_id = ID_A },
	    { "4", "d", "[PATCH v2 2/2] two", "a", 5 * DAY + 2, .patch_id = ID_B } },
	  "6 days; v1 0; 2 of 2\n" },
	{ "the change note",
	  5 * DAY,
	  6 * DAY,
	  { { "x", NULL, "[PATCH] fix", "a", 0 },
	    { "y", NULL, "[PATCH v2] fix", "a", 5 * DAY,
	      .body = "Fix it.\n---\nChanges in v2:\n- a lock\n- a test\n" } },
	  "6 days; v1 0: a lock; a test\n" },
};

static void print_revision(struct buf *out, const struct board *b)
{
	const struct board_row *row = board_first_row(b);

	buf_addf(out, "%u days", row->days);
	for (size_t i = 0; i < row->n_versions; i++) {
		buf_addstr(out, "; v");
		buf_adds(out, row->versions[i].version);
		buf_addf(out, "%s %u", row->versions[i].in_window ? " in window" : "",
			 row->versions[i].answers);
	}
	if (row->unchanged_known)
		buf_addf(out, "; %u of %u", row->unchanged, row->unchanged_of);
	if (row->change_note.len)
		buf_addstr(out, ": ");
	buf_adds(out, row->change_note);
	buf_addch(out, '\n');
}

static void check_revision(void **state)
{
	check_board_case(*state, print_revision);
}

int main(void)
{
	static struct tests t;

	add_rows(&t, cases, ARRAY_SIZE(cases), sizeof(cases[0]), check_revision);
	return run_group("board revision", &t);
}

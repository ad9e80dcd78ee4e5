/* SPDX-License-Identifier: MIT */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>

#include <cmocka.h>

#include "report/series/version_notes.h"
#include "tests/support/posts.h"
#include "tests/support/rows.h"

#define ROWS 8
#define DAY (24 * 60)

/* The window is minutes 0 to 60; expected: the notes, in any order. */
static const struct notes_case {
	const char *name;
	struct row rows[ROWS];
	const char *expected;
} cases[] = {
	{ "none", { { "n", NULL, "[PATCH v2] fix", "a", 1 } }, "" },
	{ "in the window and after it",
	  { { "n", NULL, "[PATCH v2] fix", "a", 1 },
	    { "r", "n", "Re: fix", "a", 2, NULL, "supersedes a\n" },
	    { "s", "n", "Re: fix", "a", 70, NULL, "supersedes a\n" } },
	  "r s " },
	{ "to a part",
	  { { "n", NULL, "[PATCH v2 0/1] work", "a", 1 },
	    { "1", "n", "[PATCH v2 1/1] fix", "a", 2 },
	    { "r", "1", "Re: fix", "a", 70, NULL, "supersedes a\n" } },
	  "r " },
	{ "after fourteen days",
	  { { "n", NULL, "[PATCH v2] fix", "a", 1 },
	    { "r", "n", "Re: fix", "a", 59 + 14 * DAY, NULL, "supersedes a\n" },
	    { "s", "n", "Re: fix", "a", 60 + 14 * DAY, NULL, "supersedes a\n" } },
	  "r " },
	{ "what says nothing, and what is a patch",
	  { { "n", NULL, "[PATCH v2] fix", "a", 1 },
	    { "r", "n", "Re: fix", "a", 70 },
	    { "s", "n", "[PATCH v3] fix", "a", 71, NULL, "supersedes a\n" } },
	  "" },
	{ "to a mail before the window",
	  { { "a", NULL, "[PATCH] fix", "a", -9 },
	    { "n", NULL, "[PATCH v2] fix", "a", 1 },
	    { "r", "a", "Re: fix", "a", 70, NULL, "supersedes x\n" } },
	  "" },
};

static int cmp_note(const void *a, const void *b)
{
	return post_cmp_date(a, b);
}

static void check_notes(void **state)
{
	const struct notes_case *c = *state;
	char *dir = temp_dir();
	struct inbox *ib = rows_store(dir, c->rows, ROWS);
	struct arena arena = ARENA_INIT;
	struct version_notes notes;
	struct buf b = BUF_INIT;
	struct series_set set;
	struct selection sel;

	rows_window(&sel, &ib, 0, 60);
	assert_int_equal(series_build(&set, &sel), ST_OK);
	assert_int_equal(version_notes_find(&notes, &sel, &set, &arena), ST_OK);
	if (notes.n)
		qsort(notes.list, notes.n, sizeof(*notes.list), cmp_note);
	for (size_t i = 0; i < notes.n; i++) {
		buf_adds(&b, notes.list[i].message_id);
		buf_addch(&b, ' ');
	}
	assert_string_equal(buf_cstr(&b), c->expected);
	version_notes_release(&notes);
	buf_release(&b);
	series_release(&set);
	rows_release(&sel);
	arena_release(&arena);
	inbox_close(ib);
	temp_remove(dir);
}

int main(void)
{
	struct tests t = { .n = 0 };

	add_rows(&t, cases, ARRAY_SIZE(cases), sizeof(cases[0]), check_notes);
	return run_group("version_notes", &t);
}

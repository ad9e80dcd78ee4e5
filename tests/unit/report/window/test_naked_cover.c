/* SPDX-License-Identifier: MIT */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "report/window/naked_cover.h"
#include "tests/support/posts.h"
#include "tests/support/rows.h"

#define ROWS 4

/* The first mail may be a cover. */
static const struct cover_case {
	const char *name;
	struct row rows[ROWS];
	bool cover;
} cases[] = {
	{ "a part answers",
	  { { "c", NULL, "other: work", "a", 0, NULL, NULL, "why" },
	    { "2", "c", "[PATCH 2/2] two", "a", 1 } },
	  true },
	{ "a part answers, of an author whose mail its poster sends",
	  { { "c", NULL, "other: work", "a", 0, NULL, NULL, "why" },
	    { "1", "c", "[PATCH 1/2] one", "b/a", 1 } },
	  true },
	{ "one patch answers",
	  { { "c", NULL, "other: work", "a", 0, NULL, NULL, "why" },
	    { "1", "c", "[PATCH] one", "a", 1 } },
	  true },
	{ "two patches answer",
	  { { "c", NULL, "other: work", "a", 0, NULL, NULL, "why" },
	    { "1", "c", "[PATCH] one", "a", 1 },
	    { "2", "c", "[PATCH] two", "a", 2 } },
	  false },
	{ "a patch of somebody else",
	  { { "c", NULL, "other: bug", "a", 0, NULL, NULL, "why" },
	    { "1", "c", "[PATCH 1/2] fix", "b", 1 } },
	  false },
	{ "the answer to an answer",
	  { { "c", NULL, "other: bug", "a", 0, NULL, NULL, "why" },
	    { "r", "c", "Re: bug", "b", 1 },
	    { "1", "r", "[PATCH 1/2] fix", "a", 2, "c" } },
	  false },
	{ "the filter kept no text",
	  { { "c", NULL, "other: work", "a", 0 },
	    { "1", "c", "[PATCH 1/2] one", "a", 1 } },
	  false },
	{ "it answers a mail",
	  { { "c", "x", "other: work", "a", 0, NULL, NULL, "why" },
	    { "1", "c", "[PATCH 1/2] one", "a", 1 } },
	  false },
};

static void check_cover(void **state)
{
	const struct cover_case *c = *state;
	char *dir = temp_dir();
	struct inbox *ib = rows_store(dir, c->rows, ROWS), *from;
	struct mail m = MAIL_INIT;
	struct selection sel = { .inboxes = &ib, .n_inboxes = 1 };
	const struct post nobody = { .kind = KIND_OTHER };

	assert_int_equal(selection_mail(&sel, STR("c"), &nobody, &m, &from), ST_OK);
	assert_int_equal(m.record.kind, c->cover ? KIND_COVER : KIND_OTHER);
	mail_release(&m);
	inbox_close(ib);
	temp_remove(dir);
}

int main(void)
{
	struct tests t = { .n = 0 };

	add_rows(&t, cases, ARRAY_SIZE(cases), sizeof(cases[0]), check_cover);
	return run_group("naked_cover", &t);
}

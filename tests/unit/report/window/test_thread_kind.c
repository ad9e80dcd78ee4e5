/* SPDX-License-Identifier: MIT */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "report/window/thread_kind.h"
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

/* The second mail may be a reply. */
static const struct reply_case {
	const char *name;
	struct row rows[ROWS];
	bool reply;
} replies[] = {
	{ "the parent's tag and no diff",
	  { { "1", NULL, "[PATCH v2 1/1] one (diff)", "a", 0 },
	    { "r", "1", "[PATCH v2 1/1] one (diff)", "b", 1 } },
	  true },
	{ "another tag",
	  { { "1", NULL, "[PATCH v2 1/1] one", "a", 0 },
	    { "r", "1", "[PATCH v3 1/1] one", "b", 1 } },
	  false },
	{ "a cover, by somebody else",
	  { { "c", NULL, "[PATCH 0/1] work", "a", 0 },
	    { "r", "c", "[PATCH 0/1] Work", "b", 1 } },
	  true },
	{ "a cover once more",
	  { { "c", NULL, "[PATCH 0/1] work", "a", 0 },
	    { "d", "c", "[PATCH 0/1] work", "a", 1 } },
	  false },
	{ "the parent is not here",
	  { { "c", NULL, "[PATCH] work", "a", 0 }, { "r", "x", "[PATCH] work", "b", 1 } },
	  false },
	{ "a word with a colon before the tag",
	  { { "c", NULL, "[PATCH] work", "a", 0 },
	    { "r", "c", "Other: [PATCH] work", "b", 1 } },
	  true },
	{ "a word before another tag",
	  { { "c", NULL, "[PATCH] work", "a", 0 },
	    { "r", "c", "Other: [PATCH] play", "b", 1 } },
	  false },
	{ "two words",
	  { { "c", NULL, "[PATCH] work", "a", 0 },
	    { "r", "c", "Other two: [PATCH] work", "b", 1 } },
	  false },
};

static void check_reply(void **state)
{
	const struct reply_case *c = *state;
	char *dir = temp_dir();
	struct inbox *ib = rows_store(dir, c->rows, ROWS), *from;
	struct mail m = MAIL_INIT;
	static const struct post nobody;
	struct selection sel = { .inboxes = &ib, .n_inboxes = 1 };

	assert_int_equal(
	    selection_mail(&sel, str_from(c->rows[1].id), &nobody, &m, &from), ST_OK);
	assert_int_equal(m.record.kind == KIND_REPLY, c->reply);
	mail_release(&m);
	inbox_close(ib);
	temp_remove(dir);
}

int main(void)
{
	struct tests t = { .n = 0 };

	add_rows(&t, cases, ARRAY_SIZE(cases), sizeof(cases[0]), check_cover);
	add_rows(&t, replies, ARRAY_SIZE(replies), sizeof(replies[0]), check_reply);
	return run_group("thread_kind", &t);
}

/* SPDX-License-Identifier: MIT */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>

#include <cmocka.h>

#include "report/series/older_series.h"
#include "tests/support/posts.h"
#include "tests/support/rows.h"

#define ROWS 8

/* expected: the series of the mail "n" as "head arrived/announced: mails". */
static const struct series_case {
	const char *name;
	struct row rows[ROWS];
	const char *expected;
} cases[] = {
	{ "one patch", { { "n", NULL, "[PATCH] fix", "a", -9 } }, "n 1/1: n " },
	{ "a cover",
	  { { "n", NULL, "[PATCH 0/2] work", "a", -9 },
	    { "1", "n", "[PATCH 1/2] one", "a", -8 },
	    { "2", "n", "[PATCH 2/2] two", "a", -7 } },
	  "n 2/2: n 1 2 " },
	{ "a part below its cover",
	  { { "a", NULL, "[PATCH 0/2] work", "a", -9 },
	    { "n", "a", "[PATCH 1/2] one", "a", -8 },
	    { "2", "a", "[PATCH 2/2] two", "a", -7 } },
	  "a 2/2: a n 2 " },
	{ "a first part without a cover",
	  { { "n", NULL, "[PATCH 1/3] one", "a", -9 },
	    { "2", "n", "[PATCH 2/3] two", "a", -8 } },
	  "n 2/3: n 2 " },
	{ "not another version, poster or an answer",
	  { { "n", NULL, "[PATCH 0/1] work", "a", -9 },
	    { "1", "n", "[PATCH 1/1] one", "a", -8 },
	    { "2", "n", "[PATCH v2 1/1] one", "a", -7 },
	    { "3", "n", "[PATCH 2/1] three", "b", -6 },
	    { "r", "n", "Re: work", "b", -5 } },
	  "n 1/1: n 1 " },
	{ "a part posted twice",
	  { { "n", NULL, "[PATCH 0/1] work", "a", -9 },
	    { "1", "n", "[PATCH 1/1] one", "a", -8 },
	    { "2", "n", "[PATCH 1/1] one", "a", -7 } },
	  "n 1/1: n 1 2 " },
	{ "its cover is not here",
	  { { "n", "x", "[PATCH 1/2] one", "a", -9 } },
	  "n 1/2: n " },
};

static const struct post *post_named(const struct selection *sel, const char *id)
{
	for (size_t i = 0; i < sel->n; i++)
		if (str_eq(sel->posts[i].message_id, str_from(id)))
			return &sel->posts[i];
	fail_msg("no mail %s", id);
	return NULL;
}

static void describe(struct buf *b, const struct series *s)
{
	buf_adds(b, s->head->message_id);
	buf_addf(b, " %u/%u: ", s->arrived, s->announced);
	for (size_t i = 0; i < s->n_mails; i++) {
		buf_adds(b, s->mails[i]->message_id);
		buf_addch(b, ' ');
	}
}

static void check_series(void **state)
{
	const struct series_case *c = *state;
	char *dir = temp_dir();
	struct inbox *ib = rows_store(dir, c->rows, ROWS);
	struct arena arena = ARENA_INIT;
	struct older_series reader;
	struct buf b = BUF_INIT;
	struct selection sel;
	struct series s, found;

	rows_window(&sel, &ib, -60, 0);
	older_series_init(&reader, &sel, &arena);
	older_series_read(&reader, post_named(&sel, "n"), &s);
	describe(&b, &s);
	assert_string_equal(buf_cstr(&b), c->expected);
	if (post_named(&sel, "n")->kind == KIND_PATCH) {
		assert_true(
		    older_series_find(&reader, ib, post_named(&sel, "n")->seq, &found));
		buf_reset(&b);
		describe(&b, &found);
		assert_string_equal(buf_cstr(&b), c->expected);
	}
	assert_int_equal(reader.st, ST_OK);
	older_series_release(&reader);
	buf_release(&b);
	rows_release(&sel);
	arena_release(&arena);
	inbox_close(ib);
	temp_remove(dir);
}

int main(void)
{
	struct tests t = { .n = 0 };

	add_rows(&t, cases, ARRAY_SIZE(cases), sizeof(cases[0]), check_series);
	return run_group("older_series", &t);
}

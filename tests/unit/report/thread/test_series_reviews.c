/* SPDX-License-Identifier: MIT */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>

#include <cmocka.h>

#include "report/thread/series_reviews.h"
#include "report/window/same_id.h"
#include "store/util/array.h"
#include "tests/support/posts.h"
#include "tests/support/temp.h"

#define ROWS 12
#define COPIES (SAME_ID_MAX + 6) /* inboxes that have each mail */

/* A reply that gives trailers, sent by r. */
#define REPLY(id, parent, minute, trailers)                                   \
	{                                                                     \
		id, parent, "Re: it", "r", minute, NULL, NULL, NULL, trailers \
	}
#define BY_R " R <r@x.example>\n"

/*
 * A series c, 1, 2 in a window of minutes 0 to 60, or a mail with two patches; expected:
 * what it was given.
 */
struct review_case {
	const char *name;
	struct row replies[ROWS];
	const char *expected;
	bool one_mail; /* c has both patches, and there is neither 1 nor 2 */
};

static const struct row one_mail = { "c", NULL, "[PATCH 1/2] one",
				     "a", 1,	.parts = ROW_PARTS };

static const struct row series_rows[] = {
	{ "c", NULL, "[PATCH 0/2] work", "a", 1 },
	{ "1", "c", "[PATCH 1/2] one", "a", 2 },
	{ "2", "c", "[PATCH 2/2] two", "a", 3 },
};

static const struct review_case cases[] = {
	{ "nothing", { { "x", "1", "Re: it", "r", 5 } }, "" },
	{ "on one part",
	  { REPLY("x", "1", 5, "Reviewed-by:" BY_R) },
	  "Reviewed-by r@x.example 1\n" },
	{ "on both parts",
	  { REPLY("x", "1", 5, "Reviewed-by:" BY_R),
	    REPLY("y", "2", 6, "Reviewed-by:" BY_R) },
	  "Reviewed-by r@x.example 2\n" },
	{ "twice on one part",
	  { REPLY("x", "1", 5, "Reviewed-by:" BY_R),
	    REPLY("y", "1", 6, "Reviewed-by:" BY_R) },
	  "Reviewed-by r@x.example 1\n" },
	{ "on the cover: on all",
	  { REPLY("x", "c", 5, "Acked-by:" BY_R), REPLY("y", "1", 6, "Acked-by:" BY_R) },
	  "Acked-by r@x.example 2\n" },
	{ "after the window, deep in the thread",
	  { { "x", "1", "Re: it", "b", 70 },
	    REPLY("y", "x", 90000, "Reviewed-by:" BY_R) },
	  "Reviewed-by r@x.example 1\n" },
	{ "in the order of Reviewed, Acked, Tested, others",
	  { REPLY("x", "1", 5,
		  "Cc:" BY_R "Seen-by:" BY_R "Tested-by:" BY_R "ACKED-BY:" BY_R),
	    REPLY("y", "2", 6, "Reviewed-by:" BY_R) },
	  "Reviewed-by r@x.example 1\nAcked-by r@x.example 1\nTested-by r@x.example 1\n"
	  "Seen-by r@x.example 1\n" },
	{ "no sign-off, nothing without an address, nothing for somebody else",
	  { REPLY("x", "1", 5,
		  "Signed-off-by:" BY_R "Acked-by: R\nReviewed-by: S <s@x.example>\n"
		  "Link: https://r@x.example\n") },
	  "" },
	{ "a bare address; another address of the same name",
	  { REPLY("x", "1", 5, "Reviewed-by: R@x.example\n"),
	    REPLY("y", "2", 6, "Reviewed-by: R <r@home.example>\n") },
	  "Reviewed-by R@x.example 1\nReviewed-by r@home.example 1\n" },
	{ "below another posting in the thread",
	  { { "d", "c", "[PATCH v2 1/1] else", "a", 61 },
	    REPLY("x", "d", 70, "Reviewed-by:" BY_R) },
	  "" },
	{ "a stranger's mail with a part's Message-ID",
	  { { "1", NULL, "lunch", "m", 0 },
	    { "x", "1", "one", "r", 5, NULL, NULL, NULL, "Reviewed-by:" BY_R },
	    { "y", "1", "lunch", "r", 6, NULL, NULL, NULL, "Acked-by:" BY_R } },
	  "Reviewed-by r@x.example 1\n" },
	{ "on a mail with two patches: on both",
	  { REPLY("x", "c", 5, "Reviewed-by:" BY_R) },
	  "Reviewed-by r@x.example 2\n",
	  true },
	{ "a thread in a circle",
	  { REPLY("x", "y", 5, "Reviewed-by:" BY_R),
	    REPLY("y", "x", 6, "Reviewed-by:" BY_R) },
	  "" },
};

static void describe(struct buf *b, const struct selection *sel, const struct series *s)
{
	struct series_reviews r;

	assert_int_equal(series_reviews_find(&r, sel, s), ST_OK);
	for (size_t i = 0; i < r.n; i++) {
		buf_adds(b, r.list[i].key);
		buf_addch(b, ' ');
		buf_adds(b, r.list[i].addr);
		buf_addf(b, " %u\n", r.list[i].parts);
	}
	series_reviews_release(&r);
}

static void check_reviews(void **state)
{
	const struct review_case *c = *state;
	struct row rows[ARRAY_SIZE(series_rows) + ROWS];
	size_t n = c->one_mail ? 1 : ARRAY_SIZE(series_rows);
	char *dir = temp_dir();
	struct buf b = BUF_INIT;
	struct series_set set;
	struct selection sel;
	struct inbox *ib, *copies[COPIES];

	memcpy(rows, c->one_mail ? &one_mail : series_rows, n * sizeof(*rows));
	memcpy(rows + n, c->replies, sizeof(c->replies));
	ib = rows_store(dir, rows, n + ROWS);
	rows_window(&sel, &ib, 0, 60);
	assert_int_equal(series_build(&set, &sel), ST_OK);
	assert_int_equal(set.n, 1);
	describe(&b, &sel, &set.series[0]);
	assert_string_equal(buf_cstr(&b), c->expected);
	buf_reset(&b);
	for (size_t i = 0; i < COPIES; i++)
		copies[i] = ib;
	sel.inboxes = copies;
	sel.n_inboxes = COPIES;
	describe(&b, &sel, &set.series[0]);
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
						.test_func = check_reviews,
						.initial_state = (void *)&cases[i] };
	return cmocka_run_group_tests_name("reviews", tests, NULL, NULL);
}

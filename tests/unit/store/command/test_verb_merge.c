/* SPDX-License-Identifier: MIT */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "tests/support/open_list.h"
#include "tests/support/verbs.h"

/* Copies of one mail that differ: with and without a commit, earlier and later, with
 * other texts; mails of one Message-ID by other posters; mails of one list alone. */
static const struct inbox_row one[] = {
	{ "a@x", "[PATCH] a", "A", "a@x", 100, NULL, -1 },
	{ "b@x", "[PATCH] b", "B", "b@x", 250, "bb0001", 0 },
	{ "c@x", "[PATCH] c", "C", "c@x", 300, "cc0001", 1 },
	{ "r@x", "[PATCH] r", "R", "r@x", 150, NULL, -1 },
	{ "f@x", "[PATCH] f", "F", "f@x", 500, NULL, -1 },
};

static const struct inbox_row two[] = {
	{ "b@x", "[PATCH] b", "Bee", "b@x", 200, NULL, -1 },
	{ "c@x", "[PATCH] c", "Cee", "c@x", 310, "cc0002", 0 },
	{ "d@x", "[PATCH] d", "D", "d@x", 400, "dd0001", 1 },
	{ "r@x", "[PATCH] other", "S", "s@x", 160, NULL, -1 },
	{ "f@x", "[PATCH] f", "F", "f@x", 500, NULL, -1 },
};

static const struct inbox_row three[] = {
	{ "c@x", "[PATCH] c", "Ce", "c@x", 305, NULL, -1 },
	{ "e@x", "[PATCH] e", "E", "e@x", 50, NULL, -1 },
	{ "r@x", "[PATCH] r", "R", "r@x", 155, "ee0001", 0 },
};

static const char *const names[] = { "one", "two", "three" };

static void fill_all(const char *dir)
{
	inbox_fill(dir, "one", ROWS_OF(one));
	inbox_fill(dir, "two", ROWS_OF(two));
	inbox_fill(dir, "three", ROWS_OF(three));
}

static int compare_lines(const void *a, const void *b)
{
	return strcmp(*(char *const *)a, *(char *const *)b);
}

struct lines {
	char *line[32];
	size_t n;
};

static bool add_line(void *arg, struct mail *m)
{
	struct lines *l = arg;
	struct buf b = BUF_INIT;

	buf_adds(&b, m->record.message_id);
	buf_addf(&b, " %lld ", (long long)m->record.arrival);
	buf_adds(&b, m->record.from_name);
	buf_addch(&b, '\n');
	assert_true(l->n < ARRAY_SIZE(l->line));
	l->line[l->n++] = b.data;
	return true;
}

/* Appends the mails of a list, sorted. */
static void dump_list(const char *dir, const char *list, struct buf *out)
{
	struct inbox *ib = open_or_fail(
	    &(struct store_options){ .dir = dir, .list = list, .mode = STORE_READ });
	struct lines l = { .n = 0 };

	assert_int_equal(inbox_inserted(ib, 1, UINT32_MAX, add_line, &l), ST_OK);
	close_sound(ib);
	qsort(l.line, l.n, sizeof(l.line[0]), compare_lines);
	for (size_t i = 0; i < l.n; i++) {
		buf_addstr(out, l.line[i]);
		free(l.line[i]);
	}
}

static void merge(const char *dir, const char *from, const char *into)
{
	struct buf words = BUF_INIT;

	buf_addf(&words, "merge %s %s", from, into);
	expect_verb(dir, buf_cstr(&words), 0, "");
	buf_release(&words);
}

/* Whether one of the lists forgets f@x before, so does the result. */
static void the_order_does_not_matter(void **state)
{
	static const int orders[][3] = { { 0, 1, 2 }, { 0, 2, 1 }, { 1, 0, 2 },
					 { 1, 2, 0 }, { 2, 0, 1 }, { 2, 1, 0 } };
	struct buf want = BUF_INIT;

	for (size_t i = 0; i < 2 * ARRAY_SIZE(orders); i++) {
		const int *o = orders[i / 2];
		struct buf dir = BUF_INIT, got = BUF_INIT;

		buf_addf(&dir, "%s/%zu", (char *)*state, i);
		fill_all(buf_cstr(&dir));
		expect_verb(buf_cstr(&dir), "forget f@x --list one", 0, "forgot 1 mail");
		/* the first into the second and that into the third; or both into it */
		merge(buf_cstr(&dir), names[o[0]], names[o[i % 2 ? 1 : 2]]);
		merge(buf_cstr(&dir), names[o[1]], names[o[2]]);
		dump_list(buf_cstr(&dir), names[o[2]], &got);
		if (!i)
			buf_adds(&want, buf_str(&got));
		assert_string_equal(buf_cstr(&got), buf_cstr(&want));
		buf_release(&dir);
		buf_release(&got);
	}
	/* the earliest arrival, a copy with a commit */
	assert_non_null(strstr(buf_cstr(&want), "b@x 200 B\n"));
	assert_null(strstr(buf_cstr(&want), "f@x"));
	assert_non_null(strstr(buf_cstr(&want), "r@x 150 R\nr@x 160 S\n"));
	buf_release(&want);
}

static void says_what_it_did(void **state)
{
	const char *dir = *state;

	fill_all(dir);
	expect_verb(dir, "-n merge one two", 0,
		    "one: would merge 2 mails into two, which knows 3");
	expect_verb(dir, "list", 0, "one\t5\t");
	expect_verb(dir, "merge one two", 0,
		    "one: merged 2 mails into two, which knows 3");
	expect_verb(dir, "list", 0, "two\t7\t");
	expect_verb(dir, "merge one two", 66, "no list one; it has: three two");
	expect_verb(dir, "merge two two", 64, "not merged into itself");
	expect_verb(dir, "merge two", 64, "merge takes FROM INTO");
	expect_verb(dir, "check", 0, "");
}

/* A mail that a list has forgotten stays out of the list that it is merged into. */
static void keeps_out_what_was_forgotten(void **state)
{
	const char *dir = *state;

	fill_all(dir);
	expect_verb(dir, "forget d@x --list one", 0, "");
	expect_verb(dir, "merge one three", 0, "");
	inbox_fill(dir, "three", ROWS_OF(two));
	expect_verb(dir, "list --list three", 0, "three\t7\t");
	expect_verb(dir, "merge three two", 0, "");
	inbox_fill(dir, "two", ROWS_OF(two));
	expect_verb(dir, "forget d@x --list two", 0, "");
	expect_verb(dir, "list --list two", 0, "two\t7\t");
	expect_verb(dir, "check", 0, "");
}

/* A delivery that has the list open begins it again. */
static void loses_no_mail_of_an_open_list(void **state)
{
	const char *dir = *state;
	struct open_list delivery;

	fill_all(dir);
	delivery = open_list_begin(dir, "one", "new@x");
	expect_verb(dir, "merge one two", 0, "removed");
	open_list_deliver(&delivery);
	expect_verb(dir, "list", 0, "one\t1\t");
	expect_verb(dir, "merge one two", 0, "merged 1 mail into two");
	expect_verb(dir, "list", 0, "two\t8\t");
}

int main(void)
{
#define TEST(name) cmocka_unit_test_setup_teardown(name, temp_setup, temp_teardown)
	const struct CMUnitTest tests[] = { TEST(the_order_does_not_matter),
					    TEST(says_what_it_did),
					    TEST(keeps_out_what_was_forgotten),
					    TEST(loses_no_mail_of_an_open_list) };

	return cmocka_run_group_tests_name("verb_merge", tests, NULL, NULL);
}

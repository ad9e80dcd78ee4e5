/* SPDX-License-Identifier: MIT */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>

#include <cmocka.h>

#include "report/series/same_title.h"
#include "store/util/array.h"
#include "tests/support/posts.h"
#include "tests/support/temp.h"

#define ROWS 8

/* expected: what is older than the mail "n", of the title "fix" by "a" that it may have
 * itself. */
struct older_case {
	const char *name;
	struct row rows[ROWS];
	const char *expected;
};

static const struct older_case cases[] = {
	{ "none", { { "n", NULL, "[PATCH v2] fix", "a", 1 } }, "" },
	{ "the latest Date first, whatever came first",
	  { { "b", NULL, "[PATCH] fix", "a", 2 },
	    { "a", NULL, "[PATCH] fix", "a", 1 },
	    { "n", NULL, "[PATCH v3] fix", "a", 4 },
	    { "c", NULL, "[PATCH v2] fix", "a", 3 } },
	  "c b a " },
	{ "of one Date by their ids",
	  { { "b", NULL, "[PATCH] fix", "a", 1 },
	    { "z", NULL, "[PATCH] fix", "a", 1 },
	    { "n", NULL, "[PATCH v2] fix", "a", 1 },
	    { "a", NULL, "[PATCH] fix", "a", 1 } },
	  "b a " },
	{ "not what came later",
	  { { "n", NULL, "[PATCH v2] fix", "a", 1 },
	    { "a", NULL, "[PATCH] fix", "a", 2 } },
	  "" },
	{ "not of the same edition, nor of a newer one",
	  { { "a", NULL, "[PATCH v2] fix", "a", 1 },
	    { "b", NULL, "[PATCH v2 RESEND] fix", "a", 2 },
	    { "c", NULL, "[PATCH v10] fix", "a", 3 },
	    { "n", NULL, "[PATCH v2] fix", "a", 4 } },
	  "" },
	{ "behind many that aren't older",
	  { { "a", NULL, "[PATCH] fix", "a", 1 },
	    { "b", NULL, "[PATCH v3] fix", "a", 2 },
	    { "c", NULL, "[RFC PATCH v2] fix", "a", 3 },
	    { "d", NULL, "[PATCH v4] fix", "a", 4 },
	    { "e", NULL, "[PATCH v2] fix", "a", 5 },
	    { "n", NULL, "[PATCH v2] fix", "a", 6 } },
	  "c a " },
	{ "only of the same targets, author, title",
	  { { "a", NULL, "[PATCH net] fix", "a", 1 },
	    { "b", NULL, "[PATCH] fix", "b", 1 },
	    { "c", NULL, "[PATCH] else", "a", 1 },
	    { "d", NULL, "[RFC PATCH] Fix", "a", 1 },
	    { "n", NULL, "[PATCH v2] fix", "a", 2 } },
	  "d " },
	{ "one that isn't of the title itself",
	  { { "a", NULL, "[PATCH] fix", "a", 1 },
	    { "b", NULL, "[PATCH v2] fix", "a", 3 },
	    { "n", NULL, "[PATCH v2] work", "a", 2 } },
	  "a " },
};

static const struct post *post_named(const struct selection *sel, const char *id)
{
	for (size_t i = 0; i < sel->n; i++)
		if (str_eq(sel->posts[i].message_id, str_from(id)))
			return &sel->posts[i];
	fail_msg("no mail %s", id);
	return NULL;
}

static void describe(struct buf *b, struct namesake_index *index, const struct post *p)
{
	struct edition own = { p->version, p->facts };
	struct older_namesakes older;
	struct namesake *s;

	older_namesakes_init(
	    &older, namesakes_titled(index, STR("fix"), STR("a@x.example")), p, own);
	while ((s = older_namesakes_next(&older))) {
		const struct post *whole = namesake_post(index, s);

		assert_true(str_eq(whole->message_id, s->message_id));
		assert_ptr_equal(namesake_post(index, s), whole);
		buf_adds(b, s->message_id);
		buf_addch(b, ' ');
	}
	assert_null(older_namesakes_next(&older));
}

static void check_older(void **state)
{
	const struct older_case *c = *state;
	char *dir = temp_dir();
	struct inbox *ib = rows_store(dir, c->rows, ROWS);
	struct namesake_index index;
	struct buf b = BUF_INIT;
	struct selection sel;

	rows_window(&sel, &ib, 0, 60);
	namesake_index_init(&index, &sel);
	describe(&b, &index, post_named(&sel, "n"));
	assert_string_equal(buf_cstr(&b), c->expected);
	buf_release(&b);
	namesake_index_release(&index);
	rows_release(&sel);
	inbox_close(ib);
	temp_remove(dir);
}

static void add_ids(struct buf *b, const struct namesakes *s, uint64_t targets)
{
	size_t first, end = namesakes_of(s, targets, &first);

	buf_reset(b);
	for (size_t i = first; i < end; i++)
		buf_adds(b, s->list[i].message_id);
}

/* What one chain holds, out of several stores, by targets. */
static void check_chains(void **state)
{
	static const struct row one[] = {
		{ "a", NULL, "[PATCH] fix", "a", 3, NULL, "change-id x\n" },
		{ "b", NULL, "[PATCH net] fix", "a", 1, NULL, "change-id y\n" },
		{ "c", NULL, "[PATCH] else", "b", 2, NULL, "change-id x\n" },
	};
	static const struct row two[] = { { "d", NULL, "[PATCH] fix", "a", 2 },
					  { "a", NULL, "[PATCH] fix", "a", 3 } };
	char *dirs[] = { temp_dir(), temp_dir() };
	struct inbox *inboxes[] = { rows_store(dirs[0], one, ARRAY_SIZE(one)),
				    rows_store(dirs[1], two, ARRAY_SIZE(two)) };
	struct selection sel = { .inboxes = inboxes, .n_inboxes = 2 };
	struct post net = { .prefix = STR("net") };
	struct namesake_index index;
	struct namesakes *fix;
	struct buf b = BUF_INIT;

	(void)state;
	namesake_index_init(&index, &sel);
	fix = namesakes_titled(&index, STR("Fix"), STR("A@x.example"));
	assert_ptr_equal(namesakes_titled(&index, STR("fix"), STR("a@x.example")), fix);
	assert_int_equal(fix->st, ST_OK);
	add_ids(&b, fix, 0);
	assert_string_equal(buf_cstr(&b), "daa");
	assert_int_equal(fix->list[2].store, 0); /* no targets is the least */
	add_ids(&b, fix, post_targets(&net));
	assert_string_equal(buf_cstr(&b), "b");
	add_ids(&b, fix, UINT64_MAX);
	assert_string_equal(buf_cstr(&b), "");
	add_ids(&b, namesakes_changed(&index, STR("x")), 0);
	assert_string_equal(buf_cstr(&b), "ca");
	add_ids(&b, namesakes_titled(&index, STR("none"), STR("a@x.example")), 0);
	assert_string_equal(buf_cstr(&b), "");
	buf_release(&b);
	namesake_index_release(&index);
	for (size_t i = 0; i < 2; i++) {
		inbox_close(inboxes[i]);
		temp_remove(dirs[i]);
	}
}

int main(void)
{
	struct CMUnitTest tests[ARRAY_SIZE(cases) + 1];
	size_t n = 0;

	for (; n < ARRAY_SIZE(cases); n++)
		tests[n] = (struct CMUnitTest){ .name = cases[n].name,
						.test_func = check_older,
						.initial_state = (void *)&cases[n] };
	tests[n++] = (struct CMUnitTest)cmocka_unit_test(check_chains);
	return cmocka_run_group_tests_name("namesakes", tests, NULL, NULL);
}

/* SPDX-License-Identifier: MIT */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "report/window/post.h"
#include "store/util/array.h"

static const struct row {
	const char *name;
	enum kind kind;
	uint32_t facts, number;
	bool counted, shown;
} rows[] = {
	{ "standalone", KIND_PATCH, 0, 0, true, true },
	{ "cover", KIND_COVER, FACT_NUMBERED, 0, true, true },
	{ "first part", KIND_PATCH, FACT_NUMBERED, 1, true, true },
	{ "part 0 with a diff", KIND_PATCH, FACT_NUMBERED, 0, true, true },
	{ "second part", KIND_PATCH, FACT_NUMBERED, 2, true, false },
	{ "reply", KIND_REPLY, FACT_NUMBERED, 1, false, false },
	{ "pull", KIND_PULL, 0, 0, false, false },
	{ "other", KIND_OTHER, FACT_BOT, 0, false, false },
};

static void check_row(void **state)
{
	const struct row *row = *state;
	struct post p = { .kind = row->kind, .facts = row->facts, .number = row->number };

	assert_int_equal(post_is_counted(&p), row->counted);
	assert_int_equal(post_is_shown(&p), row->shown);
}

/* What a post keeps outlives the mail. */
static void copies(void **state)
{
	char title[] = "title", tag[] = "[PATCH] title";
	struct mail m = MAIL_INIT;
	struct arena arena = ARENA_INIT;
	struct post with, without;

	(void)state;
	m.seq = 7;
	m.record.title = str_from(title);
	m.record.raw_tag = str_from(tag);
	post_init(&with, NULL, &m, &arena, true);
	post_init(&without, NULL, &m, &arena, false);
	title[0] = tag[0] = 'x';
	assert_int_equal(with.seq, 7);
	assert_string_equal(with.title.s, "title");
	assert_string_equal(with.raw_tag.s, "[PATCH] title");
	assert_int_equal(without.raw_tag.len, 0);
	arena_release(&arena);
}

static void orders(void **state)
{
	struct post a = { .arrival = 1, .date = 9, .message_id = STR("b") };
	struct post b = { .arrival = 2, .date = 9, .message_id = STR("a") };

	(void)state;
	assert_true(post_cmp_arrival(&a, &b) < 0);
	assert_true(post_cmp_date(&a, &b) > 0);
	assert_int_equal(post_cmp_date(&a, &a), 0);
}

int main(void)
{
	enum { N = ARRAY_SIZE(rows) };
	struct CMUnitTest tests[N + 2];

	for (size_t i = 0; i < N; i++)
		tests[i] =
		    (struct CMUnitTest){ .name = rows[i].name,
					 .test_func = check_row,
					 .initial_state = (void *)(uintptr_t)&rows[i] };
	tests[N] = (struct CMUnitTest)cmocka_unit_test(copies);
	tests[N + 1] = (struct CMUnitTest)cmocka_unit_test(orders);
	return cmocka_run_group_tests_name("post", tests, NULL, NULL);
}

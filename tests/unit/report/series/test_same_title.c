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

static void add_ids(struct buf *b, const struct same_titles *s, uint64_t repository)
{
	size_t first, end = same_titles_of(s, repository, &first);

	buf_reset(b);
	for (size_t i = first; i < end; i++)
		buf_adds(b, s->list[i].message_id);
}

/* What one chain holds, out of several stores, by repository. */
static void check_chains(void **state)
{
	static const struct row one[] = {
		{ "a", NULL, "[PATCH] fix", "a", 3, NULL, "change-id x\n" },
		{ "b", NULL, "[PATCH kvmtool] fix", "a", 1, NULL, "change-id y\n" },
		{ "c", NULL, "[PATCH] else", "b", 2, NULL, "change-id x\n" },
	};
	static const struct row two[] = { { "d", NULL, "[PATCH] fix", "a", 2 },
					  { "a", NULL, "[PATCH] fix", "a", 3 } };
	char *dirs[] = { temp_dir(), temp_dir() };
	struct inbox *inboxes[] = { rows_store(dirs[0], one, ARRAY_SIZE(one)),
				    rows_store(dirs[1], two, ARRAY_SIZE(two)) };
	struct selection sel = { .inboxes = inboxes, .n_inboxes = 2 };
	struct post tool = { .prefix = STR("kvmtool") };
	struct same_title_index index;
	struct same_titles *fix;
	struct buf b = BUF_INIT;

	(void)state;
	same_title_index_init(&index, &sel);
	fix = same_titles_find(&index, STR("Fix"), STR("A@x.example"));
	assert_ptr_equal(same_titles_find(&index, STR("fix"), STR("a@x.example")), fix);
	assert_int_equal(fix->st, ST_OK);
	add_ids(&b, fix, 0);
	assert_string_equal(buf_cstr(&b), "daa");
	assert_int_equal(fix->list[2].store, 0); /* no repository is the least */
	add_ids(&b, fix, post_repository(&tool));
	assert_string_equal(buf_cstr(&b), "b");
	add_ids(&b, fix, UINT64_MAX);
	assert_string_equal(buf_cstr(&b), "");
	add_ids(&b, same_changes_find(&index, STR("x")), 0);
	assert_string_equal(buf_cstr(&b), "ca");
	add_ids(&b, same_titles_find(&index, STR("none"), STR("a@x.example")), 0);
	assert_string_equal(buf_cstr(&b), "");
	buf_release(&b);
	same_title_index_release(&index);
	for (size_t i = 0; i < 2; i++) {
		inbox_close(inboxes[i]);
		temp_remove(dirs[i]);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = { cmocka_unit_test(check_chains) };

	return cmocka_run_group_tests_name("same_title", tests, NULL, NULL);
}

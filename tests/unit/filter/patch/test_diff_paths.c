/* SPDX-License-Identifier: MIT */
#include "filter/patch/diff_paths.h"
#include "tests/support/rows.h"

static void test_limit(void **state)
{
	struct buf paths = BUF_INIT, diff = BUF_INIT;

	(void)state;
	for (int i = 0; i < 100; i++)
		buf_addf(&diff, "diff --git a/%d b/%d\n", 1000 + i, 1000 + i);
	diff_paths_collect(&paths, buf_str(&diff), 42);
	assert_int_equal(paths.len, 40);
	diff_paths_add(&paths, STR("\xff"), 43);
	assert_int_equal(paths.len, 40);
	buf_release(&paths);
	buf_release(&diff);
}

static void test_repeated(void **state)
{
	struct buf paths = BUF_INIT;

	(void)state;
	diff_paths_add(&paths, STR("a/b"), 100);
	diff_paths_add(&paths, STR("b"), 100);
	diff_paths_add(&paths, STR("b"), 100);
	diff_paths_add(&paths, STR(""), 100);
	diff_paths_add(&paths, STR("a\nb"), 100);
	same_buf(&paths, "a/b\nb\na\xef\xbf\xbd"
			 "b\n");
}

int main(void)
{
	struct tests t = { .n = 0 };

	add_test(&t, "limit", test_limit);
	add_test(&t, "repeated", test_repeated);
	return run_group("diff_paths", &t);
}

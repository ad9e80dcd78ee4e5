/* SPDX-License-Identifier: MIT */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "report/command/spool_notice.h"
#include "store/util/array.h"
#include "tests/support/inboxes.h"

static char base[] = "/tmp/test-spool-notice-XXXXXX";

static void make_path(const char *path)
{
	FILE *f;

	assert_int_equal(chdir(base), 0);
	if (path[strlen(path) - 1] == '/') {
		assert_int_equal(mkdir(path, 0700), 0);
		return;
	}
	f = fopen(path, "w");
	assert_non_null(f);
	fclose(f);
}

static void expect_count(size_t n)
{
	struct buf dir = BUF_INIT;

	assert_int_equal(spool_notice_count(&dir), n);
	assert_memory_equal(buf_cstr(&dir), base, strlen(base));
	buf_release(&dir);
}

/* Mails in the folder failed don't wait. */
static void counts_new_and_cur(void **state)
{
	static const char *const paths[] = { "patchdigest/", "patchdigest/spool/",
					     "patchdigest/spool/new/",
					     "patchdigest/spool/cur/",
					     "patchdigest/spool/failed/" };

	(void)state;
	expect_count(0);
	for (size_t i = 0; i < ARRAY_SIZE(paths); i++)
		make_path(paths[i]);
	expect_count(0);
	make_path("patchdigest/spool/new/1.2.host");
	make_path("patchdigest/spool/new/.hidden");
	make_path("patchdigest/spool/cur/1.3.host:2,S");
	make_path("patchdigest/spool/failed/1.4.host");
	expect_count(2);
}

static int setup(void **state)
{
	(void)state;
	return mkdtemp(base) ? setenv("XDG_STATE_HOME", base, 1) : -1;
}

static int teardown(void **state)
{
	(void)state;
	temp_remove_folder(base);
	return 0;
}

int main(void)
{
	const struct CMUnitTest tests[] = { cmocka_unit_test(counts_new_and_cur) };

	return cmocka_run_group_tests_name("spool_notice", tests, setup, teardown);
}

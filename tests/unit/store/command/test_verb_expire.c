/* SPDX-License-Identifier: MIT */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <time.h>

#include <cmocka.h>

#include "store/tdb/list_folder.h"
#include "tests/support/verbs.h"

/* Mails that arrived so many days ago. */
static void fill_days(const char *dir, const int *days, size_t n)
{
	for (size_t i = 0; i < n; i++) {
		char id[32];
		struct inbox_row row = { id, "[PATCH] a", "A", "a@x", 0, NULL, -1 };

		snprintf(id, sizeof(id), "%d@x", days[i]);
		row.arrival = time(NULL) - days[i] * (int64_t)86400;
		inbox_fill(dir, "kvm", &row, 1);
	}
}

static void erases_what_is_older(void **state)
{
	const char *dir = *state;
	static const int before[] = { 0, 10, 29, 32, 50, 400 };
	static const int after[] = { 5, 50, 60, 20 };

	fill_days(dir, before, ARRAY_SIZE(before));
	expect_verb(dir, "-n expire 30d", 0, "kvm: would erase 3 mails from before ");
	expect_verb(dir, "list", 0, "kvm\t6\t");
	expect_verb(dir, "expire 30d", 0, "kvm: erased 3 mails from before ");
	expect_verb(dir, "list", 0, "kvm\t3\t");
	/* what is older does not come back; what is newer does */
	fill_days(dir, after, ARRAY_SIZE(after));
	expect_verb(dir, "list", 0, "kvm\t5\t");
	expect_verb(dir, "expire 30d", 0, "kvm: erased 0 mails from before ");
	/* a later date stays */
	expect_verb(dir, "expire 60d", 0, "kvm: erased 0 mails from before ");
	fill_days(dir, after, ARRAY_SIZE(after));
	expect_verb(dir, "list", 0, "kvm\t5\t");
	expect_verb(dir, "check", 0, "");
}

/* Nothing is said to be done that was not. */
static void says_nothing_if_busy(void **state)
{
	const char *dir = *state;
	struct verb_run r = VERB_RUN_INIT;
	struct buf why = BUF_INIT;
	struct list_folder f;
	int fd;

	fill_days(dir, (const int[]){ 50 }, 1);
	list_folder_init(&f, dir, "kvm", false);
	assert_int_equal(list_folder_lock(&f, &fd, &why), ST_OK);
	run_verb(&r, dir, "expire 30d");
	assert_int_equal(r.exit, 75);
	assert_int_equal(r.said.len, 0);
	assert_non_null(strstr(buf_cstr(&r.why), "another process joins or erases"));
	close(fd);
	expect_verb(dir, "expire 30d", 0, "kvm: erased 1 mail from before ");
	list_folder_release(&f);
	verb_run_release(&r);
	buf_release(&why);
}

static void refuses_what_is_no_age(void **state)
{
	static const char *const bad[] = { "expire",	   "expire 30", "expire d",
					   "expire 0d",	   "expire 3h", "expire 900y",
					   "expire 2d 3d", "expire -1d" };

	fill_days(*state, (const int[]){ 0 }, 1);
	for (size_t i = 0; i < ARRAY_SIZE(bad); i++)
		expect_verb(*state, bad[i], 64, "");
	expect_verb(*state, "list", 0, "kvm\t1\t");
}

int main(void)
{
#define TEST(name) cmocka_unit_test_setup_teardown(name, temp_setup, temp_teardown)
	const struct CMUnitTest tests[] = { TEST(erases_what_is_older),
					    TEST(says_nothing_if_busy),
					    TEST(refuses_what_is_no_age) };

	return cmocka_run_group_tests_name("verb_expire", tests, NULL, NULL);
}

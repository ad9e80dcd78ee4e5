/* SPDX-License-Identifier: MIT */
#include <fcntl.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <sys/stat.h>

#include <cmocka.h>

#include "store/util/spool_state.h"
#include "store/util/array.h"
#include "tests/support/inboxes.h"

static char base[] = "/tmp/test-spool-state-XXXXXX";

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

static struct spool_state read_state(void)
{
	struct spool_state spool;
	struct buf dir = BUF_INIT;

	spool_state_dir(&dir);
	assert_memory_equal(buf_cstr(&dir), base, strlen(base));
	spool_state_read(&spool, buf_cstr(&dir));
	buf_release(&dir);
	return spool;
}

static void expect_count(size_t waiting, size_t failed)
{
	struct spool_state spool = read_state();

	assert_int_equal(spool.waiting, waiting);
	assert_int_equal(spool.failed, failed);
	assert_false(spool.can_not_be_read);
}

/* Mails in the folder failed don't wait. */
static void counts_new_and_cur(void **state)
{
	static const char *const paths[] = { "patchdigest/", "patchdigest/spool/",
					     "patchdigest/spool/new/",
					     "patchdigest/spool/cur/",
					     "patchdigest/spool/failed/" };

	(void)state;
	expect_count(0, 0);
	for (size_t i = 0; i < ARRAY_SIZE(paths); i++)
		make_path(paths[i]);
	expect_count(0, 0);
	make_path("patchdigest/spool/new/1.2.host");
	make_path("patchdigest/spool/new/.hidden");
	make_path("patchdigest/spool/cur/1.3.host:2,S");
	make_path("patchdigest/spool/failed/1.4.host");
	expect_count(2, 1);
}

static void finds_the_oldest(void **state)
{
	const struct timespec times[] = { { 5000, 0 }, { 5000, 0 } };

	(void)state;
	make_path("patchdigest/spool/cur/1.5.host:2,S");
	assert_int_equal(
	    utimensat(AT_FDCWD, "patchdigest/spool/cur/1.5.host:2,S", times, 0), 0);
	assert_int_equal(read_state().oldest, 5000);
}

/* A file in its place can't be read as a folder. */
static void says_what_can_not_be_read(void **state)
{
	(void)state;
	assert_int_equal(remove("patchdigest/spool/failed/1.4.host"), 0);
	assert_int_equal(remove("patchdigest/spool/failed"), 0);
	make_path("patchdigest/spool/failed");
	assert_true(read_state().can_not_be_read);
}

static void knows_no_oldest_of_none(void **state)
{
	(void)state;
	assert_int_equal(read_state().oldest, INT64_MAX);
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
	const struct CMUnitTest tests[] = { cmocka_unit_test(knows_no_oldest_of_none),
					    cmocka_unit_test(counts_new_and_cur),
					    cmocka_unit_test(finds_the_oldest),
					    cmocka_unit_test(says_what_can_not_be_read) };

	return cmocka_run_group_tests_name("spool_state", tests, setup, teardown);
}

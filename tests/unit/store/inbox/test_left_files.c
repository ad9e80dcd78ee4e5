/* SPDX-License-Identifier: MIT */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "store/inbox/left_files.h"
#include "tests/support/inboxes.h"

#define SECRET "a secret text"

static const struct inbox_row rows[] = {
	{ "a@x", "[PATCH] " SECRET, "A", "a@x", 100, NULL, -1 },
};

/* A list's folder, which is the current one. */
static int set_up(void **state)
{
	char path[4096];

	temp_setup(state);
	inbox_fill(*state, "kvm", ROWS_OF(rows));
	snprintf(path, sizeof(path), "%s/kvm", (char *)*state);
	return chdir(path);
}

static int tear_down(void **state)
{
	return chdir("/") || temp_teardown(state);
}

static bool has_secret(const char *name)
{
	struct buf bytes = BUF_INIT;
	FILE *f = fopen(name, "r");
	bool has;

	assert_non_null(f);
	assert_int_equal(file_read_all(fileno(f), &bytes), ST_OK);
	has = str_find(buf_str(&bytes), STR(SECRET)) < bytes.len;
	fclose(f);
	buf_release(&bytes);
	return has;
}

static void find(struct left_files *left, struct list_folder *f, const char *dir)
{
	struct buf why = BUF_INIT;

	list_folder_init(f, dir, "kvm", false);
	assert_int_equal(left_files_find(left, f, &why), ST_OK);
	buf_release(&why);
}

static void wipes_and_removes_what_is_left(void **state)
{
	struct left_files left = LEFT_FILES_INIT;
	const uint32_t seq = 1;
	struct buf why = BUF_INIT;
	struct list_folder f;

	temp_write(".0-1.tdb.1.2.3", SECRET " of an unfinished file");
	assert_int_equal(link("0.tdb", "0-1.tdb"), 0);
	find(&left, &f, *state);
	assert_true(has_secret(".0-1.tdb.1.2.3") && has_secret("0.tdb"));
	assert_int_equal(left_files_wipe(&left, &seq, 1, &why), ST_OK);
	assert_false(has_secret(".0-1.tdb.1.2.3") || has_secret("0.tdb"));
	left_files_remove(&left);
	assert_int_not_equal(access(".0-1.tdb.1.2.3", F_OK), 0);
	assert_int_not_equal(access("0.tdb", F_OK), 0);
	assert_int_equal(access("0-1.tdb", F_OK), 0);
	left_files_release(&left);
	list_folder_release(&f);
	buf_release(&why);
}

/* A maker that was killed after it had linked its file. The files of others stay too. */
static void keeps_files_that_count(void **state)
{
	struct left_files left = LEFT_FILES_INIT;
	struct buf why = BUF_INIT;
	struct list_folder f;

	assert_int_equal(rename("0.tdb", "0-1.tdb"), 0);
	assert_int_equal(link("0-1.tdb", ".0-1.tdb.1.2.3"), 0);
	temp_write(".2.tdb.1.2.3", SECRET);
	find(&left, &f, *state);
	assert_int_equal(left_files_wipe(&left, NULL, 0, &why), ST_OK);
	left_files_remove(&left);
	assert_int_not_equal(access(".0-1.tdb.1.2.3", F_OK), 0);
	assert_true(has_secret("0-1.tdb") && has_secret(".2.tdb.1.2.3"));
	left_files_release(&left);
	list_folder_release(&f);
	buf_release(&why);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(wipes_and_removes_what_is_left, set_up,
						tear_down),
		cmocka_unit_test_setup_teardown(keeps_files_that_count, set_up,
						tear_down),
	};

	return cmocka_run_group_tests_name("left_files", tests, NULL, NULL);
}

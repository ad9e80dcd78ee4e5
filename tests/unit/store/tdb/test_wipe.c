/* SPDX-License-Identifier: MIT */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "store/tdb/tdbfile.h"
#include "store/tdb/wipe.h"
#include "tests/support/temp.h"

#define LONG_TEXT "the text that is to go"

static char *path_of(const char *dir)
{
	char *path = NULL;

	assert_true(asprintf(&path, "%s/0.tdb", dir) > 0);
	return path;
}

/* A file in which one value was replaced by a shorter one, which leaves room with the
 * rest of it, and one transaction was cancelled. */
static void make_file(const char *path)
{
	struct tdbfile *f = tdbfile_open(path, TDBFILE_NEW | TDBFILE_MAPPED, 0600);

	assert_non_null(f);
	assert_int_equal(tdbfile_insert(f, STR("m1"), STR("keep" LONG_TEXT)), ST_OK);
	assert_int_equal(tdbfile_insert(f, STR("m2"), STR("another")), ST_OK);
	assert_int_equal(tdbfile_insert(f, STR("m3"), STR("short, " LONG_TEXT)), ST_OK);
	assert_int_equal(tdbfile_replace(f, STR("m3"), STR("short")), ST_OK);
	tdbfile_close(f);
}

static size_t count_in_file(const char *path, const char *text)
{
	struct buf bytes = BUF_INIT;
	struct str rest;
	size_t n = 0, at;

	temp_read(&bytes, path);
	rest = buf_str(&bytes);
	while ((at = str_find(rest, str_from(text))) < rest.len) {
		rest = str_sub(rest, at + 1, rest.len);
		n++;
	}
	buf_release(&bytes);
	return n;
}

static void want_value(const char *path, const char *key, struct str want)
{
	struct tdbfile *f = tdbfile_open(path, TDBFILE_READ_ONLY | TDBFILE_UNLOCKED, 0);
	struct buf got = BUF_INIT;

	assert_non_null(f);
	assert_int_equal(tdbfile_get(f, str_from(key), &got), ST_OK);
	assert_true(str_eq(buf_str(&got), want));
	tdbfile_close(f);
	buf_release(&got);
}

static void writes_over_a_value(void **state)
{
	char *path = path_of(*state);
	struct buf why = BUF_INIT, want = BUF_INIT;
	struct wipe w;

	make_file(path);
	assert_int_equal(count_in_file(path, LONG_TEXT), 2);
	assert_int_equal(wipe_open(&w, path, &why), ST_OK);
	assert_int_equal(wipe_value(&w, STR("m1"), 4, &why), ST_OK);
	assert_int_equal(wipe_value(&w, STR("m9"), 4, &why), ST_NOTFOUND);
	assert_int_equal(wipe_close(&w, &why), ST_OK);
	assert_int_equal(count_in_file(path, LONG_TEXT), 1);
	buf_addstr(&want, "keep");
	while (want.len < strlen("keep" LONG_TEXT))
		buf_addch(&want, 0);
	want_value(path, "m1", buf_str(&want));
	want_value(path, "m2", STR("another"));
	buf_release(&want);
	buf_release(&why);
	free(path);
}

static void writes_over_what_no_entry_needs(void **state)
{
	char *path = path_of(*state);
	struct buf why = BUF_INIT;
	struct tdbfile *f;
	struct wipe w;

	make_file(path);
	assert_int_equal(wipe_open(&w, path, &why), ST_OK);
	assert_int_equal(wipe_dead_space(&w, &why), ST_OK);
	assert_int_equal(wipe_close(&w, &why), ST_OK);
	assert_int_equal(count_in_file(path, LONG_TEXT), 1);
	want_value(path, "m1", STR("keep" LONG_TEXT));
	want_value(path, "m2", STR("another"));
	want_value(path, "m3", STR("short"));
	f = tdbfile_open(path, TDBFILE_READ_ONLY | TDBFILE_UNLOCKED, 0);
	assert_true(tdbfile_sound(f));
	tdbfile_close(f);
	buf_release(&why);
	free(path);
}

/* A file that is cut, or that another program made, is left as it is. */
static void refuses_what_is_no_sound_file(void **state)
{
	char *path = path_of(*state);
	struct buf why = BUF_INIT;
	struct wipe w;

	assert_int_equal(wipe_open(&w, path, &why), ST_NOINPUT);
	wipe_close(&w, &why);
	temp_write(path,
		   "no TDB file, however long this text may be; it is as long as this "
		   "one is, which is longer than the head of one: 168 bytes, of which "
		   "many are here, and some more of them.......................");
	assert_int_equal(wipe_open(&w, path, &why), ST_DAMAGED);
	wipe_close(&w, &why);
	unlink(path);
	make_file(path);
	assert_int_equal(truncate(path, 132 * 1024), 0);
	assert_int_equal(wipe_open(&w, path, &why), ST_OK);
	assert_int_equal(wipe_value(&w, STR("m1"), 4, &why), ST_DAMAGED);
	assert_int_equal(wipe_dead_space(&w, &why), ST_DAMAGED);
	wipe_close(&w, &why);
	buf_release(&why);
	free(path);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(writes_over_a_value, temp_setup,
						temp_teardown),
		cmocka_unit_test_setup_teardown(writes_over_what_no_entry_needs,
						temp_setup, temp_teardown),
		cmocka_unit_test_setup_teardown(refuses_what_is_no_sound_file, temp_setup,
						temp_teardown),
	};

	return cmocka_run_group_tests_name("wipe", tests, NULL, NULL);
}

/* SPDX-License-Identifier: MIT */
#include <errno.h>
#include <fcntl.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cmocka.h>

#include "store/tdb/joined_writer.h"
#include "store/tdb/checksum.h"
#include "store/tdb/store.h"
#include "store/tdb/tdbfile.h"
#include "tests/support/temp.h"

#define ENTRIES 1000

static char *file_in(const char *dir)
{
	char *path;

	assert_true(asprintf(&path, "%s/0-1.tdb", dir) > 0);
	return path;
}

/* Values of all lengths up to 99: entries begin at multiples of 4 bytes. */
static void set_entry(uint32_t i, struct buf *key, struct buf *value)
{
	buf_reset(key);
	buf_reset(value);
	buf_addf(key, "key %u", i);
	for (uint32_t n = 0; n < i % 100; n++)
		buf_addch(value, (int)('a' + i % 26));
}

static void write_entries(const char *path, uint64_t expected)
{
	struct buf key = BUF_INIT, value = BUF_INIT, stored = BUF_INIT;
	struct joined_writer *w;

	assert_int_equal(joined_writer_open(&w, path, expected, 0640), ST_OK);
	for (uint32_t i = 0; i < ENTRIES; i++) {
		set_entry(i, &key, &value);
		checksum_put(&stored, buf_str(&key), buf_str(&value));
		assert_int_equal(
		    i % 2 ? joined_writer_put(w, buf_str(&key), buf_str(&value))
			  : joined_writer_add(w, buf_str(&key), buf_str(&stored)),
		    ST_OK);
	}
	assert_int_equal(joined_writer_finish(w), ST_OK);
	joined_writer_free(w);
	buf_release(&key);
	buf_release(&value);
	buf_release(&stored);
}

static bool count_sound(void *arg, struct str key, struct str value, const char *fault)
{
	uint32_t *n = arg;

	(void)key;
	(void)value;
	assert_null(fault);
	++*n;
	return true;
}

/* TDB finds each entry, and nothing to complain of. */
static void expect_entries(const char *path)
{
	struct buf key = BUF_INIT, value = BUF_INIT, found = BUF_INIT;
	struct tdbfile *f = tdbfile_open(path, TDBFILE_READ_ONLY, 0);
	uint32_t n = 0;

	assert_non_null(f);
	for (uint32_t i = 0; i < ENTRIES; i++) {
		set_entry(i, &key, &value);
		assert_int_equal(tdbfile_get(f, buf_str(&key), &found), ST_OK);
		assert_string_equal(buf_cstr(&found), buf_cstr(&value));
	}
	assert_int_equal(tdbfile_get(f, STR("key"), &found), ST_NOTFOUND);
	assert_true(tdbfile_walk(f, true, count_sound, &n));
	assert_int_equal(n, ENTRIES);
	assert_true(tdbfile_sound(f));
	tdbfile_close(f);
	buf_release(&key);
	buf_release(&value);
	buf_release(&found);
}

static void test_read_by_tdb(void **state)
{
	char *path = file_in(*state);
	struct stat st;

	write_entries(path, ENTRIES);
	expect_entries(path);
	assert_int_equal(stat(path, &st), 0);
	assert_int_equal(st.st_mode & 0777, 0640);
	free(path);
}

/* The expected number only sets how long the hash chains are. */
static void test_more_than_expected(void **state)
{
	char *path = file_in(*state);

	write_entries(path, 0);
	expect_entries(path);
	free(path);
}

static void test_no_entries(void **state)
{
	char *path = file_in(*state);
	struct buf found = BUF_INIT;
	struct joined_writer *w;
	struct tdbfile *f;

	assert_int_equal(joined_writer_open(&w, path, 0, 0600), ST_OK);
	assert_int_equal(joined_writer_finish(w), ST_OK);
	joined_writer_free(w);
	f = tdbfile_open(path, TDBFILE_READ_ONLY, 0);
	assert_non_null(f);
	assert_int_equal(tdbfile_get(f, STR("key"), &found), ST_NOTFOUND);
	tdbfile_close(f);
	buf_release(&found);
	free(path);
}

static void test_path_taken(void **state)
{
	char *path = file_in(*state);
	struct joined_writer *w;

	temp_write(path, "mine");
	assert_int_equal(joined_writer_open(&w, path, 1, 0600), ST_NOSPACE);
	assert_int_equal(errno, EEXIST);
	joined_writer_free(w);
	free(path);
}

/* What removes files in the making leaves one with a lock alone. */
static void test_locked(void **state)
{
	char *path = file_in(*state);
	struct joined_writer *w;
	int fd;

	assert_int_equal(joined_writer_open(&w, path, 1, 0600), ST_OK);
	fd = open(path, O_RDONLY);
	assert_int_equal(flock(fd, LOCK_EX | LOCK_NB), -1);
	joined_writer_free(w);
	assert_int_equal(flock(fd, LOCK_EX | LOCK_NB), 0);
	close(fd);
	free(path);
}

/* The value's bytes are not looked at: the length alone is too large. */
static void test_too_large(void **state)
{
	const struct str key = STR("key");
	char *path = file_in(*state);
	struct joined_writer *w;

	assert_int_equal(joined_writer_open(&w, path, 1, 0600), ST_OK);
	errno = 0;
	assert_int_equal(
	    joined_writer_add(w, key, (struct str){ "", STORE_SEGMENT_MAX - key.len }),
	    ST_NOSPACE);
	assert_int_equal(errno, EFBIG);
	assert_int_equal(joined_writer_add(w, key, (struct str){ "", SIZE_MAX / 2 }),
			 ST_NOSPACE);
	assert_int_equal(errno, EFBIG);
	joined_writer_free(w);
	free(path);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(test_read_by_tdb, temp_setup,
						temp_teardown),
		cmocka_unit_test_setup_teardown(test_more_than_expected, temp_setup,
						temp_teardown),
		cmocka_unit_test_setup_teardown(test_no_entries, temp_setup,
						temp_teardown),
		cmocka_unit_test_setup_teardown(test_path_taken, temp_setup,
						temp_teardown),
		cmocka_unit_test_setup_teardown(test_locked, temp_setup, temp_teardown),
		cmocka_unit_test_setup_teardown(test_too_large, temp_setup,
						temp_teardown),
	};

	return cmocka_run_group_tests_name("joined_writer", tests, NULL, NULL);
}

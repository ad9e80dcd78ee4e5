/* SPDX-License-Identifier: MIT */
/* A file that is read through a mapping gives what TDB would, also where it is damaged.
 */
#include <errno.h>
#include <fcntl.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

#include "store/tdb/joined_writer.h"
#include "store/tdb/sealed_file.h"
#include "store/tdb/tdb_layout.h"
#include "store/tdb/tdbfile.h"
#include "tests/support/temp.h"

#define ENTRIES 300
#define LARGE_VALUE (64u << 10)
#define LARGE_ENTRIES 2000u /* 125 MB: more than stays in memory */

static char *file_in(const char *dir)
{
	char *path;

	assert_true(asprintf(&path, "%s/0.tdb", dir) > 0);
	return path;
}

static struct str key_of(uint32_t i)
{
	static char key[32];

	return (struct str){ key, (size_t)snprintf(key, sizeof(key), "key %u", i) };
}

static struct str value_of(uint32_t i, size_t len)
{
	static char value[LARGE_VALUE];

	memset(value, (int)('a' + i % 26), len);
	return (struct str){ value, len };
}

static char *make_joined(const char *dir, uint32_t entries, size_t len)
{
	char *path = file_in(dir);
	struct joined_writer *w;

	assert_int_equal(joined_writer_open(&w, path, entries, 0600), ST_OK);
	for (uint32_t i = 0; i < entries; i++)
		assert_int_equal(joined_writer_put(w, key_of(i), value_of(i, len)),
				 ST_OK);
	assert_int_equal(joined_writer_finish(w), ST_OK);
	joined_writer_free(w);
	return path;
}

/* As TDB makes it, with an entry that was replaced. */
static char *make_by_tdb(const char *dir)
{
	const unsigned how = TDBFILE_NEW | TDBFILE_MAPPED | TDBFILE_UNLOCKED;
	char *path = file_in(dir);
	struct tdbfile *f = tdbfile_open(path, how, 0600);

	assert_non_null(f);
	for (uint32_t i = 0; i < ENTRIES; i++)
		assert_int_equal(tdbfile_insert(f, key_of(i), value_of(i + 1, i)), ST_OK);
	for (uint32_t i = 0; i < ENTRIES; i++)
		assert_int_equal(tdbfile_replace(f, key_of(i), value_of(i, i)), ST_OK);
	assert_int_equal(tdbfile_sync(f), ST_OK);
	tdbfile_close(f);
	return path;
}

static void expect_found(struct sealed_file *f, uint32_t i, size_t len, struct buf *found)
{
	assert_int_equal(sealed_file_get(f, key_of(i), found), ST_OK);
	assert_int_equal(found->len, len);
	assert_memory_equal(found->data, value_of(i, len).s, len);
}

struct visit {
	uint32_t n, stop_at;
	uint32_t from, upto;
};

static bool count_entry(void *arg, uint32_t hash, struct str key, struct str stored)
{
	struct visit *v = arg;

	assert_int_equal(hash, tdbfile_hash(key));
	assert_true(hash >= v->from && hash <= v->upto);
	assert_true(stored.len >= 4);
	return ++v->n != v->stop_at;
}

static uint32_t count_between(struct sealed_file *f, struct sealed_entries *chained,
			      uint32_t from, uint32_t upto)
{
	struct visit v = { .from = from, .upto = upto };

	assert_int_equal(sealed_file_each(f, chained, from, upto, count_entry, &v),
			 ST_OK);
	return v.n;
}

static uint32_t count_all(struct sealed_file *f)
{
	struct sealed_entries chained = { 0, 0 };

	return count_between(f, &chained, 0, UINT32_MAX);
}

static void expect_visits(struct sealed_file *f)
{
	struct visit stopped = { .stop_at = 7, .upto = UINT32_MAX };
	struct sealed_entries chained = { 0, 0 };
	const uint32_t below = count_between(f, &chained, 0, INT32_MAX);

	assert_in_range(below, 1, ENTRIES - 1);
	assert_int_equal(
	    below + count_between(f, &chained, (uint32_t)INT32_MAX + 1, UINT32_MAX),
	    ENTRIES);
	assert_int_equal(
	    sealed_file_each(f, &chained, 0, UINT32_MAX, count_entry, &stopped), ST_OK);
	assert_int_equal(stopped.n, 7);
}

static void test_by_tdb(void **state)
{
	char *path = make_by_tdb(*state);
	struct sealed_file *f = sealed_file_open(path, false);
	struct buf found = BUF_INIT;

	assert_non_null(f);
	for (uint32_t i = 0; i < ENTRIES; i++)
		expect_found(f, i, i, &found);
	assert_int_equal(sealed_file_get(f, STR("key"), &found), ST_NOTFOUND);
	assert_int_equal(found.len, 0);
	expect_visits(f);
	sealed_file_close(f);
	buf_release(&found);
	free(path);
}

static bool is_next(void *arg, uint32_t hash, struct str key, struct str stored)
{
	uint32_t *n = arg;

	(void)hash;
	(void)stored;
	assert_true(str_eq(key, key_of((*n)++)));
	return true;
}

/* The entries of a joined file come in the order that they were written in. */
static void test_joined(void **state)
{
	char *path = make_joined(*state, ENTRIES, 10);
	struct sealed_file *f = sealed_file_open(path, true);
	struct buf found = BUF_INIT;
	struct sealed_entries unused = { 0, 0 };
	uint32_t n = 0;

	assert_non_null(f);
	for (uint32_t i = 0; i < ENTRIES; i++)
		expect_found(f, i, 10, &found);
	for (uint32_t i = ENTRIES; i-- > 0;)
		expect_found(f, i, 10, &found);
	expect_visits(f);
	assert_int_equal(sealed_file_each(f, &unused, 0, UINT32_MAX, is_next, &n), ST_OK);
	assert_int_equal(n, ENTRIES);
	sealed_file_close(f);
	buf_release(&found);
	free(path);
}

/* KB of this process in memory. */
static long resident(void)
{
	FILE *f = fopen("/proc/self/statm", "r");
	long size, pages = 0;

	assert_non_null(f);
	assert_int_equal(fscanf(f, "%ld %ld", &size, &pages), 2);
	fclose(f);
	return pages * (sysconf(_SC_PAGESIZE) / 1024);
}

/* All of a large file can be read, again and again, and only a part stays in memory. */
static void test_large(void **state)
{
	char *path = make_joined(*state, LARGE_ENTRIES, LARGE_VALUE);
	struct sealed_file *f = sealed_file_open(path, true);
	struct buf found = BUF_INIT;
	long before = resident();

	assert_non_null(f);
	for (uint32_t i = 0; i < 2 * LARGE_ENTRIES; i++) {
		/* in an order of its own; some are read often */
		expect_found(f, i * 7 % LARGE_ENTRIES, LARGE_VALUE, &found);
		expect_found(f, i % 3, LARGE_VALUE, &found);
	}
	assert_int_equal(sealed_file_get(f, STR("key"), &found), ST_NOTFOUND);
	assert_int_equal(count_all(f), LARGE_ENTRIES);
	assert_in_range(resident() - before, 0, 80 << 10);
	sealed_file_close(f);
	f = sealed_file_open(path, true);
	before = resident();
	sealed_file_keep(f, 8 << 20);
	for (uint32_t i = 0; i < LARGE_ENTRIES; i++)
		expect_found(f, i, LARGE_VALUE, &found);
	assert_in_range(resident() - before + 1024, 0, 24 << 10);
	sealed_file_close(f);
	buf_release(&found);
	free(path);
}

#define SHORT_ENTRIES 3000u
#define MIXED_ENTRIES (SHORT_ENTRIES + 1100u) /* 69 MB */

static size_t mixed_len(uint32_t i)
{
	return i < SHORT_ENTRIES ? i % 100 : LARGE_VALUE - i % 100;
}

static char *make_mixed(const char *dir)
{
	char *path = file_in(dir);
	struct joined_writer *w;

	assert_int_equal(joined_writer_open(&w, path, MIXED_ENTRIES / 4, 0600), ST_OK);
	for (uint32_t i = 0; i < MIXED_ENTRIES; i++)
		assert_int_equal(
		    joined_writer_put(w, key_of(i), value_of(i, mixed_len(i))), ST_OK);
	assert_int_equal(joined_writer_finish(w), ST_OK);
	joined_writer_free(w);
	return path;
}

/* Entries that stand together are read in several ways, the more often the file is asked
 * for them. */
static void test_large_with_short(void **state)
{
	char *path = make_mixed(*state);
	struct sealed_file *f = sealed_file_open(path, true);
	struct buf found = BUF_INIT;
	struct str value;

	assert_non_null(f);
	for (uint32_t i = 0; i < 8 * MIXED_ENTRIES; i++) {
		const uint32_t at = i * 7 % MIXED_ENTRIES;

		expect_found(f, at, mixed_len(at), &found);
	}
	for (uint32_t i = 0; i < MIXED_ENTRIES; i += 100) {
		assert_int_equal(sealed_file_get_in_place(f, key_of(i), &value), ST_OK);
		expect_found(f, i + 1, mixed_len(i + 1), &found);
		assert_true(str_eq(value, value_of(i, mixed_len(i))));
	}
	assert_int_equal(sealed_file_get_in_place(f, STR("key"), &value), ST_NOTFOUND);
	sealed_file_close(f);
	buf_release(&found);
	free(path);
}

static void write_at(const char *path, off_t at, const void *bytes, size_t n)
{
	int fd = open(path, O_WRONLY);

	assert_int_equal(pwrite(fd, bytes, n, at), (ssize_t)n);
	close(fd);
}

static void write_number(const char *path, size_t at, uint32_t number)
{
	write_at(path, (off_t)at, &number, sizeof(number));
}

static void expect_refused(const char *path, int error)
{
	errno = 0;
	assert_null(sealed_file_open(path, false));
	assert_int_equal(errno, error);
}

static void test_not_opened(void **state)
{
	char *path = file_in(*state);
	const struct tdb_layout_entry undo = { .magic = TDB_LAYOUT_UNDO };

	expect_refused(path, ENOENT);
	expect_refused(*state, EINVAL);
	temp_write(path, "");
	expect_refused(path, EINVAL);
	temp_write(path, "TDB file\n");
	expect_refused(path, EINVAL);
	unlink(path);
	free(make_joined(*state, 1, 10));
	/* an interrupted transaction: TDB undoes it */
	write_at(path, TDB_LAYOUT_HEAD, &undo, sizeof(undo));
	write_number(path, offsetof(struct tdb_layout_head, recovery), TDB_LAYOUT_HEAD);
	expect_refused(path, EINVAL);
	write_number(path, offsetof(struct tdb_layout_head, recovery), UINT32_MAX);
	expect_refused(path, EINVAL);
	write_number(path, offsetof(struct tdb_layout_head, recovery), 0);
	/* another machine's byte order */
	write_number(path, offsetof(struct tdb_layout_head, version),
		     __builtin_bswap32(TDB_LAYOUT_VERSION));
	expect_refused(path, EINVAL);
	write_number(path, offsetof(struct tdb_layout_head, version), TDB_LAYOUT_VERSION);
	sealed_file_close(sealed_file_open(path, false));
	/* more chains than the file has room for */
	write_number(path, offsetof(struct tdb_layout_head, chains), UINT32_MAX);
	expect_refused(path, EINVAL);
	free(path);
}

#define CHAINS 131 /* of a small joined file */

/* Where the i-th of entries with keys and values of one length stands. */
static size_t place_of(uint32_t i)
{
	const size_t len = strlen("key 0") + 4 + 10;

	return tdb_layout_start(CHAINS) +
	       i * (sizeof(struct tdb_layout_entry) + len + -len % 4 + 4);
}

/* Overwrites a number of the first of three entries. */
static void expect_damaged(const char *dir, size_t at, uint32_t number)
{
	char *path = make_joined(dir, 3, 10);
	struct buf found = BUF_INIT;
	struct visit all = { .upto = UINT32_MAX };
	struct sealed_entries unused = { 0, 0 };
	struct sealed_file *f;

	write_number(path, place_of(0) + at, number);
	f = sealed_file_open(path, true);
	assert_non_null(f);
	assert_int_equal(sealed_file_get(f, key_of(0), &found), ST_DAMAGED);
	expect_found(f, 2, 10, &found);
	assert_int_equal(sealed_file_each(f, &unused, 0, UINT32_MAX, count_entry, &all),
			 ST_DAMAGED);
	sealed_file_close(f);
	unlink(path);
	buf_release(&found);
	free(path);
}

static void test_damaged(void **state)
{
	const size_t value = sizeof(struct tdb_layout_entry) + strlen("key 0");

	expect_damaged(*state, value + 4, 0);
	expect_damaged(*state, offsetof(struct tdb_layout_entry, magic), 0);
	expect_damaged(*state, offsetof(struct tdb_layout_entry, key_len), UINT32_MAX);
	expect_damaged(*state, offsetof(struct tdb_layout_entry, value_len), UINT32_MAX);
}

/* An entry is found by its chain if the bytes between it and its neighbour are wrong. */
static void test_wrong_sizes(void **state)
{
	const uint32_t wrong[] = { 0, 1, 4, 40, 0x7fffffff, UINT32_MAX };
	struct buf found = BUF_INIT;

	for (size_t i = 0; i < sizeof(wrong) / sizeof(*wrong); i++) {
		char *path = make_joined(*state, 3, 10);
		struct sealed_file *f;

		write_number(path, place_of(1) - 4, wrong[i]);
		write_number(path, place_of(2) - 4, wrong[i]);
		f = sealed_file_open(path, true);
		assert_non_null(f);
		for (uint32_t k = 0; k < 6; k++)
			expect_found(f, k < 3 ? k : 5 - k, 10, &found);
		sealed_file_close(f);
		unlink(path);
		free(path);
	}
	buf_release(&found);
}

static void expect_not_visited(struct sealed_file *f)
{
	struct sealed_entries chained = { 0, 0 };
	struct visit all = { .upto = UINT32_MAX };

	for (int i = 0; i < 2; i++)
		assert_int_equal(
		    sealed_file_each(f, &chained, 0, UINT32_MAX, count_entry, &all),
		    ST_DAMAGED);
}

/* An entry to which no chain leads is damage between others; after all others it is not
 * read. */
static void test_outside_of_chains(void **state)
{
	char *path = make_by_tdb(*state);
	struct sealed_file *f;
	off_t end;
	uint32_t next;
	int fd;

	fd = open(path, O_RDWR);
	end = lseek(fd, 0, SEEK_END);
	assert_int_equal(pwrite(fd, "room of an undone transaction", 29, end), 29);
	f = sealed_file_open(path, false);
	assert_int_equal(count_all(f), ENTRIES);
	sealed_file_close(f);
	assert_int_equal(unlink(path), 0);
	close(fd);
	free(path);

	/* the first of three entries, unlinked */
	path = make_joined(*state, 3, 10);
	fd = open(path, O_RDWR);
	assert_int_equal(pread(fd, &next, 4, (off_t)place_of(0)), 4);
	close(fd);
	write_number(path, tdb_layout_chain(tdbfile_hash(key_of(0)), CHAINS), next);
	f = sealed_file_open(path, false);
	expect_not_visited(f);
	sealed_file_close(f);
	free(path);
}

/* Chains that lead to themselves, to no entry, or out of the file end. */
static void test_broken_chains(void **state)
{
	const size_t next = offsetof(struct tdb_layout_entry, next);
	const uint32_t wrong[] = { (uint32_t)place_of(0), (uint32_t)place_of(1) + 4,
				   (uint32_t)place_of(1) + 1, 4, 0xfffffffc };
	const uint32_t hash = tdbfile_hash(key_of(0));
	struct buf found = BUF_INIT, key = BUF_INIT;
	uint32_t i = 0;

	/* another key of this chain, which the file doesn't have */
	do {
		buf_reset(&key);
		buf_addf(&key, "other %u", i++);
	} while (tdbfile_hash(buf_str(&key)) % CHAINS != hash % CHAINS);
	for (i = 0; i < sizeof(wrong) / sizeof(*wrong); i++) {
		char *path = make_joined(*state, 3, 10);
		struct sealed_file *f;

		write_number(path, place_of(0) + next, wrong[i]);
		f = sealed_file_open(path, false);
		assert_non_null(f);
		assert_int_equal(sealed_file_get(f, buf_str(&key), &found), ST_DAMAGED);
		expect_found(f, 0, 10, &found);
		expect_not_visited(f);
		sealed_file_close(f);
		unlink(path);
		free(path);
	}
	buf_release(&found);
	buf_release(&key);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(test_by_tdb, temp_setup, temp_teardown),
		cmocka_unit_test_setup_teardown(test_joined, temp_setup, temp_teardown),
		cmocka_unit_test_setup_teardown(test_large, temp_setup, temp_teardown),
		cmocka_unit_test_setup_teardown(test_large_with_short, temp_setup,
						temp_teardown),
		cmocka_unit_test_setup_teardown(test_not_opened, temp_setup,
						temp_teardown),
		cmocka_unit_test_setup_teardown(test_damaged, temp_setup, temp_teardown),
		cmocka_unit_test_setup_teardown(test_wrong_sizes, temp_setup,
						temp_teardown),
		cmocka_unit_test_setup_teardown(test_outside_of_chains, temp_setup,
						temp_teardown),
		cmocka_unit_test_setup_teardown(test_broken_chains, temp_setup,
						temp_teardown),
	};

	return cmocka_run_group_tests_name("sealed_file", tests, NULL, NULL);
}

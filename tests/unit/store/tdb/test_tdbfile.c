/* SPDX-License-Identifier: MIT */
#include <dirent.h>
#include <limits.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "store/tdb/tdbfile.h"
#include "store/util/array.h"
#include "tests/support/inboxes.h"

static const struct inbox_row rows[] = {
	{ "a@x", "[PATCH] a", "A", "a@x", 100, NULL, -1 },
};

/* Closes the descriptor of the list's file without the store's knowledge: no lock can be
 * taken in it any more, and nothing be read but by a mapping. */
static void close_file(const char *name)
{
	DIR *d = opendir("/proc/self/fd");
	struct dirent *e;
	int closed = 0;

	assert_non_null(d);
	while ((e = readdir(d))) {
		char path[PATH_MAX] = "";
		const int fd = atoi(e->d_name);

		if (readlinkat(dirfd(d), e->d_name, path, sizeof(path) - 1) > 0 &&
		    str_ends(str_from(path), str_from(name)))
			closed += close(fd) == 0;
	}
	closedir(d);
	assert_int_equal(closed, 1);
}

static void what_is_not_read_is_not_missing(void **state)
{
	const char *dir = *state;
	const struct store_options o = { .dir = dir, .list = "kvm", .mode = STORE_READ };
	struct buf why = BUF_INIT;
	struct archive_pos best;
	struct inbox *ib;
	uint32_t seq;

	inbox_fill(dir, "kvm", ROWS_OF(rows));
	assert_int_equal(inbox_open(&ib, &o, &why), ST_OK);
	assert_int_equal(inbox_lookup(ib, STR("a@x"), &seq, &best), ST_OK);
	assert_int_equal(inbox_lookup(ib, STR("b@x"), &seq, &best), ST_NOTFOUND);
	close_file("/kvm/0.tdb");
	assert_int_equal(inbox_lookup(ib, STR("a@x"), &seq, &best), ST_DAMAGED);
	inbox_close(ib);
	buf_release(&why);
}

/* The value of the entry i has i modulo so many bytes. */
static struct tdbfile *make_file(const char *dir, struct buf *path, int entries,
				 size_t bytes)
{
	struct tdbfile *f;
	char *value = xcalloc(1, bytes);

	buf_addf(path, "%s/walked.tdb", dir);
	(void)unlink(buf_cstr(path));
	f = tdbfile_open(buf_cstr(path), TDBFILE_NEW | TDBFILE_UNLOCKED, 0600);
	assert_non_null(f);
	for (int i = 0; i < entries; i++) {
		const struct str key = { (const char *)&i, sizeof(i) };

		assert_int_equal(
		    tdbfile_insert(f, key, (struct str){ value, (size_t)i % bytes }),
		    ST_OK);
	}
	free(value);
	return f;
}

struct walk {
	int entries, faults, last; /* last: to stop after so many */
	long sum;
};

static bool count_entry(void *arg, struct str key, struct str value, const char *fault)
{
	struct walk *w = arg;
	int i;

	assert_int_equal(key.len, sizeof(i));
	memcpy(&i, key.s, sizeof(i));
	w->sum += i;
	w->faults += fault != NULL;
	if (!fault)
		assert_int_equal(value.len, (size_t)i % 3000);
	return ++w->entries != w->last;
}

static void a_walk_visits_all(void **state)
{
	static const struct {
		int entries;
		bool large; /* than what is walked under one lock */
	} walks[] = { { 0, false }, { 1, false }, { 100, false }, { 2500, true } };

	for (size_t i = 0; i < ARRAY_SIZE(walks); i++) {
		const int n = walks[i].entries;
		struct walk all = { 0 }, some = { .last = 2 };
		struct buf path = BUF_INIT;
		struct tdbfile *f = make_file(*state, &path, n, 3000);

		assert_int_equal(tdbfile_size(f) > 2 << 20, walks[i].large);
		assert_true(tdbfile_walk(f, true, count_entry, &all));
		assert_int_equal(all.entries, n);
		assert_int_equal(all.faults, 0);
		assert_int_equal(all.sum, (long)n * (n - 1) / 2);
		assert_true(tdbfile_walk(f, false, count_entry, &some));
		assert_int_equal(some.entries, n < 2 ? n : 2);
		assert_true(tdbfile_sound(f));
		tdbfile_close(f);
		buf_release(&path);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(what_is_not_read_is_not_missing,
						temp_setup, temp_teardown),
		cmocka_unit_test_setup_teardown(a_walk_visits_all, temp_setup,
						temp_teardown),
	};

	return cmocka_run_group_tests_name("tdbfile", tests, NULL, NULL);
}

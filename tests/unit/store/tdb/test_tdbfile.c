/* SPDX-License-Identifier: MIT */
#include <dirent.h>
#include <limits.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

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

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(what_is_not_read_is_not_missing,
						temp_setup, temp_teardown),
	};

	return cmocka_run_group_tests_name("tdbfile", tests, NULL, NULL);
}

/* SPDX-License-Identifier: MIT */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

#include "store/util/reader.h"
#include "store/util/buf.h"

static int pipe_with(const char *data, size_t len)
{
	int ends[2];

	assert_int_equal(pipe(ends), 0);
	assert_int_equal(write(ends[1], data, len), len);
	close(ends[1]);
	return ends[0];
}

static void lines_come_whole(void **state)
{
	static const char *const expected[] = { "one", "", "two", "last" };
	int fd = pipe_with("one\n\ntwo\nlast", 13);
	struct reader r;
	struct str line;

	(void)state;
	reader_init(&r, fd);
	for (size_t i = 0; i < 4; i++) {
		assert_true(reader_line(&r, &line));
		assert_true(str_eq(line, str_from(expected[i])));
	}
	assert_false(reader_line(&r, &line));
	assert_int_equal(reader_taken(&r), 13);
	reader_release(&r);
	close(fd);
}

static void padding_is_undone(void **state)
{
	int fd = pipe_with("abcdefghijklmnopqrstuvwxyz", 26);
	static const char zeros[BUF_PAD];
	struct reader r;
	struct str view;

	(void)state;
	reader_init(&r, fd);
	assert_true(reader_more(&r));
	view = reader_take(&r, 3);
	reader_pad(&r, view);
	assert_memory_equal(view.s, "abc", 3);
	assert_memory_equal(view.s + 3, zeros, BUF_PAD);
	assert_memory_equal(reader_unread(&r).s, "defghijklm", 10);
	view = reader_take(&r, 23);
	assert_memory_equal(view.s, "defghijklmnopqrstuvwxyz", 23);
	reader_pad(&r, view);
	assert_memory_equal(view.s + 23, zeros, BUF_PAD);
	assert_false(reader_more(&r));
	reader_release(&r);
	close(fd);
}

/* Pieces larger than the first buffer, and pieces that straddle reads. */
static void grows_and_moves(void **state)
{
	FILE *f = tmpfile();
	struct reader r;
	struct str line;

	(void)state;
	for (int i = 0; i < 700000; i++)
		fprintf(f, "%07d%c", i, i % 100000 == 99999 ? '\n' : ' ');
	rewind(f);
	reader_init(&r, fileno(f));
	for (int i = 0; i < 7; i++) {
		char first[9];

		assert_true(reader_line(&r, &line));
		assert_int_equal(line.len, 799999);
		snprintf(first, sizeof(first), "%07d ", i * 100000);
		assert_memory_equal(line.s, first, 8);
	}
	assert_false(reader_line(&r, &line));
	assert_int_equal(r.error, 0);
	reader_release(&r);
	fclose(f);
}

/* The bytes come in two parts. */
static void at_least_waits(void **state)
{
	int ends[2];
	struct reader r;

	(void)state;
	assert_int_equal(pipe(ends), 0);
	reader_init(&r, ends[0]);
	assert_int_equal(write(ends[1], "abc", 3), 3);
	assert_true(reader_at_least(&r, 2));
	assert_int_equal(reader_unread(&r).len, 3);
	assert_int_equal(write(ends[1], "def", 3), 3);
	close(ends[1]);
	assert_true(reader_at_least(&r, 6));
	assert_memory_equal(reader_take(&r, 4).s, "abcd", 4);
	assert_true(reader_at_least(&r, 2));
	assert_false(reader_at_least(&r, 3));
	assert_memory_equal(reader_unread(&r).s, "ef", 2);
	reader_release(&r);
	close(ends[0]);
}

static void error_is_kept(void **state)
{
	struct reader r;

	(void)state;
	reader_init(&r, -1);
	assert_false(reader_more(&r));
	assert_true(r.end);
	assert_int_not_equal(r.error, 0);
	reader_release(&r);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(lines_come_whole), cmocka_unit_test(padding_is_undone),
		cmocka_unit_test(grows_and_moves),  cmocka_unit_test(at_least_waits),
		cmocka_unit_test(error_is_kept),
	};

	return cmocka_run_group_tests_name("reader", tests, NULL, NULL);
}

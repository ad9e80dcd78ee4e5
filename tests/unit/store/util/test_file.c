/* SPDX-License-Identifier: MIT */
#include <errno.h>
#include <fcntl.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cmocka.h>

#include "store/util/file.h"

#define LARGE (3 * 1000 * 1000)

static void fill(struct buf *b, size_t n)
{
	for (size_t i = 0; i < n; i++)
		buf_addch(b, (int)(i * 7));
}

static void check_padded(const struct buf *b)
{
	for (int i = 0; i < BUF_PAD; i++)
		assert_int_equal(b->data[b->len + i], 0);
}

/* A writer that dribbles, as hosts do. */
static void write_pieces(int fd, struct str s)
{
	for (size_t at = 0, n = 1; at < s.len; at += n, n = n * 3 + 1)
		file_write_all(fd, str_sub(s, at, at + n));
}

static void check_pipe(void **state)
{
	struct buf in = BUF_INIT, out = BUF_INIT;
	int ends[2];

	(void)state;
	fill(&in, LARGE);
	assert_int_equal(pipe(ends), 0);
	if (fork() == 0) {
		write_pieces(ends[1], buf_str(&in));
		_exit(0);
	}
	close(ends[1]);
	assert_int_equal(file_read_all(ends[0], &out), ST_OK);
	assert_int_equal(out.len, in.len);
	assert_memory_equal(out.data, in.data, in.len);
	check_padded(&out);
	close(ends[0]);
	wait(NULL);
	buf_release(&in);
	buf_release(&out);
}

static void check_file(void **state)
{
	struct buf in = BUF_INIT, out = BUF_INIT;
	FILE *file = tmpfile();

	(void)state;
	fill(&in, LARGE);
	assert_true(file_write_all(fileno(file), buf_str(&in)));
	lseek(fileno(file), 0, SEEK_SET);
	assert_int_equal(file_read_all(fileno(file), &out), ST_OK);
	assert_int_equal(out.len, in.len);
	assert_true(out.cap <= in.len + 2 * BUF_PAD);
	check_padded(&out);
	fclose(file);
	buf_release(&in);
	buf_release(&out);
}

static void check_nothing(void **state)
{
	struct buf b = BUF_INIT;
	int fd = open("/dev/null", O_RDONLY);

	(void)state;
	assert_int_equal(file_read_all(fd, &b), ST_OK);
	assert_int_equal(b.len, 0);
	check_padded(&b);
	close(fd);
	buf_release(&b);
}

static void check_errors(void **state)
{
	struct buf b = BUF_INIT;
	int fd = open("/", O_RDONLY);

	(void)state;
	assert_int_equal(file_read_all(fd, &b), ST_NOINPUT);
	assert_int_equal(errno, EISDIR);
	close(fd);
	assert_int_equal(file_read_all(-1, &b), ST_NOINPUT);
	assert_int_equal(errno, EBADF);
	assert_false(file_write_all(-1, STR("x")));
	buf_release(&b);
}

/* Without end, and with little memory: the process goes on. */
static void check_no_memory(void **state)
{
#if defined(__SANITIZE_ADDRESS__)
	skip();
#endif
	const struct rlimit little = { 64 << 20, RLIM_INFINITY };
	struct rlimit old;
	struct buf b = BUF_INIT;
	int fd = open("/dev/zero", O_RDONLY);

	(void)state;
	getrlimit(RLIMIT_AS, &old);
	setrlimit(RLIMIT_AS, &little);
	assert_int_equal(file_read_all(fd, &b), ST_BUSY);
	setrlimit(RLIMIT_AS, &old);
	assert_int_equal(errno, ENOMEM);
	close(fd);
	buf_release(&b);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(check_pipe),	   cmocka_unit_test(check_file),
		cmocka_unit_test(check_nothing),   cmocka_unit_test(check_errors),
		cmocka_unit_test(check_no_memory),
	};

	return cmocka_run_group_tests_name("io", tests, NULL, NULL);
}

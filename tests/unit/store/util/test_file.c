/* SPDX-License-Identifier: MIT */
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include "store/util/file.h"
#include "tests/support/rows.h"
#include "tests/support/temp.h"

#define LARGE (3 * 1000 * 1000)

static void fill_buf(struct buf *b, size_t n)
{
	for (size_t i = 0; i < n; i++)
		buf_addch(b, (int)(i * 7));
}

static void check_padded(const struct buf *b)
{
	for (int i = 0; i < BUF_PAD; i++)
		assert_int_equal(b->data[b->len + i], 0);
}

/* Writes small pieces first, as hosts do. */
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
	fill_buf(&in, LARGE);
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
	fill_buf(&in, LARGE);
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

/* The file has no end, and memory runs out: the process does not end. */
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

/* A file that is larger than the limit costs no more memory. */
static void check_limit(void **state)
{
	struct buf b = BUF_INIT;
	int zeros = open("/dev/zero", O_RDONLY);
	FILE *file = tmpfile();

	(void)state;
	assert_int_equal(file_read_limited(zeros, &b, 100), ST_OK);
	assert_in_range(b.len, 101, LARGE);
	check_padded(&b);
	buf_reset(&b);
	assert_int_equal(ftruncate(fileno(file), (off_t)1 << 40), 0);
	assert_int_equal(file_read_limited(fileno(file), &b, 100000), ST_OK);
	assert_in_range(b.len, 100001, LARGE);
	assert_true(b.cap < LARGE);
	buf_reset(&b);
	assert_int_equal(ftruncate(fileno(file), 100), 0);
	lseek(fileno(file), 0, SEEK_SET);
	assert_int_equal(file_read_limited(fileno(file), &b, 100), ST_OK);
	assert_int_equal(b.len, 100);
	close(zeros);
	fclose(file);
	buf_release(&b);
}

static const struct text_row {
	const char *name;
	const char *file, *why;
	enum status st;
} text_rows[] = {
	{ "no such file", "/nonexistent/map", "/nonexistent/map: No such file",
	  ST_NOTFOUND },
	{ "a folder", "/", "/: Is a directory", ST_NOINPUT },
	{ "an endless file", "/dev/zero", "/dev/zero: neither a file nor /dev/null",
	  ST_NOINPUT },
};

static void check_text_fault(void **state)
{
	const struct text_row *row = *state;
	struct buf text = BUF_INIT, why = BUF_INIT;

	assert_int_equal(file_read_text(&text, row->file, &why), row->st);
	assert_non_null(strstr(buf_cstr(&why), row->why));
	buf_release(&text);
	buf_release(&why);
}

static void check_text(void **state)
{
	struct buf text = BUF_INIT, why = BUF_INIT, name = BUF_INIT;
	char *dir = temp_dir();
	FILE *f;

	(void)state;
	buf_addf(&name, "%s/file", dir);
	f = fopen(buf_cstr(&name), "w");
	assert_non_null(f);
	for (int i = 0; i < 100000; i++)
		fputc(i % 251, f);
	fclose(f);
	assert_int_equal(file_read_text(&text, buf_cstr(&name), &why), ST_OK);
	assert_int_equal(text.len, 100000);
	for (int i = 0; i < 100000; i++)
		assert_int_equal((unsigned char)text.data[i], i % 251);
	assert_int_equal(file_read_text(&text, "/dev/null", &why), ST_OK);
	assert_int_equal(text.len, 100000);
	buf_release(&text);
	buf_release(&why);
	buf_release(&name);
	temp_remove(dir);
}

static void check_close(void **state)
{
	int fd = open("/dev/null", O_RDONLY), copy = fd;

	(void)state;
	errno = ENOTDIR;
	file_close(&fd);
	assert_int_equal(fd, -1);
	assert_int_equal(fcntl(copy, F_GETFD), -1);
	errno = ENOTDIR;
	file_close(&fd); /* close(-1) would set EBADF */
	assert_int_equal(errno, ENOTDIR);
}

static void check_exists(void **state)
{
	(void)state;
	assert_true(file_exists("/dev", "null"));
	assert_true(file_exists("/", "dev"));
	assert_false(file_exists("/dev", "no such file"));
	assert_false(file_exists("/dev/null", "null"));
}

int main(void)
{
	static struct tests t;

	add_test(&t, "a pipe", check_pipe);
	add_test(&t, "a file", check_file);
	add_test(&t, "nothing", check_nothing);
	add_test(&t, "errors", check_errors);
	add_test(&t, "no memory", check_no_memory);
	add_test(&t, "a limit", check_limit);
	add_rows(&t, text_rows, ARRAY_SIZE(text_rows), sizeof(text_rows[0]),
		 check_text_fault);
	add_test(&t, "all of a text", check_text);
	add_test(&t, "closed once", check_close);
	add_test(&t, "exists", check_exists);
	return run_group("file", &t);
}

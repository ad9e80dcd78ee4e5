/* SPDX-License-Identifier: MIT */
/* Reads that share a lock don't keep a writer from its commit. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <sys/wait.h>

#include <cmocka.h>

#include "tests/support/stored.h"
#include "tests/support/temp.h"

#define READ "read.example.org"
#define OTHER "other.example.org"
#define COMMITS 20
#define PATIENCE 60 /* seconds */

static const struct commit_ref live = { .commit_digits = 0 };

static struct inbox *open_list(const char *dir, const char *list, enum store_mode mode)
{
	const struct store_options o = { .dir = dir, .list = list, .mode = mode };

	return open_or_fail(&o);
}

static void make_list(const char *dir, const char *list)
{
	struct inbox *ib = open_list(dir, list, STORE_WRITE);
	const struct record r = record_of("first@x", 1);

	assert_int_equal(put_or_fail(ib, &r, &live), ST_OK);
	inbox_close(ib);
}

static void put_mails(const char *dir)
{
	struct inbox *ib = open_list(dir, READ, STORE_WRITE);

	for (int i = 0; i < COMMITS; i++) {
		char id[32];
		struct record r;

		snprintf(id, sizeof(id), "%d@x", i);
		r = record_of(id, i);
		put_or_fail(ib, &r, &live);
	}
	inbox_close(ib);
}

/* A process that commits mails to READ one by one, once a byte comes. To be started
 * before READ is opened: TDB opens a file once per process. Returns where to write the
 * byte. */
static int start_writer(const char *dir)
{
	int fd[2];
	char go;

	assert_int_equal(pipe(fd), 0);
	if (fork() == 0) {
		if (read(fd[0], &go, 1) != 1)
			_exit(1);
		put_mails(dir);
		_exit(0);
	}
	close(fd[0]);
	return fd[1];
}

static void let_write(int writer)
{
	assert_int_equal(write(writer, "g", 1), 1);
	close(writer);
	alarm(PATIENCE);
}

static void expect_written(int status)
{
	alarm(0);
	assert_true(WIFEXITED(status));
	assert_int_equal(WEXITSTATUS(status), 0);
}

static void read_first(struct inbox *ib)
{
	struct mail m = MAIL_INIT;

	assert_int_equal(inbox_mail(ib, 1, &m), ST_OK);
	mail_release(&m);
}

static void read_until_written(struct inbox *ib)
{
	int status = 0;

	while (waitpid(-1, &status, WNOHANG) == 0)
		read_first(ib);
	expect_written(status);
}

static void test_while_reading(void **state)
{
	struct inbox *ib;
	int writer;

	make_list(*state, READ);
	writer = start_writer(*state);
	ib = open_list(*state, READ, STORE_READ);
	inbox_begin_reads(ib);
	read_first(ib);
	let_write(writer);
	read_until_written(ib);
	inbox_end_reads(ib);
	inbox_close(ib);
}

/* It is a read of another list that gives the lock back. */
static void test_while_reading_another(void **state)
{
	struct inbox *ib, *other;
	int writer;

	make_list(*state, READ);
	make_list(*state, OTHER);
	writer = start_writer(*state);
	ib = open_list(*state, READ, STORE_READ);
	other = open_list(*state, OTHER, STORE_READ);
	inbox_begin_reads(ib);
	inbox_begin_reads(other);
	read_first(ib);
	let_write(writer);
	read_until_written(other);
	inbox_end_reads(other);
	inbox_end_reads(ib);
	inbox_close(other);
	inbox_close(ib);
}

/* The outer end of two gives the lock back, without a further read. */
static void test_after_the_reads(void **state)
{
	struct inbox *ib;
	int writer, status;

	make_list(*state, READ);
	writer = start_writer(*state);
	ib = open_list(*state, READ, STORE_READ);
	inbox_begin_reads(ib);
	inbox_begin_reads(ib);
	read_first(ib);
	inbox_end_reads(ib);
	read_first(ib);
	inbox_end_reads(ib);
	let_write(writer);
	assert_true(waitpid(-1, &status, 0) > 0);
	expect_written(status);
	read_first(ib);
	inbox_close(ib);
}

int main(void)
{
#define T(name) cmocka_unit_test_setup_teardown(name, temp_setup, temp_teardown)
	const struct CMUnitTest tests[] = {
		T(test_while_reading),
		T(test_while_reading_another),
		T(test_after_the_reads),
	};

	return cmocka_run_group_tests_name("shared reads", tests, NULL, NULL);
}

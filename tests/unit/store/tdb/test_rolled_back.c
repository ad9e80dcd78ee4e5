/* SPDX-License-Identifier: MIT */
/*
 * Processes are killed at each sync of a transaction that makes the file longer.
 * The file is then as long as before, and the next transaction finds all entries.
 */
#include <signal.h>
#include <stdio.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include "store/tdb/rolled_back.h"
#include "store/tdb/tdbfile.h"
#include "tests/support/rows.h"
#include "tests/support/temp.h"

static int syncs_left = -1; /* -1: no limit */

static int sync_or_die(void)
{
	if (syncs_left >= 0 && syncs_left-- == 0)
		raise(SIGKILL);
	return 0;
}

int fsync(int fd)
{
	(void)fd;
	return sync_or_die();
}

int fdatasync(int fd)
{
	(void)fd;
	return sync_or_die();
}

int msync(void *at, size_t len, int flags)
{
	(void)at;
	(void)len;
	(void)flags;
	return 0;
}

#define BIG (2u << 20) /* more than a new file has room for */

/* A new file as a segment is made, with one entry. Returns its path, to be freed. */
static char *make_file(const char *dir)
{
	char *path = NULL;
	struct tdbfile *f;

	assert_true(asprintf(&path, "%s/0.tdb", dir) > 0);
	f = tdbfile_open(path, TDBFILE_NEW | TDBFILE_MAPPED | TDBFILE_UNLOCKED, 0600);
	assert_non_null(f);
	assert_int_equal(tdbfile_insert(f, STR("a"), STR("first")), ST_OK);
	assert_int_equal(tdbfile_make_undo_room(f), ST_OK);
	assert_int_equal(tdbfile_sync(f), ST_OK);
	tdbfile_close(f);
	return path;
}

static off_t size_of(const char *path)
{
	struct stat st;

	assert_int_equal(stat(path, &st), 0);
	return st.st_size;
}

/* Stores a value of that size. Returns false if the file has no such value after it. */
static bool put_big(const char *path, size_t size)
{
	char *text = xcalloc(1, size);
	struct buf got = BUF_INIT;
	struct tdbfile *f = tdbfile_open(path, TDBFILE_TO_WRITE, 0);
	bool put = f && tdbfile_begin(f) == ST_OK;

	put = put && tdbfile_insert(f, STR("b"), (struct str){ text, size }) == ST_OK;
	put = put && tdbfile_commit(f) == ST_OK;
	put = put && tdbfile_get(f, STR("b"), &got) == ST_OK && got.len == size;
	tdbfile_close(f);
	buf_release(&got);
	free(text);
	return put;
}

/* In a process that is killed at the sync of that number. Returns whether it was. */
static bool put_big_and_die(const char *path, int sync)
{
	pid_t pid = fork();
	int status;

	if (pid == 0) {
		syncs_left = sync;
		_exit(put_big(path, BIG) ? 0 : 1);
	}
	assert_int_equal(waitpid(pid, &status, 0), pid);
	if (WIFSIGNALED(status))
		return true;
	assert_int_equal(WEXITSTATUS(status), 0);
	return false;
}

/* Returns whether the file has the big value. */
static bool open_and_close(const char *path)
{
	struct tdbfile *f = tdbfile_open(path, TDBFILE_TO_WRITE, 0);
	struct buf got = BUF_INIT;
	bool there;

	assert_non_null(f);
	there = tdbfile_get(f, STR("b"), &got) == ST_OK;
	tdbfile_close(f);
	buf_release(&got);
	return there;
}

/* Several processes, one after the other, die at the same place. */
static void check_each_sync(void **state)
{
	const char *dir = *state;
	int sync = 0;
	bool died = true, there;

	for (; died; sync++) {
		char *path = make_file(dir);
		off_t first = 0;

		there = false;
		for (int i = 0; i < 6 && died && !there; i++) {
			died = put_big_and_die(path, sync);
			there = open_and_close(path);
			/* the first one may leave its undo area, for the next */
			if (i == 0)
				first = size_of(path);
			else if (!there)
				assert_true(size_of(path) <= first);
		}
		assert_true(there || put_big(path, BIG));
		unlink(path);
		free(path);
	}
	assert_true(sync > 3);
}

/* A process that is killed while it rolls back leaves the work to the next one. */
/* (The transaction is in the file before its last sync.) */
static void check_killed_again(void **state)
{
	char *path = make_file(*state);
	off_t before = size_of(path);
	pid_t pid;

	for (int sync = 0; sync < 4; sync++) {
		assert_true(put_big_and_die(path, 2));
		assert_true(size_of(path) > before);
		pid = fork();
		if (pid == 0) {
			syncs_left = sync;
			open_and_close(path);
			_exit(0);
		}
		assert_int_equal(waitpid(pid, NULL, 0), pid);
		open_and_close(path);
		assert_int_equal(size_of(path), before);
	}
	free(path);
}

/* A process that has the file open sees the transaction of another one rolled back. (TDB
 * opens a file once: the other process begins before this one opens it.) */
static void check_begin(void **state)
{
	char *path = make_file(*state), go = 1;
	off_t before = size_of(path);
	struct tdbfile *f;
	int ends[2];
	pid_t pid;

	assert_int_equal(pipe(ends), 0);
	pid = fork();
	if (pid == 0) {
		syncs_left = read(ends[0], &go, 1) == 1 ? 2 : 0;
		put_big(path, BIG);
		_exit(0);
	}
	f = tdbfile_open(path, TDBFILE_TO_WRITE, 0);
	assert_int_equal(write(ends[1], &go, 1), 1);
	assert_int_equal(waitpid(pid, NULL, 0), pid);
	assert_true(size_of(path) > before);
	assert_int_equal(tdbfile_begin(f), ST_OK);
	tdbfile_cancel(f);
	tdbfile_close(f);
	assert_int_equal(size_of(path), before);
	close(ends[0]);
	close(ends[1]);
	free(path);
}

static int writes;

static void count_write(void *arg)
{
	(void)arg;
	writes++;
}

/* The function is called before a file is written, or a transaction is rolled back. */
static void check_on_write(void **state)
{
	char *path = make_file(*state);

	tdbfile_on_write(count_write, NULL);
	open_and_close(path);
	assert_int_equal(writes, 0);
	assert_true(put_big_and_die(path, 2));
	open_and_close(path);
	assert_int_equal(writes, 1);
	assert_true(put_big(path, BIG));
	assert_int_equal(writes, 2);
	tdbfile_on_write(NULL, NULL);
	free(path);
}

/* The bytes of a file that is broken, or not a TDB file: nothing is cut off. */
static void check_broken(void **state)
{
	char *path = make_file(*state);
	const off_t size = size_of(path);
	const uint32_t wrong = 0xffffff00u;
	FILE *f = fopen(path, "r+b");

	assert_non_null(f);
	assert_true(ftruncate(fileno(f), size + 65536) == 0);
	assert_int_equal(rolled_back_end(fileno(f), (size_t)size + 65536), size);
	fseek(f, 168, SEEK_SET); /* the list of free room */
	fwrite(&wrong, sizeof(wrong), 1, f);
	fflush(f);
	assert_int_equal(rolled_back_end(fileno(f), (size_t)size + 65536), size + 65536);
	fseek(f, 32, SEEK_SET); /* the version */
	fwrite(&wrong, sizeof(wrong), 1, f);
	fflush(f);
	assert_int_equal(rolled_back_end(fileno(f), (size_t)size + 65536), size + 65536);
	assert_int_equal(rolled_back_end(fileno(f), 100), 100);
	assert_int_equal(rolled_back_seen(path), ROLLED_BACK_NOTHING);
	fclose(f);
	free(path);
}

int main(void)
{
	static const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(check_each_sync, temp_setup,
						temp_teardown),
		cmocka_unit_test_setup_teardown(check_killed_again, temp_setup,
						temp_teardown),
		cmocka_unit_test_setup_teardown(check_begin, temp_setup, temp_teardown),
		cmocka_unit_test_setup_teardown(check_on_write, temp_setup,
						temp_teardown),
		cmocka_unit_test_setup_teardown(check_broken, temp_setup, temp_teardown),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}

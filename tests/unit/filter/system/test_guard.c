/* SPDX-License-Identifier: MIT */
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <sys/resource.h>
#include <unistd.h>

#include "filter/system/guard.h"
#include "tests/support/rows.h"

static enum status say(void *arg, struct buf *said)
{
	buf_addstr(said, arg);
	return ST_EXISTS;
}

/* More than a pipe holds. */
static enum status say_much(void *arg, struct buf *said)
{
	(void)arg;
	for (int i = 0; i < 100000; i++)
		buf_addstr(said, "0123456789");
	return ST_OK;
}

static enum status say_and_abort(void *arg, struct buf *said)
{
	buf_addstr(said, arg);
	abort();
}

static enum status say_and_hang(void *arg, struct buf *said)
{
	buf_addstr(said, arg);
	for (;;)
		pause();
	return ST_OK;
}

static enum status fault(void *arg, struct buf *said)
{
	(void)arg;
	(void)said;
	signal(SIGSEGV, SIG_DFL); /* cmocka's handler would go on */
	raise(SIGSEGV);
	return ST_OK;
}

/* Exits, as a library may do. Data in the buffers of the parent's streams must not be
 * written twice. */
static enum status leave(void *arg, struct buf *said)
{
	buf_addstr(said, "lost");
	exit(atoi(arg));
}

static enum status print(void *arg, struct buf *said)
{
	(void)said;
	puts(arg);
	fputs(arg, stderr);
	fflush(NULL);
	return ST_OK;
}

static enum status core_limit(void *arg, struct buf *said)
{
	struct rlimit limit;

	(void)arg;
	getrlimit(RLIMIT_CORE, &limit);
	buf_addf(said, "%d", (int)limit.rlim_cur);
	return ST_OK;
}

static const struct row {
	const char *name;
	guard_fn *work;
	const char *arg;
	int timeout_ms;
	enum guard_end end;
	enum status status;
	int signal;
	const char *said; /* NULL: not looked at */
} rows[] = {
	{ "returns", say, "hello", -1, GUARD_DONE, ST_EXISTS, 0, "hello" },
	{ "says nothing", say, "", 1000, GUARD_DONE, ST_EXISTS, 0, "" },
	{ "says a megabyte", say_much, "", 10000, GUARD_DONE, ST_OK, 0, NULL },
	{ "segmentation fault", fault, "", 1000, GUARD_CRASHED, ST_BUSY, SIGSEGV, "" },
	{ "abort after some words", say_and_abort, "never heard", 1000, GUARD_CRASHED,
	  ST_BUSY, SIGABRT, "" },
	{ "hangs after some words", say_and_hang, "never heard", 50, GUARD_TIMEOUT,
	  ST_BUSY, 0, "" },
	{ "no time at all", say_and_hang, "", 0, GUARD_TIMEOUT, ST_BUSY, 0, NULL },
	{ "a library's exit(0)", leave, "0", 1000, GUARD_CRASHED, ST_BUSY, 0, "" },
	{ "a library's exit(1)", leave, "1", 1000, GUARD_CRASHED, ST_BUSY, 0, "" },
	{ "out of memory", leave, "75", 1000, GUARD_DONE, ST_BUSY, 0, "" },
	{ "no core file", core_limit, "", 1000, GUARD_DONE, ST_OK, 0, "0" },
	{ "quiet", print, "a library's chatter", 1000, GUARD_DONE, ST_OK, 0, "" },
};

static void check_run(void **state)
{
	const struct row *row = *state;
	struct guard_result r;

	guard_run(&r, row->work, (void *)(uintptr_t)row->arg, row->timeout_ms, true,
		  NULL);
	assert_int_equal(r.end, row->end);
	assert_int_equal(r.status, row->status);
	assert_int_equal(r.signal, row->signal);
	if (row->said)
		assert_string_equal(buf_cstr(&r.said), row->said);
	if (row->work == say_much)
		assert_int_equal(r.said.len, 1000000);
	buf_release(&r.said);
}

/* At the limit of open files there is no pipe, so no child. */
static void check_no_files(void **state)
{
	struct rlimit old, none;
	struct guard_result r;

	(void)state;
	getrlimit(RLIMIT_NOFILE, &old);
	none = old;
	none.rlim_cur = 3;
	setrlimit(RLIMIT_NOFILE, &none);
	guard_run(&r, say, (void *)(uintptr_t) "", 1000, true, NULL);
	setrlimit(RLIMIT_NOFILE, &old);
	assert_int_equal(r.end, GUARD_NOFORK);
	assert_int_equal(r.status, ST_BUSY);
	buf_release(&r.said);
}

static enum status tell_pid_and_hang(void *arg, struct buf *said)
{
	(void)said;
	*(volatile pid_t *)arg = getpid();
	for (;;)
		pause();
	return ST_OK;
}

/* A child does not outlive the process that waits for it. */
static enum status be_killed(void *arg, struct buf *said)
{
	struct guard_result r;

	(void)said;
	guard_run(&r, tell_pid_and_hang, arg, 60000, true, NULL);
	return ST_OK;
}

static void check_orphan(void **state)
{
	volatile pid_t *pid = mmap(NULL, sizeof(*pid), PROT_READ | PROT_WRITE,
				   MAP_SHARED | MAP_ANONYMOUS, -1, 0);
	struct guard_result r;

	(void)state;
	guard_run(&r, be_killed, (void *)(uintptr_t)pid, 200, true, NULL);
	assert_int_equal(r.end, GUARD_TIMEOUT);
	assert_int_not_equal(*pid, 0);
	for (int i = 0; i < 200 && kill(*pid, 0) == 0; i++)
		usleep(10000);
	assert_int_equal(kill(*pid, 0), -1);
}

/* Shared by the test, a child that stays, and the child's parent. */
struct stay_test {
	atomic_int stay;
	volatile bool early, done;
};

static enum status stay_and_end(void *arg, struct buf *said)
{
	struct stay_test *t = arg;

	(void)said;
	if (!t->early)
		usleep(200000);
	guard_stay(&t->stay);
	guard_stay(&t->stay);
	usleep(300000);
	t->done = true;
	return ST_OK;
}

/* The parent that waits ends at once, as after a signal. */
static enum status be_left(void *arg, struct buf *said)
{
	struct stay_test *t = arg;
	struct guard_result r;

	(void)said;
	guard_run(&r, stay_and_end, t, 100, true, &t->stay);
	return r.end == GUARD_STAYS ? ST_OK : ST_INPUT;
}

static const struct stay_row {
	const char *name;
	guard_fn *work;
	bool early, done;
	enum guard_end end;
} stay_rows[] = {
	{ "it stays before the deadline", stay_and_end, true, true, GUARD_STAYS },
	{ "it would stay after it", stay_and_end, false, false, GUARD_TIMEOUT },
	{ "it outlives its parent", be_left, true, true, GUARD_DONE },
};

static void check_stay(void **state)
{
	const struct stay_row *row = *state;
	struct stay_test *t = mmap(NULL, sizeof(*t), PROT_READ | PROT_WRITE,
				   MAP_SHARED | MAP_ANONYMOUS, -1, 0);
	struct guard_result r;

	t->early = row->early;
	guard_run(&r, row->work, t, row->work == be_left ? 10000 : 100, true,
		  row->work == be_left ? NULL : &t->stay);
	assert_int_equal(r.end, row->end);
	for (int i = 0; i < 100 && !t->done; i++)
		usleep(10000);
	assert_int_equal(t->done, row->done);
	buf_release(&r.said);
	munmap(t, sizeof(*t));
}

int main(void)
{
	static struct tests t;

	add_rows(&t, rows, ARRAY_SIZE(rows), sizeof(rows[0]), check_run);
	add_rows(&t, stay_rows, ARRAY_SIZE(stay_rows), sizeof(stay_rows[0]), check_stay);
	add_test(&t, "check_no_files", check_no_files);
	add_test(&t, "check_orphan", check_orphan);
	return run_group("guard", &t);
}

/* SPDX-License-Identifier: MIT */
#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <sysexits.h>
#include <time.h>
#include <unistd.h>

#include "filter/system/guard.h"
#include "store/util/file.h"
#include "store/util/utc.h"

/*
 * The child exits with the work's status plus this number, which no library's
 * exit() gives. The pipe carries only what the work has to say; its end shows
 * that the child is gone.
 */
#define STATUS_EXIT_BASE 100

/*
 * A killed child that does not end at once hangs in the kernel (a dead file
 * server). After this time nothing waits for it any more.
 */
#define KILL_WAIT_MS 100

void guard_become_quiet(void)
{
	int null = open("/dev/null", O_RDWR | O_CLOEXEC);

	if (null < 0)
		return;
	dup2(null, STDOUT_FILENO);
	dup2(null, STDERR_FILENO);
	close(null);
}

/* A child ends with its parent: no lock must outlive the process that waits for it. */
static void become_child(pid_t parent)
{
	const struct rlimit no_core = { 0, 0 };

	prctl(PR_SET_PDEATHSIG, SIGKILL);
	if (getppid() != parent)
		_exit(1);
	setrlimit(RLIMIT_CORE, &no_core);
}

static _Noreturn void run_child(guard_fn *work, void *arg, int fd, pid_t parent,
				bool quiet)
{
	struct buf said = BUF_INIT;
	enum status st;

	become_child(parent);
	if (quiet)
		guard_become_quiet();
	st = work(arg, &said);
	/* Words that can't be sent are lost; the exit code says what matters. */
	(void)file_write_all(fd, buf_str(&said));
	_exit(STATUS_EXIT_BASE + (int)st);
}

/* Milliseconds until the deadline, for poll(); -1: no limit. */
static int ms_until(int64_t deadline)
{
	int64_t left;

	if (deadline < 0)
		return -1;
	left = deadline - monotonic_ms();
	return left > 0 ? (int)left : 0;
}

/*
 * Appends what the child says. False if the child has not closed its end by the
 * deadline, or if its end can't be read.
 */
static bool read_said(int fd, struct buf *said, int64_t deadline)
{
	struct pollfd p = { .fd = fd, .events = POLLIN };
	char piece[4096];

	for (;;) {
		int ready = poll(&p, 1, ms_until(deadline));
		ssize_t n = ready > 0 ? read(fd, piece, sizeof(piece)) : -1;

		if (n > 0)
			buf_add(said, piece, (size_t)n);
		else if (n == 0)
			return true;
		else if (ready == 0 || errno != EINTR)
			return false;
	}
}

int guard_wait(pid_t pid)
{
	int status;

	while (waitpid(pid, &status, 0) < 0)
		if (errno != EINTR)
			return -1;
	return status;
}

static void kill_and_leave(pid_t pid)
{
	const struct timespec step = { 0, 5 * 1000000 };

	kill(pid, SIGKILL);
	for (int ms = 0; ms < KILL_WAIT_MS && waitpid(pid, NULL, WNOHANG) == 0; ms += 5)
		nanosleep(&step, NULL);
}

/* Whether child or parent decided first: the one whose word is in *stay. */
enum { UNDECIDED, CHILD_STAYS, PARENT_KILLS };

static bool decide(atomic_int *stay, int word)
{
	int before = UNDECIDED;

	return atomic_compare_exchange_strong(stay, &before, word) || before == word;
}

void guard_stay(atomic_int *stay)
{
	if (!decide(stay, CHILD_STAYS))
		_exit(1);
	prctl(PR_SET_PDEATHSIG, 0);
}

static void set_guard_end(struct guard_result *r, int status)
{
	int code = WIFEXITED(status) ? WEXITSTATUS(status) : -1;

	r->end = GUARD_CRASHED;
	if (WIFSIGNALED(status))
		r->signal = WTERMSIG(status);
	if (code >= STATUS_EXIT_BASE && code < STATUS_EXIT_BASE + ST_COUNT) {
		r->end = GUARD_DONE;
		r->status = (enum status)(code - STATUS_EXIT_BASE);
	} else if (code == EX_TEMPFAIL) {
		r->end = GUARD_DONE;
	}
}

void guard_run(struct guard_result *r, guard_fn *work, void *arg, int timeout_ms,
	       bool quiet, atomic_int *stay)
{
	int64_t deadline = timeout_ms < 0 ? -1 : monotonic_ms() + timeout_ms;
	pid_t pid, parent = getpid();
	int ends[2];

	*r = (struct guard_result){ .end = GUARD_NOFORK,
				    .status = ST_BUSY,
				    .said = BUF_INIT };
	fflush(NULL);
	if (pipe2(ends, O_CLOEXEC) < 0)
		return;
	pid = fork();
	if (pid == 0) {
		close(ends[0]);
		run_child(work, arg, ends[1], parent, quiet);
	}
	close(ends[1]);
	if (pid > 0 && read_said(ends[0], &r->said, deadline)) {
		set_guard_end(r, guard_wait(pid));
	} else if (pid > 0 && stay && !decide(stay, PARENT_KILLS)) {
		r->end = GUARD_STAYS;
	} else if (pid > 0) {
		r->end = GUARD_TIMEOUT;
		kill_and_leave(pid);
	}
	close(ends[0]);
}

pid_t guard_start_helper(guard_helper_fn *work, void *arg)
{
	pid_t parent = getpid(), pid = fork();

	if (pid != 0)
		return pid;
	become_child(parent);
	work(arg);
	_exit(0);
}

/* SPDX-License-Identifier: MIT */
#include <signal.h>
#include <stddef.h>
#include <stdio.h>
#include <string.h>
#include <sys/time.h>
#include <sysexits.h>
#include <unistd.h>

#include "store/tdb/tdbfile.h"
#include "store/tdb/watchdog.h"
#include "store/util/array.h"

/*
 * Seconds between two checks. Most reports end before the first, so no signal interrupts
 * their calls: a file system in user space may not restart a call.
 */
#define TICK_SECONDS 5

static const char *volatile unfinished;

/* Texts of the messages; set before any signal is handled. */
static struct {
	const char *program, *check;
	int wait_seconds;
	char waited[64]; /* the end of the message about a lock */
} texts;

static void say(const char *text)
{
	(void)!write(STDERR_FILENO, text, strlen(text));
}

static _Noreturn void end_program(int code)
{
	if (unfinished)
		unlink(unfinished);
	_exit(code);
}

/* The store is mapped: if part of a file is gone, a memory access fails, not a call. */
static void end_by_bus(int sig)
{
	(void)sig;
	say(texts.program);
	say(": a file of the store became shorter, or its disk failed, while it was "
	    "read; see ");
	say(texts.check);
	say("\n");
	end_program(EX_SOFTWARE);
}

/*
 * TDB waits for a lock without a limit, inside its calls: only the end of the process
 * ends the wait. After this process itself was stopped (SIGSTOP), all the ticks that it
 * missed count as one.
 */
static void check_lock_wait(int sig)
{
	static int last, ticks;
	int count = tdbfile_waits();

	(void)sig;
	ticks = count % 2 && count == last ? ticks + 1 : 0;
	last = count;
	if (ticks * TICK_SECONDS < texts.wait_seconds)
		return;
	say(texts.program);
	say(": the store is busy: another process has held the lock of ");
	say(tdbfile_waits_for());
	say(texts.waited);
	end_program(EX_TEMPFAIL);
}

static void set_handler(int sig, void (*handler)(int))
{
	struct sigaction action = { .sa_handler = handler, .sa_flags = SA_RESTART };
	sigset_t one;

	sigemptyset(&action.sa_mask);
	sigaction(sig, &action, NULL);
	/* the parent process may have blocked it */
	sigemptyset(&one);
	sigaddset(&one, sig);
	sigprocmask(SIG_UNBLOCK, &one, NULL);
}

void watchdog_install(const char *program, const char *check, int wait_seconds)
{
	const struct itimerval tick = { { TICK_SECONDS, 0 }, { TICK_SECONDS, 0 } };

	texts.program = program;
	texts.check = check;
	texts.wait_seconds = wait_seconds;
	snprintf(texts.waited, sizeof(texts.waited), " for %d s; try again\n",
		 wait_seconds);
	set_handler(SIGBUS, end_by_bus);
	set_handler(SIGALRM, check_lock_wait);
	setitimer(ITIMER_REAL, &tick, NULL);
}

static void end_by_user(int sig)
{
	if (unfinished)
		unlink(unfinished);
	raise(sig); /* which does what it did without this handler */
}

void watchdog_set_unfinished(const char *path)
{
	static const int ends[] = { SIGHUP, SIGINT, SIGTERM };
	struct sigaction now,
	    action = { .sa_handler = end_by_user, .sa_flags = SA_RESETHAND };

	unfinished = path;
	sigemptyset(&action.sa_mask);
	/* what the user ignores (nohup) stays ignored */
	for (size_t i = 0; path && i < ARRAY_SIZE(ends); i++)
		if (sigaction(ends[i], NULL, &now) == 0 && now.sa_handler == SIG_DFL)
			sigaction(ends[i], &action, NULL);
}

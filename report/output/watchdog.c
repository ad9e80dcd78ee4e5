/* SPDX-License-Identifier: MIT */
#include <signal.h>
#include <stddef.h>
#include <stdio.h>
#include <string.h>
#include <sys/time.h>
#include <sysexits.h>
#include <unistd.h>

#include "report/output/watchdog.h"
#include "store/tdb/tdbfile.h"

#define NAME "patchdigest-report"
#define TEXT_OF(number) TEXT_AS_IT_STANDS(number)
#define TEXT_AS_IT_STANDS(number) #number

/*
 * Seconds between two looks. Most reports have ended before the first: there
 * is no signal that could interrupt a call (a file system in user space may
 * not begin it again).
 */
#define TICK 5

static const char *volatile unfinished;

static _Noreturn void end(int code, const char *text)
{
	if (unfinished)
		unlink(unfinished);
	(void)!write(STDERR_FILENO, text, strlen(text));
	_exit(code);
}

/* A file of the store is mapped: a part of it that is gone is no error of a call. */
static void end_by_bus(int sig)
{
	(void)sig;
	end(EX_SOFTWARE, NAME ": a file of the store became shorter, or its disk failed, "
			      "while it was read; see --check\n");
}

/*
 * TDB waits for a lock without a limit, in the middle of its calls: nothing
 * but the end of the process is a way out. A process that was stopped itself
 * gets one tick for all that it missed.
 */
static void look(int sig)
{
	static int last, ticks;
	int count = tdbfile_waits();

	(void)sig;
	ticks = count % 2 && count == last ? ticks + 1 : 0;
	last = count;
	if (ticks * TICK >= PATIENCE)
		end(EX_TEMPFAIL,
		    NAME ": the store is busy: another process has held its lock "
			 "for " TEXT_OF(PATIENCE) " s; try again\n");
}

static void handle(int sig, void (*handler)(int))
{
	struct sigaction action = { .sa_handler = handler, .sa_flags = SA_RESTART };
	sigset_t one;

	sigemptyset(&action.sa_mask);
	sigaction(sig, &action, NULL);
	/* who started the program may have it blocked */
	sigemptyset(&one);
	sigaddset(&one, sig);
	sigprocmask(SIG_UNBLOCK, &one, NULL);
}

void watchdog_install(void)
{
	const struct itimerval tick = { { TICK, 0 }, { TICK, 0 } };

	handle(SIGBUS, end_by_bus);
	handle(SIGALRM, look);
	setitimer(ITIMER_REAL, &tick, NULL);
}

void watchdog_removes(const char *path)
{
	unfinished = path;
}

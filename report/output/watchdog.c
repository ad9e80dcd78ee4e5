/* SPDX-License-Identifier: MIT */
#include <signal.h>
#include <stddef.h>
#include <stdio.h>
#include <string.h>
#include <sys/time.h>
#include <sysexits.h>
#include <unistd.h>

#include "report/output/say.h"
#include "report/output/watchdog.h"
#include "store/tdb/tdbfile.h"

/* The number, after macros are expanded, as a string. */
#define TEXT_OF(number) TEXT_OF_EXPANDED(number)
#define TEXT_OF_EXPANDED(number) #number

/*
 * Seconds between two checks. Most reports end before the first, so no signal interrupts
 * their calls: a file system in user space may not restart a call.
 */
#define TICK_SECONDS 5

static const char *volatile unfinished;

static _Noreturn void end_program(int code, const char *text)
{
	if (unfinished)
		unlink(unfinished);
	(void)!write(STDERR_FILENO, text, strlen(text));
	_exit(code);
}

/* The store is mapped: if part of a file is gone, a memory access fails, not a call. */
static void end_by_bus(int sig)
{
	(void)sig;
	end_program(EX_SOFTWARE, PROGRAM_NAME
		    ": a file of the store became shorter, or its disk failed, "
		    "while it was read; see --check\n");
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
	if (ticks * TICK_SECONDS >= LOCK_WAIT_SECONDS)
		end_program(EX_TEMPFAIL, PROGRAM_NAME
			    ": the store is busy: another process has held its lock "
			    "for " TEXT_OF(LOCK_WAIT_SECONDS) " s; try again\n");
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

void watchdog_install(void)
{
	const struct itimerval tick = { { TICK_SECONDS, 0 }, { TICK_SECONDS, 0 } };

	set_handler(SIGBUS, end_by_bus);
	set_handler(SIGALRM, check_lock_wait);
	setitimer(ITIMER_REAL, &tick, NULL);
}

void watchdog_set_unfinished(const char *path)
{
	unfinished = path;
}

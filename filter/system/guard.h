/* SPDX-License-Identifier: MIT */
/*
 * Work that may crash, hang or run out of memory, done in a child process:
 * the parent keeps the mail and learns how the work ended. Deliveries, drains
 * and imports all go through here, so that a crash inside a library loses nothing.
 */
#ifndef FILTER_SYSTEM_GUARD_H
#define FILTER_SYSTEM_GUARD_H

#include <stdatomic.h>
#include <sys/types.h>

#include "store/util/buf.h"
#include "store/util/status.h"

enum guard_end {
	/* the work returned, or had no memory (ST_BUSY, store/util/buf.h) */
	GUARD_DONE,
	GUARD_CRASHED, /* killed by a signal, or exit() inside a library */
	GUARD_TIMEOUT, /* killed: not done in time */
	GUARD_STAYS,   /* not done in time, and left to go on alone (guard_stay) */
	GUARD_NOFORK,  /* no child could be started */
};

/* How the end by SIGSYS is explained: it comes from a filter of system calls, whatever
 * the work. */
#define GUARD_SIGSYS_TEXT                                                             \
	"a system call is not allowed here (SIGSYS): the service's SystemCallFilter " \
	"lacks it"

struct guard_result {
	enum guard_end end;
	enum status status; /* ST_BUSY unless GUARD_DONE */
	int signal;	    /* the one that killed the child, or 0 */
	struct buf said;    /* what the work appended: a few hundred bytes at most */
};

/* Runs in the child. If it returns, the parent gets what it appended to said. */
typedef enum status guard_fn(void *arg, struct buf *said);

/*
 * Runs work in a child and waits for it; timeout_ms < 0: without limit. The
 * caller releases r->said. quiet: the child's standard output and error are
 * /dev/null. stay: for guard_stay(), zero at first, in memory that parent and
 * child share; or NULL.
 */
void guard_run(struct guard_result *r, guard_fn *work, void *arg, int timeout_ms,
	       bool quiet, atomic_int *stay);
/*
 * In the child: from here on it is killed neither at the deadline nor with its
 * parent. Does not return if the deadline has passed.
 */
void guard_stay(atomic_int *stay);
/* Makes this process's standard output and error /dev/null: libraries print on them. */
void guard_become_quiet(void);

/*
 * Starts a helper process, which ends when the work returns or when this
 * process ends. Returns its pid, for the caller to wait for; -1 if no process
 * could be started.
 */
typedef void guard_helper_fn(void *arg);
pid_t guard_start_helper(guard_helper_fn *work, void *arg);
/* Waits for a child. Returns its wait status; -1, neither an exit nor a signal, if there
 * is no such child. */
int guard_wait(pid_t);

#endif

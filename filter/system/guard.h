/* SPDX-License-Identifier: MIT */
/*
 * Work that may crash, hang or run out of memory, done in a child process:
 * the parent keeps the mail and learns how it ended. Deliveries, drains and
 * bulk runs all take this way, so that a crash inside a library loses nothing.
 */
#ifndef FILTER_SYSTEM_GUARD_H
#define FILTER_SYSTEM_GUARD_H

#include <sys/types.h>

#include "store/util/buf.h"
#include "store/util/status.h"

enum guard_end {
	GUARD_DONE,    /* the work returned, or had no memory (store/util/buf.h: ST_BUSY);
			  status says what */
	GUARD_CRASHED, /* killed by a signal, or exit() inside a library */
	GUARD_TIMEOUT, /* not back in time: killed */
	GUARD_NOFORK,  /* no child could be made */
};

struct guard_result {
	enum guard_end end;
	enum status status; /* ST_BUSY unless GUARD_DONE */
	int signal;	    /* that killed the child, or 0 */
	struct buf said;    /* what the work had to say: a few hundred bytes at most */
};

/* Runs in the child; what it appends to said reaches the parent if it returns. */
typedef enum status guard_fn(void *arg, struct buf *said);

/*
 * timeout_ms < 0: no limit. Release result->said. The child's standard output
 * and error are /dev/null where quiet is set.
 */
void guard_run(struct guard_result *r, guard_fn *work, void *arg, int timeout_ms,
	       bool quiet);

/*
 * A process that works beside this one, and ends when the work returns, or
 * with this one. Its pid, to be waited for; -1 if there can't be one.
 */
typedef void guard_helper_fn(void *arg);
pid_t guard_start_helper(guard_helper_fn *work, void *arg);

/* Milliseconds on a clock that nobody sets. */
int64_t guard_clock(void);

#endif

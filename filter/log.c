/* SPDX-License-Identifier: MIT */
#include <stdio.h>
#include <syslog.h>
#include <unistd.h>

#include "filter/guard.h"
#include "filter/log.h"

#define LOG_WAIT_MS 1000

struct entry {
	int priority;
	const struct buf *line;
};

static enum status write_entry(void *arg, struct buf *said)
{
	const struct entry *e = arg;

	(void)said;
	openlog("patchdigest-filter", LOG_PID, LOG_MAIL);
	syslog(e->priority, "%s", buf_cstr(e->line));
	return ST_OK;
}

void log_line(int priority, const struct buf *line)
{
	struct entry e = { priority, line };
	struct guard_result r;

	guard_run(&r, write_entry, &e, LOG_WAIT_MS, true);
	if (r.end == GUARD_NOFORK)
		write_entry(&e, NULL);
	buf_release(&r.said);
}

void log_aloud(const struct buf *line)
{
	dprintf(STDERR_FILENO, "patchdigest-filter: %s\n", buf_cstr(line));
}

/* SPDX-License-Identifier: MIT */
#include <stdio.h>
#include <syslog.h>
#include <unistd.h>

#include "store/util/utf8.h"

#include "filter/system/guard.h"
#include "filter/system/log.h"

#define LOG_WAIT_MS 1000

struct syslog_entry {
	int priority;
	const struct buf *line;
};

static enum status write_to_syslog(void *arg, struct buf *said)
{
	const struct syslog_entry *e = arg;
	struct buf clean = BUF_INIT;

	(void)said;
	utf8_add_clean(&clean, buf_str(e->line), false);
	openlog("patchdigest-filter", LOG_PID, LOG_MAIL);
	syslog(e->priority, "%s", buf_cstr(&clean));
	buf_release(&clean);
	return ST_OK;
}

void log_to_syslog(int priority, const struct buf *line)
{
	struct syslog_entry e = { priority, line };
	struct guard_result r;

	guard_run(&r, write_to_syslog, &e, LOG_WAIT_MS, true, NULL);
	if (r.end == GUARD_NOFORK)
		write_to_syslog(&e, NULL);
	buf_release(&r.said);
}

void log_to_stderr(const struct buf *line)
{
	struct buf clean = BUF_INIT;

	utf8_add_clean(&clean, buf_str(line), false);
	dprintf(STDERR_FILENO, "patchdigest-filter: %s\n", buf_cstr(&clean));
	buf_release(&clean);
}

/* SPDX-License-Identifier: MIT */
#include <inttypes.h>

#include "store/command/verb_list.h"
#include "store/inbox/inbox.h"
#include "store/util/utc.h"

static void add_time(struct buf *line, bool any, int64_t seconds)
{
	buf_addch(line, '\t');
	if (any)
		utc_add(line, seconds, UTC_WHOLE);
}

static enum status print_list(struct tool *t, const char *list, void *arg,
			      struct buf *why)
{
	const struct store_options o = tool_options(t, list, STORE_READ);
	struct buf line = BUF_INIT;
	struct inbox_totals sum;
	uint64_t bytes;
	struct inbox *ib;
	enum status st = inbox_open(&ib, &o, why);

	(void)arg;
	if (st != ST_OK)
		return st;
	inbox_totals(ib, &sum);
	st = inbox_size(ib, &bytes, why);
	inbox_close(ib);
	if (st != ST_OK)
		return st;
	buf_addf(&line, "%s\t%" PRIu64, list, sum.mails);
	add_time(&line, sum.mails > 0, sum.first_arrival);
	add_time(&line, sum.mails > 0, sum.last_arrival);
	buf_addf(&line, "\t%" PRIu64 "\n", bytes);
	tool_print(buf_str(&line));
	buf_release(&line);
	return ST_OK;
}

enum status verb_list(struct tool *t, struct buf *why)
{
	return tool_each_list(t, print_list, NULL, why);
}

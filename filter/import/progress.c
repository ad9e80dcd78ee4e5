/* SPDX-License-Identifier: MIT */
#include <stdio.h>
#include <string.h>

#include "filter/import/progress.h"

/* Fast enough to look alive, slow enough to cost nothing. */
#define SHOW_EVERY_MS 250

void progress_start(struct progress *p, bool on, const char *unit, uint64_t done,
		    int64_t now_ms)
{
	*p = (struct progress){ .on = on,
				.unit = unit,
				.start = now_ms,
				.last = now_ms,
				.first_done = done };
}

static void add_duration(struct buf *out, uint64_t seconds)
{
	if (seconds >= 3600)
		buf_addf(out, "%ju:%02u:%02u", (uintmax_t)(seconds / 3600),
			 (unsigned)(seconds / 60 % 60), (unsigned)(seconds % 60));
	else
		buf_addf(out, "%u:%02u", (unsigned)(seconds / 60),
			 (unsigned)(seconds % 60));
}

void progress_count_add(struct buf *out, uint64_t n, const char *unit)
{
	size_t len = strlen(unit);

	buf_addf(out, "%ju %.*s", (uintmax_t)n, (int)(n == 1 ? len - 1 : len), unit);
}

void progress_line(struct buf *out, const struct progress *p, uint64_t items,
		   uint64_t done, uint64_t total, int64_t now_ms)
{
	double seconds = (double)(now_ms - p->start) / 1000;
	double gone = (double)(done - p->first_done);

	progress_count_add(out, items, p->unit);
	if (seconds > 0)
		buf_addf(out, ", %.0f/s", (double)items / seconds);
	if (!total || done > total)
		return;
	buf_addf(out, ", %u%%", (unsigned)((double)done * 100 / (double)total));
	if (gone <= 0)
		return;
	buf_addstr(out, ", ");
	add_duration(out, (uint64_t)(seconds / gone * (double)(total - done)));
	buf_addstr(out, " left");
}

void progress_show(struct progress *p, uint64_t items, uint64_t done, uint64_t total,
		   int64_t now_ms)
{
	struct buf line = BUF_INIT;
	int gap;

	if (!p->on || now_ms - p->last < SHOW_EVERY_MS)
		return;
	p->last = now_ms;
	progress_line(&line, p, items, done, total, now_ms);
	gap = p->width > line.len ? (int)(p->width - line.len) : 0;
	fprintf(stderr, "\r%s%*s", buf_cstr(&line), gap, "");
	fflush(stderr);
	p->width = line.len;
	buf_release(&line);
}

void progress_clear(struct progress *p)
{
	if (p->width)
		fprintf(stderr, "\r%*s\r", (int)p->width, "");
	p->width = 0;
}

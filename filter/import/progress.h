/* SPDX-License-Identifier: MIT */
/*
 * A line on standard error, written again and again:
 *
 *     18400 messages, 15300/s, 86%, 0:02 left
 */
#ifndef FILTER_IMPORT_PROGRESS_H
#define FILTER_IMPORT_PROGRESS_H

#include "store/util/buf.h"

struct progress {
	bool on;
	const char *unit;
	int64_t start, last; /* milliseconds: the run's start, the last line */
	uint64_t first_done; /* source.done when the run began */
	size_t width;	     /* of the last line */
};

/* done: source.done when the run begins. */
void progress_start(struct progress *, bool on, const char *unit, uint64_t done,
		    int64_t now_ms);
/* items: of this run; done of total: as the source counts (total 0: not known). */
void progress_show(struct progress *, uint64_t items, uint64_t done, uint64_t total,
		   int64_t now_ms);
/* Removes the line, for other output. */
void progress_clear(struct progress *);
/* Appends "1 message" or "2 messages"; unit: "messages". */
void progress_count_add(struct buf *, uint64_t n, const char *unit);
/* Appends the line. */
void progress_line(struct buf *, const struct progress *, uint64_t items, uint64_t done,
		   uint64_t total, int64_t now_ms);

#endif

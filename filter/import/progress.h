/* SPDX-License-Identifier: MIT */
/*
 * A line on standard error that is written over and over:
 *
 *     18400 messages, 15300/s, 86%, 0:02 left
 */
#ifndef FILTER_IMPORT_PROGRESS_H
#define FILTER_IMPORT_PROGRESS_H

#include "store/util/buf.h"

struct progress {
	bool on;
	const char *unit;
	int64_t start, last; /* milliseconds, of the run and of the line shown */
	uint64_t first_done; /* of the source when the run began */
	size_t width;	     /* of the line shown */
};

/* done: how far the source was at the start. */
void progress_start(struct progress *, bool on, const char *unit, uint64_t done,
		    int64_t now_ms);
/* items of this run; done of total as the source measures it (total 0: not known). */
void progress_show(struct progress *, uint64_t items, uint64_t done, uint64_t total,
		   int64_t now_ms);
/* Takes the line away, for other output. */
void progress_clear(struct progress *);
/* What the line says. */
void progress_line(struct buf *, const struct progress *, uint64_t items, uint64_t done,
		   uint64_t total, int64_t now_ms);

#endif

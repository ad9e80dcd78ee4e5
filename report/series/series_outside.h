/* SPDX-License-Identifier: MIT */
/*
 * Mails of the window's series that came outside of it: looked up by thread,
 * only for postings that lack something here, so that a report costs what
 * its window holds.
 */
#ifndef REPORT_SERIES_SERIES_OUTSIDE_H
#define REPORT_SERIES_SERIES_OUTSIDE_H

#include "report/series/series_group.h"
#include "report/window/selection.h"

struct series_outside {
	const struct post **posts; /* patches and covers; they live in the arena given */
	size_t n, cap;
};

/*
 * What came at most SERIES_DAYS to either side of the window. ST_DAMAGED if
 * something could not be read; what could is there all the same.
 */
enum status series_outside_find(struct series_outside *, const struct selection *,
				const struct series_groups *, struct arena *);
void series_outside_release(struct series_outside *);

#endif

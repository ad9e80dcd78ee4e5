/* SPDX-License-Identifier: MIT */
/*
 * Mails outside of the window that belong to series in it. They are looked up by thread,
 * and only for series that lack a mail, so that a report costs what its window holds.
 */
#ifndef REPORT_SERIES_SERIES_OUTSIDE_H
#define REPORT_SERIES_SERIES_OUTSIDE_H

#include "report/series/series_group.h"
#include "report/window/selection.h"

struct series_outside {
	const struct post **posts; /* patches and covers; they live in the arena */
	size_t n, cap;
};

/*
 * Finds mails that arrived within SERIES_DAYS of the window. ST_DAMAGED if some mail
 * could not be read; the others are found all the same. To be released.
 */
enum status series_outside_find(struct series_outside *, const struct selection *,
				const struct series_groups *, struct arena *);
void series_outside_release(struct series_outside *);

#endif

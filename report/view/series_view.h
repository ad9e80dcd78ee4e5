/* SPDX-License-Identifier: MIT */
/*
 * One series: its versions, and what became of each (--series). It is made of the mails
 * that series_search() reads, with the facts of the board's rows. Other than on a board,
 * all answers count, whenever they came.
 */
#ifndef REPORT_VIEW_SERIES_VIEW_H
#define REPORT_VIEW_SERIES_VIEW_H

#include "report/view/view_parts.h"

struct view_version {
	struct board_row row; /* days: since this version was posted */
	/* Where it would stand on a board of now, if it was not new: BOARD_GROUPS:
	 * nowhere. */
	enum board_group_id group;
	/* The version that superseded it, and by which rule, as in struct series; NULL:
	 * none did, or it came again in part. */
	const struct series *bound_to;
	const char *rule;
	struct view_parts parts;
};

struct series_view {
	const struct selection *sel;
	struct view_version *versions; /* as series_versions_list() has them */
	size_t n;
	struct board board; /* owns the series and mails */
};

/*
 * Makes the view of a selection that series_search() read, which must outlive it. of: the
 * post that was found. options: match is not used. ST_DAMAGED: some mail could not be
 * read; the view is valid all the same. To be released.
 */
enum status series_view_build(struct series_view *, const struct selection *,
			      const struct post *of, const struct board_options *options);
void series_view_release(struct series_view *);
/* The newest version, not a part of it that came again alone. The view has versions. */
const struct view_version *series_view_newest(const struct series_view *);
/* How many versions there are; one that was posted again counts once. */
uint32_t series_view_count(const struct series_view *);
/* "contested", "ready", "waiting", "applied", or "open": the state of the newest version.
 */
const char *series_view_state(const struct series_view *);

#endif

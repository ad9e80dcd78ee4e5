/* SPDX-License-Identifier: MIT */
/*
 * The older versions of a series that the store has, in the window or before
 * it, by the rules that bind versions inside a window (CLASSIFY.md, 16).
 */
#ifndef REPORT_SERIES_OLDER_VERSIONS_H
#define REPORT_SERIES_OLDER_VERSIONS_H

#include "report/series/same_title.h"
#include "report/series/series.h"

struct ancestor {
	const struct post *head; /* cover, standalone patch or first patch */
	const char *rule;	 /* as series.bound_by */
};

struct history {
	struct ancestor *list; /* newest first, each version once */
	size_t n, cap;
	/* For all series of a report: */
	struct namesake_index namesakes;
	struct arena arena; /* of the series at hand */
};

void history_init(struct history *, const struct selection *);
void history_release(struct history *);

/*
 * Of the newest version s; body: the text of its head. The list is valid up
 * to the next one. ST_DAMAGED if something could not be read; what was found
 * is there all the same.
 */
enum status history_find(struct history *, const struct series *s, struct str body);

#endif

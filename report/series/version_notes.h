/* SPDX-License-Identifier: MIT */
/*
 * Replies that say "Supersedes:" for the series that they answer (patchdigest-rules(7),
 * rule 16): of the window, and of SERIES_DAYS after it.
 */
#ifndef REPORT_SERIES_VERSION_NOTES_H
#define REPORT_SERIES_VERSION_NOTES_H

#include "report/series/series.h"

struct version_notes {
	struct post *list;
	size_t n, cap;
};

/*
 * Copies the selection's notes, and reads later answers to the series of the set. Strings
 * live in arena. ST_DAMAGED if some mail could not be read; the others are there all the
 * same. To be released.
 */
enum status version_notes_find(struct version_notes *, const struct selection *,
			       const struct series_set *, struct arena *);
void version_notes_release(struct version_notes *);

#endif

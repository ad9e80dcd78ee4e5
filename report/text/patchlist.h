/* SPDX-License-Identifier: MIT */
/* The rows under "Patch list in this time period", and the order of series in a digest.
 */
#ifndef REPORT_TEXT_PATCHLIST_H
#define REPORT_TEXT_PATCHLIST_H

#include "report/text/text_line.h"
#include "report/people/person.h"
#include "report/series/series.h"

#define PATCHLIST_COLUMN 13 /* where the tag line of a row begins */

/* The pieces of a row: "     17/17   " (of: 0 if nobody said), and "TAG  (NAME)" with its
 * end. */
void patchlist_parts(struct text_line *, uint32_t count, uint32_t of);
void patchlist_tag(struct text_line *, struct str subject, struct person author);

/*
 * A row for each series that no newer version in the window supersedes, with
 * a second line for its older versions. Begins and ends with an empty line.
 */
void patchlist_print(struct text_line *, const struct mailmap *,
		     const struct series *const *order, size_t n);

#endif

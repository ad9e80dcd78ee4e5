/* SPDX-License-Identifier: MIT */
/* Which parts of a series did not come. */
#ifndef REPORT_SECTIONS_MISSING_PARTS_H
#define REPORT_SECTIONS_MISSING_PARTS_H

#include "report/sections/section_rows.h"

/*
 * Sets elsewhere of the row if the series lacks its cover too: it was sent to several
 * lists, in parts. Else sets missing, which lives in the arena. The series lacks parts.
 */
void missing_parts_find(struct section_row *, const struct selection *,
			const struct series *, struct arena *);

#endif

/* SPDX-License-Identifier: MIT */
/* The text of a section: heading, empty line, rows in the shape of the patch list, empty line. */
#ifndef REPORT_SECTION_PRINT_H
#define REPORT_SECTION_PRINT_H

#include "report/pen.h"
#include "report/sections.h"

/* Any but SECTION_STANDARD. */
void section_print(struct pen *, enum section_id, const struct section *,
		   const struct section_options *);

#endif

/* SPDX-License-Identifier: MIT */
/* The text of a section: heading, empty line, rows in the shape of the patch list, empty
 * line. */
#ifndef REPORT_TEXT_SECTION_TEXT_H
#define REPORT_TEXT_SECTION_TEXT_H

#include "report/text/text_line.h"
#include "report/sections/sections.h"

/* Any but SECTION_STANDARD. */
void section_print(struct text_line *, enum section_id, const struct section *,
		   const struct section_options *);

#endif

/* SPDX-License-Identifier: MIT */
/* The sections of --sections as text. */
#ifndef REPORT_TEXT_SECTION_TEXT_H
#define REPORT_TEXT_SECTION_TEXT_H

#include "report/text/text_line.h"
#include "report/sections/sections.h"

/*
 * Prints any section but the standard one and the board: its heading, an empty line, rows
 * in the shape of the patch list, an empty line.
 */
void section_text_print(struct text_line *, enum section_id, const struct section *,
			const struct section_options *);

#endif

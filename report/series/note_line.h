/* SPDX-License-Identifier: MIT */
/* A line of a list that a person wrote: "  - rebased", "  2) rebased". */
#ifndef REPORT_SERIES_NOTE_LINE_H
#define REPORT_SERIES_NOTE_LINE_H

#include "store/util/str.h"

struct note_line {
	size_t indent;	 /* columns before the bullet or the text */
	size_t width;	 /* columns of the whole line, roughly: bytes, tabs to 8 */
	bool marked;	 /* begins with a bullet, or a number with a dot or bracket */
	struct str text; /* without bullet and outer blanks; empty: an empty line */
};

/* Reads a line without its line end; text is a view into it. */
struct note_line note_line_read(struct str line);
/* Whether the line consists of three or more signs that only draw: "====", "* * *". */
bool note_line_is_rule(const struct note_line *);
/*
 * Whether the first word of line would have fitted into the line above it: then whoever
 * wrote them did not only wrap a text.
 */
bool note_line_breaks(const struct note_line *above, const struct note_line *line);

#endif

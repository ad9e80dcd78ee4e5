/* SPDX-License-Identifier: MIT */
/* The two tables of contributors as text. */
#ifndef REPORT_TEXT_CONTRIBUTORS_TEXT_H
#define REPORT_TEXT_CONTRIBUTORS_TEXT_H

#include "report/digest/contributor_tables.h"
#include "report/output/output.h"

/*
 * Prints at most top rows of each table, with a heading before them and an empty line
 * after them. Bytes stay as they are, except on a terminal, where they are cleaned, and
 * if addresses are masked.
 * nothing: the line of a table without rows, or NULL for no line.
 */
void contributors_text_print(struct output *, const struct contributor_tables *,
			     size_t top, const char *nothing);

#endif

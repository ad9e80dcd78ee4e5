/* SPDX-License-Identifier: MIT */
/* The sections and the contributors as tables. */
#ifndef REPORT_HTML_SECTION_HTML_H
#define REPORT_HTML_SECTION_HTML_H

#include "report/html/page.h"

/* Prints a section; nothing if it has no row. */
void section_html_print(struct page *, enum section_id);
/* "Discussions" */
struct str section_html_heading(enum section_id);
/* Prints the two tables of contributors, cut as --top says. */
void contributors_html_print(struct page *);

#endif

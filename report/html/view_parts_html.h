/* SPDX-License-Identifier: MIT */
/* The parts of a version, with what each got. */
#ifndef REPORT_HTML_VIEW_PARTS_HTML_H
#define REPORT_HTML_VIEW_PARTS_HTML_H

#include "report/html/page.h"
#include "report/view/series_view.h"

/* Prints a table of the parts. */
void view_parts_html_print(struct page *, const struct view_parts *);

#endif

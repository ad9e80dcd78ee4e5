/* SPDX-License-Identifier: MIT */
/* The head of a page: its time, its totals, what stands on it. */
#ifndef REPORT_HTML_HEAD_HTML_H
#define REPORT_HTML_HEAD_HTML_H

#include "report/html/page.h"

/* html_fill_fns; arg: not used. */
void head_html_print_window(void *page, const void *);
void head_html_print_totals(void *page, const void *);
void head_html_print_only(void *page, const void *);
void head_html_print_links(void *page, const void *);
/* Appends "8 - 14 March 2021". */
void head_html_add_days(struct buf *, const struct digest *);

#endif

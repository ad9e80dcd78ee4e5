/* SPDX-License-Identifier: MIT */
/* The board as a table: a heading for each group, and a row for each series. */
#ifndef REPORT_HTML_BOARD_HTML_H
#define REPORT_HTML_BOARD_HTML_H

#include "report/html/page.h"

void board_html_print(struct page *);
/* Prints what records of older formats leave open. */
void board_html_print_unknown(struct page *, const struct board *);
/* "Contested", "Pull requests" */
struct str board_html_name(enum board_group_id);

#endif

/* SPDX-License-Identifier: MIT */
/* A row of the board: title and figures, below them its notes, which open. */
#ifndef REPORT_HTML_ROW_HTML_H
#define REPORT_HTML_ROW_HTML_H

#include "report/html/page.h"

void row_html_print(struct page *, enum board_group_id, const struct board_row *);

#endif

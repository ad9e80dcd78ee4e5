/* SPDX-License-Identifier: MIT */
/* The inside of a row of the board, once opened: its mails, who said what, its message.
 */
#ifndef REPORT_HTML_ROW_INSIDE_H
#define REPORT_HTML_ROW_INSIDE_H

#include "report/html/page.h"

/* A html_fill_fn; arg: struct board_row. */
void row_inside_print(void *page, const void *row);

#endif

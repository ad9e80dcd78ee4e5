/* SPDX-License-Identifier: MIT */
/* What concerns the people of --for, as tables. */
#ifndef REPORT_HTML_MINE_HTML_H
#define REPORT_HTML_MINE_HTML_H

#include "report/html/page.h"

void mine_html_print(struct page *);

#endif

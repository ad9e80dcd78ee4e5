/* SPDX-License-Identifier: MIT */
/* The commit messages, in the order of the digest. */
#ifndef REPORT_HTML_ENTRY_HTML_H
#define REPORT_HTML_ENTRY_HTML_H

#include "report/html/page.h"

/* A mail whose text stands on the board is only named, and so is one that was replaced.
 */
void entries_html_print(struct page *);

#endif

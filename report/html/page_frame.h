/* SPDX-License-Identifier: MIT */
/* What each page has: a title, its policy and style, links to its site, a footer. */
#ifndef REPORT_HTML_PAGE_FRAME_H
#define REPORT_HTML_PAGE_FRAME_H

#include "report/html/page.h"

struct page_frame {
	struct str title, days; /* the title of the window; days may be empty */
	int64_t as_of;		/* the footer names the reader's zone at that time */
	/* They print the parts between head and footer, and get arg. */
	html_fill_fn *window, *totals, *links, *pictures, *sections;
	const void *arg;
};

/* Prints the fragment "page". A page for a mail has no script. */
void page_frame_print(struct page *, const struct page_frame *);

#endif

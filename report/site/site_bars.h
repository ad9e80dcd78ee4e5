/* SPDX-License-Identifier: MIT */
/* A sparkline: a bar for each of the newest digests of a site, as high as its mails. */
#ifndef REPORT_SITE_SITE_BARS_H
#define REPORT_SITE_SITE_BARS_H

#include "report/html/html_write.h"
#include "report/site/site_windows.h"

#define SITE_BARS_MAX 52
#define SITE_BARS_ROOM 26 /* there is room for so many at least */
/* Sizes in the drawing's own units. */
#define SITE_BAR_STEP 8
#define SITE_BARS_HEIGHT 64

/* What html_fill_fns of the site's pages print: its digests. */
struct site_bars {
	struct html *html;
	const struct site_windows *windows;
};

/* Returns how many bars there are. */
size_t site_bars_count(const struct site_windows *);
/* Returns the drawing's width: of a few bars it is not all. */
int64_t site_bars_width(const struct site_windows *);
/* Returns the digest with the most mails of those that have a bar. */
const struct site_window *site_bars_highest(const struct site_windows *);
/* Prints the fragment "bar" for each, the newest one last. A html_fill_fn. */
void site_bars_print(void *bars, const void *unused);

#endif

/* SPDX-License-Identifier: MIT */
/* A sparkline of a site's newest digests: the height of a bar is the number of mails. */
#ifndef REPORT_SITE_SITE_BARS_H
#define REPORT_SITE_SITE_BARS_H

#include "report/html/html_write.h"
#include "report/site/site_windows.h"

#define SITE_BARS_MAX 52
#define SITE_BARS_ROOM 26 /* the drawing has room for at least so many */
/* Sizes in the drawing's own units. */
#define SITE_BAR_STEP 8
#define SITE_BARS_HEIGHT 64

/* The argument of html_fill_fns that print the digests of a site. */
struct site_bars {
	struct html *html;
	const struct site_windows *windows;
};

/* Returns how many bars there are. */
size_t site_bars_count(const struct site_windows *);
/* Returns the drawing's width; a few bars fill only a part of it. */
int64_t site_bars_width(const struct site_windows *);
/* Returns the digest with the highest bar. */
const struct site_window *site_bars_highest(const struct site_windows *);
/* Prints the fragment "bar" for each digest, the newest last. A html_fill_fn. */
void site_bars_print(void *bars, const void *unused);

#endif

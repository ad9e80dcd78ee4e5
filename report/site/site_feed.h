/* SPDX-License-Identifier: MIT */
/* The feed of a site: the newest digests with their boards. */
#ifndef REPORT_SITE_SITE_FEED_H
#define REPORT_SITE_SITE_FEED_H

#include "report/site/site_place.h"
#include "report/site/site_windows.h"

#define SITE_FEED_ENTRIES 20

/* Writes feed.atom. url: where readers find the site, or NULL. The site has a digest. */
enum status site_feed_write(const struct site_place *, const struct site_windows *,
			    const char *url, struct buf *why);

#endif

/* SPDX-License-Identifier: MIT */
/* The page of a digest in a site: its links to the digests just before and after it. */
#ifndef REPORT_SITE_SITE_PAGE_H
#define REPORT_SITE_SITE_PAGE_H

#include "report/site/site_place.h"
#include "report/site/site_windows.h"

/*
 * Rewrites each page whose links do not lead to the digests just before and after it.
 * Leaves alone a page that is missing or has no links. ST_CANTCREAT: a page can't be read
 * or written.
 */
enum status site_page_link_all(const struct site_place *, const struct site_windows *,
			       struct buf *why);

#endif

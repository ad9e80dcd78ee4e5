/* SPDX-License-Identifier: MIT */
/* The page of a digest in a site: its links to the digests before and behind it. */
#ifndef REPORT_SITE_SITE_PAGE_H
#define REPORT_SITE_SITE_PAGE_H

#include "report/site/site_place.h"
#include "report/site/site_windows.h"

/*
 * Writes the pages anew whose links are not those to their neighbours. A page that is not
 * there, or has no links, is left alone. ST_CANTCREAT: one can't be read or written.
 */
enum status site_page_link_all(const struct site_place *, const struct site_windows *,
			       struct buf *why);

#endif

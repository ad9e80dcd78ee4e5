/* SPDX-License-Identifier: MIT */
/* The index of a site: its digests by date. */
#ifndef REPORT_SITE_SITE_INDEX_H
#define REPORT_SITE_SITE_INDEX_H

#include "report/site/site_place.h"
#include "report/site/site_windows.h"

struct site_index {
	const struct site_windows *windows; /* one at least */
	const char *archive_url;	    /* or NULL */
	bool above;			    /* an index of several lists is above it */
};

/* Writes index.html. */
enum status site_index_write(const struct site_place *, const struct site_index *,
			     struct buf *why);

#endif

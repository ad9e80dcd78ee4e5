/* SPDX-License-Identifier: MIT */
/* The digests that a site has. */
#ifndef REPORT_SITE_SITE_WINDOWS_H
#define REPORT_SITE_SITE_WINDOWS_H

#include "report/site/site_window.h"

struct site_windows {
	struct site_window *list; /* newest first */
	size_t n, cap;
};

/*
 * Reads the summaries in the folders of a site's digests. Leaves out a folder without a
 * summary: the run that made it was killed. ST_CANTCREAT if the site, or a summary,
 * can't be read.
 */
enum status site_windows_read(struct site_windows *, const char *dir, struct buf *why);
void site_windows_release(struct site_windows *);
/* Returns the folders of the digests just before and after a day. The day itself may have
 * no digest. */
struct digest_site site_windows_around(const struct site_windows *, const char *day);

#endif

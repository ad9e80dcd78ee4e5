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
 * Reads the summaries in the folders of a site's digests. A folder without one is left
 * out, as the digest of a run that was killed. ST_CANTCREAT if the site, or a summary,
 * can't be read.
 */
enum status site_windows_read(struct site_windows *, const char *dir, struct buf *why);
void site_windows_release(struct site_windows *);
/* Returns the folders before and behind that of a day, which may be there or not. */
struct digest_site site_windows_around(const struct site_windows *, const char *day);

#endif

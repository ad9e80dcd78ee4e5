/* SPDX-License-Identifier: MIT */
/*
 * A site: a folder for a web server, with a folder for each digest of a list
 * (patchdigest-report(1), "The site").
 */
#ifndef REPORT_SITE_SITE_H
#define REPORT_SITE_SITE_H

#include "report/digest/digest.h"

struct site {
	const char *dir;
	const char *url; /* where readers find dir, or NULL */
	bool several;	 /* dir has a folder for each list */
};

/*
 * Adds a digest of one list; replaces a digest of the same day. The digest must have a
 * board. ST_USAGE: it is the site of another list. ST_DAMAGED: something could not be
 * read; all else is there. ST_CANTCREAT, ST_BUSY: the site works as before, and the next
 * run completes it.
 */
enum status site_add(const struct site *, struct digest *, struct buf *why);

#endif

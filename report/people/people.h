/* SPDX-License-Identifier: MIT */
/* Facts about people that are not in their mails: names to print, and employers. */
#ifndef REPORT_PEOPLE_PEOPLE_H
#define REPORT_PEOPLE_PEOPLE_H

#include "report/people/employers.h"
#include "report/people/mailmap.h"
#include "report/people/robots.h"
#include "report/window/stores.h"

struct people {
	struct mailmap mailmap;
	struct employers employers;
	struct robots robots;
};

#define PEOPLE_INIT ((struct people){ MAILMAP_INIT, EMPLOYERS_INIT, ROBOTS_INIT })

/* Names of files, or NULL. If mailmap is NULL, the .mailmap in each store's folder is
 * read; then the first store's lines count before the others'. */
struct people_files {
	const char *mailmap, *employers, *robots;
	const char *const
	    *robot_patterns; /* for robots_add; the file counts before them */
	size_t n_robot_patterns;
};

/* ST_NOINPUT, ST_USAGE. */
enum status people_read(struct people *, const struct stores *,
			const struct people_files *, struct buf *why);
void people_release(struct people *);

#endif

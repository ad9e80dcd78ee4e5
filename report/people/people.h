/* SPDX-License-Identifier: MIT */
/* Facts about people that are not in their mails: names to print, and employers. */
#ifndef REPORT_PEOPLE_PEOPLE_H
#define REPORT_PEOPLE_PEOPLE_H

#include "report/people/employers.h"
#include "report/people/mailmap.h"
#include "report/window/stores.h"

struct people {
	struct mailmap mailmap;
	struct employers employers;
};

#define PEOPLE_INIT ((struct people){ MAILMAP_INIT, EMPLOYERS_INIT })

/*
 * mailmap: a file, or NULL for the .mailmap in each store's folder; then the first
 * store's lines count before the others'. employers: a file or NULL. ST_NOINPUT,
 * ST_USAGE.
 */
enum status people_read(struct people *, const struct stores *, const char *mailmap,
			const char *employers, struct buf *why);
void people_release(struct people *);

#endif

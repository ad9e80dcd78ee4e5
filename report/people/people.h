/* SPDX-License-Identifier: MIT */
/* What a report knows of people beside their mails: how they are called, whom they work
 * for. */
#ifndef REPORT_PEOPLE_PEOPLE_H
#define REPORT_PEOPLE_PEOPLE_H

#include "report/people/employers.h"
#include "report/people/mailmap.h"
#include "report/window/stores.h"

struct people {
	struct mailmap mailmap;
	struct employers employers;
};

#define PEOPLE_INIT                          \
	{                                    \
		MAILMAP_INIT, EMPLOYERS_INIT \
	}

/*
 * mailmap: a file; NULL: .mailmap in the folder of each store that has one,
 * the first store's counts. employers: a file or NULL. ST_NOINPUT, ST_USAGE.
 */
enum status people_read(struct people *, const struct stores *, const char *mailmap,
			const char *employers, struct buf *why);
void people_release(struct people *);

#endif

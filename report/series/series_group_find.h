/* SPDX-License-Identifier: MIT */
/* To which of the postings seen so far a mail belongs; for posting.c alone. */
#ifndef REPORT_SERIES_SERIES_GROUP_FIND_H
#define REPORT_SERIES_SERIES_GROUP_FIND_H

#include "report/series/marks.h"
#include "report/series/series_group.h"

/* What was seen so far; all values are indices of postings, the newest of that key. */
struct binder {
	struct postings *set;
	struct idmap claims;  /* (an id somebody refers to, version, total[, sender]) */
	struct idmap markers; /* (version, total, targets or any, sender) */
	struct idmap slots;   /* (posting, number): taken */
};

/* By thread first, else by its marks; POSTING_NONE: to none, or its slot is taken. */
size_t posting_find(const struct binder *, const struct posted *, const struct marks *);

#endif

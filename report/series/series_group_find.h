/* SPDX-License-Identifier: MIT */
/* To which of the postings seen so far a mail belongs; for posting.c alone. */
#ifndef REPORT_SERIES_SERIES_GROUP_FIND_H
#define REPORT_SERIES_SERIES_GROUP_FIND_H

#include "report/series/marks.h"
#include "report/series/series_group.h"

/* What was seen so far; all values are indices of postings, the newest of that key. */
struct binder {
	struct series_groups *set;
	struct hashmap claims;	/* (an id somebody refers to, version, total[, sender]) */
	struct hashmap markers; /* (version, total, targets or any, sender) */
	struct hashmap slots;	/* (posting, number): taken */
};

/* By thread first, else by its marks; SERIES_GROUP_NONE: to none, or its slot is taken.
 */
size_t series_group_find(const struct binder *, const struct group_mail *,
			 const struct marks *);

#endif

/* SPDX-License-Identifier: MIT */
/* The trailers that people gave a series in replies, in the window or after it. */
#ifndef REPORT_THREAD_SERIES_REVIEWS_H
#define REPORT_THREAD_SERIES_REVIEWS_H

#include "report/series/series.h"

struct review {
	struct str key;	       /* "Reviewed-by" */
	struct str name, addr; /* as the newest reply spells them */
	int64_t date;	       /* of the newest reply */
	uint32_t parts;	       /* how many parts have it; all if whole */
	bool whole;	       /* the cover has it, or the mail with all the patches */
};

struct series_reviews {
	struct review *list; /* by key, the most parts first */
	size_t n, cap;
	struct arena arena;
};

/*
 * Finds the trailers of senders who give them themselves. ST_DAMAGED if some reply could
 * not be read; the others are found all the same. To be released.
 */
enum status series_reviews_find(struct series_reviews *, const struct selection *,
				const struct series *);
void series_reviews_release(struct series_reviews *);

#endif

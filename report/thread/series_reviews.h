/* SPDX-License-Identifier: MIT */
/* The trailers that a series was given by replies, in the window or after it. */
#ifndef REPORT_THREAD_SERIES_REVIEWS_H
#define REPORT_THREAD_SERIES_REVIEWS_H

#include "report/series/series.h"

struct review {
	struct str key;	       /* "Reviewed-by" */
	struct str name, addr; /* as its newest reply spells them */
	int64_t date;	       /* of that reply */
	uint32_t parts;	       /* how many it was given to; on the cover: all */
	bool whole;	       /* on the cover */
};

struct series_reviews {
	struct review *list; /* by key, the most parts first */
	size_t n, cap;
	struct arena arena;
};

/*
 * Only what its giver wrote in a mail of his own. ST_DAMAGED if something
 * could not be read; what was found is there all the same.
 */
enum status series_reviews_find(struct series_reviews *, const struct selection *,
				const struct series *);
void series_reviews_release(struct series_reviews *);

#endif

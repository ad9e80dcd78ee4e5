/* SPDX-License-Identifier: MIT */
/* Reads all mails of a series from before the window, by its thread. */
#ifndef REPORT_SERIES_OLDER_SERIES_H
#define REPORT_SERIES_OLDER_SERIES_H

#include "report/series/series.h"
#include "report/util/hashmap.h"

struct older_series {
	const struct selection *sel;
	struct arena *arena;	   /* of what is found */
	struct mail mail;	   /* memory for all reads */
	struct hashmap known;	   /* posts */
	struct hashmap asked;	   /* how often the answers to a mail were read */
	const struct post **posts; /* of the series being read, and of others */
	size_t n, cap;
	enum status st; /* ST_DAMAGED: some mail could not be read */
};

/* sel and arena must outlive it. To be released. */
void older_series_init(struct older_series *, const struct selection *, struct arena *);
void older_series_release(struct older_series *);
/*
 * Sets head, mails, arrived and the like of s to the series of a cover or part: the cover
 * that it answers, the answers to that cover, and the answers to the mail itself.
 */
void older_series_read(struct older_series *, const struct post *, struct series *s);
/* As older_series_read, of the part that a record holds; false if it can't be read. */
bool older_series_find(struct older_series *, struct inbox *, uint32_t seq,
		       struct series *);

#endif

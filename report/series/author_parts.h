/* SPDX-License-Identifier: MIT */
/*
 * The mails that an author posted in a year, by title: among them patchdigest-rules(7),
 * rule 16, looks for an older version by any of its parts. A report reads each record
 * once, however many series it looks for.
 */
#ifndef REPORT_SERIES_AUTHOR_PARTS_H
#define REPORT_SERIES_AUTHOR_PARTS_H

#include "report/series/same_title.h"

struct author_block;

struct author_parts {
	const struct selection *sel; /* borrowed */
	int64_t before;		     /* later arrivals are left out */
	struct hashmap blocks;	     /* into block, by author, store and period */
	struct author_block *block;
	size_t n, cap;
	struct hashmap known; /* into found */
	struct same_titles *found;
	size_t n_found, found_cap;
	struct mail mail; /* memory for all reads */
	struct arena arena;
};

void author_parts_init(struct author_parts *, const struct selection *, int64_t before);
void author_parts_release(struct author_parts *);

/*
 * Returns the mails that have p's title, and repository and author's address of by, among
 * the last 300 that this author posted to each store in the year before by arrived. The
 * list is empty if all of them have the Date of by or a later one. It lives as long as
 * the index.
 */
struct same_titles author_parts_find(struct author_parts *, const struct post *p,
				     const struct post *by);

#endif

/* SPDX-License-Identifier: MIT */
/* Which parts of a series have a review, and by whom. */
#ifndef REPORT_SECTIONS_REVIEWED_PARTS_H
#define REPORT_SECTIONS_REVIEWED_PARTS_H

#include "report/sections/section_rows.h"
#include "report/thread/approvals.h"

/* When a part got its first review, and whether in the window. */
struct part_review {
	int64_t time;
	bool in_window;
};

struct reviewed_parts {
	const struct section_input *in;
	struct approvals approvals; /* those of a series together */
	size_t
	    *first; /* for each series of the threads, and one more: its first approval */
	struct part_review *parts; /* by index into threads.mails */
};

/* Finds the reviews in the window and in mails that arrived before `until`. The input
 * must outlive them. To be released. */
void reviewed_parts_init(struct reviewed_parts *, const struct section_input *,
			 int64_t until);
/*
 * Returns how many parts of a series have a review; one of the cover is one of each.
 * *last: the last first review of a part; its time is INT64_MIN without any.
 */
uint32_t reviewed_parts_count(const struct reviewed_parts *, const struct series *,
			      struct part_review *last);
/* Whether a part of a series has a review, or its cover. */
bool reviewed_parts_have(const struct reviewed_parts *, const struct series *,
			 const struct post *part);
/*
 * Lists each reviewer of row->series with a number of parts, at most row->count. A review
 * of the cover, or of a mail that holds all the patches, counts for all.
 */
void reviewed_parts_people(struct section_row *, const struct reviewed_parts *);
void reviewed_parts_release(struct reviewed_parts *);

#endif

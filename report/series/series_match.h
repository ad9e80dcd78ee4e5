/* SPDX-License-Identifier: MIT */
/* --author, --path, --prefix: which of the window's mails a digest is made of. */
#ifndef REPORT_SERIES_SERIES_MATCH_H
#define REPORT_SERIES_SERIES_MATCH_H

#include "report/series/series.h"

enum match_by { MATCH_AUTHOR, MATCH_PATH, MATCH_PREFIX, MATCH_COUNT };

/* The series that are asked for; texts are borrowed. */
struct series_match {
	struct series_match_rule {
		enum match_by by;
		const char *text;
	} * rules;
	size_t n;
};

#define SERIES_MATCH_INIT \
	{                 \
		NULL, 0   \
	}

void series_match_add(struct series_match *, enum match_by, const char *text);
void series_match_release(struct series_match *);

/*
 * A mail matches if of each kind of rule that was given one holds.
 * author: text is somewhere in "Name <address>" (any case), as it came or as
 *	mapped; or a pattern (*, ?, []) for the name, the address, or both.
 * path: a pattern for a path that the mail touches, in which * also stands
 *	for slashes; without *, ? and [] a file, or a folder with all below it.
 * prefix: a flag of rule 8, any case.
 */
bool series_match_matches(const struct series_match *, const struct mailmap *,
			  const struct post *);

/*
 * Leaves in the selection and in its set only the series of which some mail in the window
 * matches, with their covers, other parts and other versions in it, and other mails that
 * match. match: NULL or without a rule leaves all.
 */
void series_match_keep(struct series_set *, struct selection *,
		       const struct series_match *);

#endif

/* SPDX-License-Identifier: MIT */
/* --author, --path, --prefix: which mails of the window are in the digest. */
#ifndef REPORT_SERIES_SERIES_MATCH_H
#define REPORT_SERIES_SERIES_MATCH_H

#include "report/window/selection.h"

enum match_by { MATCH_AUTHOR, MATCH_PATH, MATCH_PREFIX, MATCH_COUNT };

/* The options that were given. */
struct series_match {
	struct series_match_rule {
		enum match_by by;
		const char *text; /* borrowed */
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
 * A mail matches if it matches one rule of each kind that was given.
 * author: text is somewhere in "Name <address>" (any case), as sent or as mapped; or
 *	a pattern (*, ?, []) for the name, the address, or both.
 * path: a pattern for a path that the mail touches, in which * also stands
 *	for slashes; without *, ? and [] a file, or a folder with all below it.
 * prefix: a flag of rule 8, any case.
 */
bool series_match_matches(const struct series_match *, const struct mailmap *,
			  const struct post *);

/*
 * Leaves in the selection the mails that match, with all parts and versions of their
 * series in the window. ST_DAMAGED as series_build.
 */
enum status series_match_apply(struct selection *, const struct series_match *);

#endif

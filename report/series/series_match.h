/* SPDX-License-Identifier: MIT */
/*
 * --author, --path, --prefix, --area, and --exclude-author and so on: which of the
 * window's mails a digest is made of.
 */
#ifndef REPORT_SERIES_SERIES_MATCH_H
#define REPORT_SERIES_SERIES_MATCH_H

#include "report/areas/maintainers.h"
#include "report/series/series.h"

enum match_by { MATCH_AUTHOR, MATCH_PATH, MATCH_PREFIX, MATCH_AREA, MATCH_COUNT };

/* The series that are asked for, and those that are not wanted; texts are borrowed. */
struct series_match {
	struct series_match_rule {
		enum match_by by;
		const char *text;
		bool excludes;
	} * rules;
	size_t n;
	const struct maintainers *maintainers; /* borrowed; for rules about areas */
};

#define SERIES_MATCH_INIT     \
	{                     \
		NULL, 0, NULL \
	}

void series_match_add(struct series_match *, struct series_match_rule);
void series_match_release(struct series_match *);
/*
 * Returns the index of the next rule of a kind, from `from` on; match->n if no rule is
 * left.
 */
size_t series_match_next(const struct series_match *match, size_t from, enum match_by,
			 bool excludes);
/* Appends the name of a rule's option: "--author", "--exclude-author". */
void series_match_add_option(struct buf *, const struct series_match_rule *);
/* "author" */
const char *match_by_name(enum match_by);
/* ST_USAGE if some rule asks for an area that the maintainers don't have, or if there are
 * none: NULL. */
enum status series_match_check_areas(const struct series_match *,
				     const struct maintainers *, struct buf *why);
/* Whether some rule asks for series, or excludes some. match may be NULL. */
bool series_match_asks(const struct series_match *match);
bool series_match_has_exclusion(const struct series_match *match);

/*
 * A mail matches if of each kind of rule that asks for series one holds.
 * author: text is somewhere in "Name <address>" (any case), as it came or as
 *	mapped; or a pattern (*, ?, []) for the name, the address, or both.
 * path: a pattern for a path that the mail touches, in which * also stands
 *	for slashes; without *, ? and [] a file, or a folder with all below it.
 *	A path that is excluded does not count.
 * prefix: a flag of rule 8, any case; or a pattern for one.
 * area: maintainers_match_area(): a pattern for the title of an area with such a path.
 */
bool series_match_matches(const struct series_match *, const struct mailmap *,
			  const struct post *);
/*
 * Whether a rule excludes the series with these mails. author: the author or the poster
 * of head. path: all paths of the mails that are known are excluded, and there are some;
 *	what a cover's diffstat cut is not known.
 * prefix: a flag of head. head: the cover, else the lowest part.
 */
bool series_match_excludes(const struct series_match *, const struct mailmap *,
			   const struct post *head, const struct post *const *mails,
			   size_t n);

/*
 * Leaves in the selection and in its set only the series of which some mail in the window
 * matches, with their covers, other parts and other versions in it, and other mails that
 * match. A series whose newest version is excluded is dropped with all its versions, and
 * so is another mail that is excluded. match: NULL or without a rule leaves all.
 */
void series_match_keep(struct series_set *, struct selection *,
		       const struct series_match *);
/* Whether series_match_keep() would leave some series. */
bool series_match_leaves(const struct series_set *, const struct selection *,
			 const struct series_match *);

#endif

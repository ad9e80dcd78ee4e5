/* SPDX-License-Identifier: MIT */
/*
 * Which mails belong together (patchdigest-rules(7), 15 and 16): the parts of a series,
 * and the versions of a series. Each report finds them anew. Mails are bound in the order
 * of Date, then Message-ID, so that the order of their arrival doesn't matter.
 */
#ifndef REPORT_SERIES_SERIES_H
#define REPORT_SERIES_SERIES_H

#include "report/window/selection.h"

/* A cover and its parts, or a standalone patch. */
struct series {
	/* Indices into selection.posts, the cover first, then by number; none if it is an
	 * older version from before the window. */
	size_t *posts;
	size_t n;
	/* For each of posts: the mail that replaces this part alone, or NULL. */
	const struct post **posted_anew;
	/* Parts posted anew alone: the first part that a mail of it replaces, of which
	 * series; or NULL. */
	const struct post *replaces, *replaces_in;
	/* All its mails, also those outside of the window. */
	const struct post **mails;
	size_t n_mails;
	/* The cover, else the part with the lowest number; also outside of the window. */
	const struct post *head;
	/* Patch 1/N, or the standalone patch; NULL if some part is missing, or if it or
	 * its cover is outside of the window. */
	const struct post *first_patch;
	bool covered; /* head is part 0 */
	bool respin;  /* some parts, sent again alone: no version */
	bool pulled;  /* the patches of a pull request: no version */
	bool shown;   /* post_is_shown() some mail in the window */
	/* It superseded a version that its poster neither posted nor wrote. */
	bool other_poster;
	struct str version; /* of the cover, else of a part */
	struct str
	    after; /* it says no version: the greatest one posted before it; empty */
	uint32_t arrived;   /* parts that came within SERIES_DAYS, without the cover */
	uint32_t announced; /* 0: not known */

	struct series *newer; /* the newest version in the window, or NULL */
	struct series *older; /* the next older version, or NULL */
	/* The newest version in the window, of the newer ones, that shows some mail. */
	struct series *replaced_by;
	/* The version that superseded it, and by which rule: "title", "supersedes",
	 * "change-id", "link", "thread", "parts" or "repost". newer may be newer than
	 * that. */
	struct series *bound_to;
	const char *bound_by;
	/* An older version that some other series superseded, or no series; by which
	 * rule. */
	struct series *also_older;
	const char *also_by;
};

/* A part counts as arrived this many days before and after the window. */
#define SERIES_DAYS 14

struct series_set {
	struct series *series;
	size_t n;
	struct series **of; /* the series of each of selection.posts, or NULL */
	struct arena arena;
};

/*
 * Finds the series of a window. ST_DAMAGED if some mail outside of the window could not
 * be read; the set is valid all the same. To be released.
 */
enum status series_build(struct series_set *, const struct selection *);
/* As series_build, with the older versions that the store has from before the window. */
enum status series_build_versions(struct series_set *, const struct selection *);
void series_release(struct series_set *);

#endif

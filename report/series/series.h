/* SPDX-License-Identifier: MIT */
/*
 * Which mails belong together (CLASSIFY.md 15 and 16): the parts of one
 * posting of a series, and the versions of one work. Derived anew for each
 * report, from mails bound in the order of Date, then Message-ID, so that the
 * order in which they came doesn't matter.
 */
#ifndef REPORT_SERIES_SERIES_H
#define REPORT_SERIES_SERIES_H

#include "report/window/selection.h"

/* One posting: a cover and its parts, or a standalone patch. */
struct series {
	size_t *posts; /* indices into selection.posts, cover first, then by number */
	size_t n;      /* 0: an older version from before the window */
	const struct post **mails; /* all of them, also from outside of the window */
	size_t n_mails;
	const struct post
	    *head; /* the cover, else the lowest part; also from outside of the window */
	bool covered; /* head is part 0 */
	bool respin;  /* some parts posted anew in reply to another posting: supersedes
			 nothing */
	bool pulled;  /* what a pull request carries: no version of anything */
	bool shown;   /* some mail of it in the window is: post_is_shown() */
	struct series *newer; /* the newest version in this window if this is an older
				 one, or NULL */
	struct series *older; /* the next older version, or NULL */
	/* An older version that another series supersedes or that stands, and why. */
	struct series *also_older;
	const char *also_by;
	struct series *stand_in; /* the newest of the versions newer than it that show
				    something, or NULL */
	/* 1/N, or the standalone patch; NULL if it or the cover isn't in the window, or
	 * some part isn't there. */
	const struct post *first_patch;
	struct str version; /* of the cover, else of a part */
	uint32_t arrived;   /* parts in the store at most SERIES_DAYS from the window, the
			       cover not counted */
	uint32_t announced; /* 0: nobody said */
	/*
	 * Why: the rule, one of "title", "supersedes", "change-id", "link",
	 * "thread", that bound it to this version; newer may be further on.
	 */
	const char *bound_by;
	struct series *bound_to;
};

/* A part that came this many days before or after the window still counts as arrived. */
#define SERIES_DAYS 14

struct series_set {
	struct series *series;
	size_t n;
	struct series **of; /* by index into selection.posts: its series, or NULL */
	struct arena arena;
};

/*
 * The series of a window. ST_DAMAGED if some mail of a neighbouring time could not be
 * read; the set is valid all the same.
 */
enum status series_build(struct series_set *, const struct selection *);
/* As series_build, with the older versions that the store has from before the window. */
enum status series_build_versions(struct series_set *, const struct selection *);
void series_release(struct series_set *);

#endif

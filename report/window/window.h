/* SPDX-License-Identifier: MIT */
/* From what the user asked for to what is to be read of each store. */
#ifndef REPORT_WINDOW_WINDOW_H
#define REPORT_WINDOW_WINDOW_H

#include "report/window/since_last.h"
#include "report/window/commit_id.h"
#include "report/window/selection.h"

#define WINDOW_DAYS 7	/* without A..B, --since, --until */
#define WINDOW_DIGITS 9 /* of an id in the heading that the user did not give */

/* As given, and must outlive the plan; NULL where not. */
struct window_request {
	const char *range, *since, *until;
	bool bookmark; /* --since-last: the window is window_plan_since_last's */
	int64_t now;
};

/*
 * A commit window in one store: after < place <= upto. An end that this store
 * has neither as a commit nor as a mail, and that no archive has placed, cuts
 * the store's live mails by their arrival: then after_time < arrival, or
 * arrival <= upto_time.
 */
struct window_bounds {
	struct archive_pos after, upto;
	int64_t after_time, upto_time; /* INT64_MIN, INT64_MAX: no such cut */
};

struct window_plan {
	enum window_kind kind;
	struct str a, b;	      /* WINDOW_COMMITS: the ends as given; empty: open */
	struct window_bounds *bounds; /* ... and one a store */
	struct buf from, to;	      /* ... and the ends as the head prints them */
	int64_t since, until; /* WINDOW_TIME: since <= arrival < until is read; INT64_MIN,
				 INT64_MAX: open */
	struct since_last_span
	    *spans; /* WINDOW_BOOKMARK: one a store; since is that of the last run */
	int64_t now;
};

/* Reads what was asked, without a store. ST_USAGE: it isn't understood. */
enum status window_plan_parse(struct window_plan *, const struct window_request *,
			      struct buf *why);
/* Finds the ends. ST_NOCOMMIT: no such commit, an ambiguous one, A newer than B. */
enum status window_plan_resolve(struct window_plan *, const struct stores *,
				struct buf *why);
/* What is new to a bookmark. */
void window_plan_since_last(struct window_plan *, const struct stores *,
			    const struct bookmark *);
void window_plan_release(struct window_plan *);

#endif

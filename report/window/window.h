/* SPDX-License-Identifier: MIT */
/* Turns what the user asked for into what is read from each store. */
#ifndef REPORT_WINDOW_WINDOW_H
#define REPORT_WINDOW_WINDOW_H

#include "report/window/since_last.h"

#define WINDOW_DAYS 7 /* length of a window without A..B, --since and --until */

enum window_kind { WINDOW_COMMITS, WINDOW_TIME, WINDOW_BOOKMARK };

/* Strings as the user gave them, or NULL. They must outlive the plan. */
struct window_request {
	const char *range, *since, *until;
	bool bookmark; /* --since-last: then window_plan_since_last finds the window */
	int64_t now;
};

/*
 * A commit window in one store: the mails with after < position <= upto. An end may be a
 * mail that is in no archive and not in this store. It then cuts the store's live mails
 * by their arrival: after_time < arrival, or arrival <= upto_time.
 */
struct window_bounds {
	struct archive_pos after, upto;
	int64_t after_time, upto_time; /* INT64_MIN, INT64_MAX: no cut by arrival */
};

struct window_plan {
	enum window_kind kind;
	/* WINDOW_COMMITS */
	struct str a, b;	      /* the ends as given; empty: open */
	struct window_bounds *bounds; /* one per store */
	struct buf from, to;	      /* the ends as the heading prints them */
	/* WINDOW_TIME: since <= arrival < until; INT64_MIN, INT64_MAX: open.
	 * WINDOW_BOOKMARK: since is the time of the last run. */
	int64_t since, until;
	struct since_last_span *spans; /* WINDOW_BOOKMARK: one per store */
	int64_t now;
};

/* Reads the request; no store is needed. ST_USAGE if it isn't understood. */
enum status window_plan_parse(struct window_plan *, const struct window_request *,
			      struct buf *why);
/* Finds the ends of a commit window in the stores. ST_NOCOMMIT if an end is unknown or
 * ambiguous, or if A is newer than B; ST_USAGE if the stores are read for several lists,
 * which have no order of commits in common. */
enum status window_plan_resolve(struct window_plan *, const struct stores *,
				struct buf *why);
/* Plans a window of what came since the bookmark was moved. */
void window_plan_since_last(struct window_plan *, const struct stores *,
			    const struct bookmark *);
void window_plan_release(struct window_plan *);

#endif

/* SPDX-License-Identifier: MIT */
/* The mails that came into the stores since a bookmark was moved, by the order of
 * insertion. */
#ifndef REPORT_WINDOW_SINCE_LAST_H
#define REPORT_WINDOW_SINCE_LAST_H

#include "report/window/bookmark.h"
#include "report/window/stores.h"

#define SINCE_LAST_DAYS 7 /* how far back to look in a list that the bookmark lacks */

/*
 * The new mails of one store: from <= mail.first < to. In a list that was never read, and
 * in a store that was made anew or restored from a copy, positions say nothing: from is
 * 1, and only mails that arrived at since or later are new. Else since is INT64_MIN.
 */
struct since_last_span {
	uint32_t from, to;
	int64_t since;
};

/*
 * Returns one span per store, for the caller to free. The bookmark is moved to the spans'
 * ends. *since: the time of the last run, the earliest if the stores' differ.
 */
struct since_last_span *since_last_spans(const struct bookmark *, const struct stores *,
					 int64_t now, int64_t *since);
/* Moves the bookmark to the ends of the spans, as of now. */
void since_last_done(struct bookmark *, const struct stores *,
		     const struct since_last_span *, int64_t now);

/* Gets the copy of a mail that counts, and the store that has it. */
typedef bool since_last_fn(void *arg, struct mail *, size_t store);
/* Calls fn once for each mail that was in no store when the stores were read last.
 * ST_DAMAGED as for inbox_inserted. */
enum status since_last_each(const struct stores *, const struct since_last_span *,
			    since_last_fn *, void *arg);
/*
 * Reads the last mail (by arrival) of a store before that time that is not in the store's
 * span. ST_NOTFOUND if there is no such mail.
 */
enum status since_last_before(const struct stores *, const struct since_last_span *,
			      size_t store, int64_t time, struct mail *);

#endif

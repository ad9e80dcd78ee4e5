/* SPDX-License-Identifier: MIT */
/* What came into the stores since a bookmark was moved: a set of mails by the order of
 * insertion. */
#ifndef REPORT_WINDOW_SINCE_LAST_H
#define REPORT_WINDOW_SINCE_LAST_H

#include "report/window/bookmark.h"
#include "report/window/stores.h"

#define SINCE_LAST_DAYS 7 /* of a list that the bookmark doesn't know yet */

/*
 * One store's part: from <= mail.first < to, and of those only what arrived
 * at since or later, where the position says nothing (a list that was never
 * read, a store made anew or put back from a copy); else since is INT64_MIN.
 */
struct since_last_span {
	uint32_t from, to;
	int64_t since;
};

/*
 * One a store, for the caller to free. to is what the bookmark is moved to.
 * *since: the time of the last run; of several lists the earliest.
 */
struct since_last_span *since_last_spans(const struct bookmark *, const struct stores *,
					 int64_t now, int64_t *since);
/* Moves the bookmark: all up to the ends of the spans was read at that time. */
void since_last_done(struct bookmark *, const struct stores *,
		     const struct since_last_span *, int64_t now);

/* A mail of the copy that counts, which stands in that store. */
typedef bool since_last_fn(void *arg, struct mail *, size_t store);
/* Each mail once that no store had when it was read last. ST_DAMAGED as inbox_inserted.
 */
enum status since_last_each(const struct stores *, const struct since_last_span *,
			    since_last_fn *, void *arg);
/*
 * The mail with the greatest arrival before that time which is not in this
 * store's span. ST_NOTFOUND.
 */
enum status since_last_before(const struct stores *, const struct since_last_span *,
			      size_t store, int64_t time, struct mail *);

#endif

/* SPDX-License-Identifier: MIT */
/*
 * A mail of the window, as the report keeps it in memory: all but its text,
 * which is fetched again when it is printed. Strings live in the selection's arena.
 */
#ifndef REPORT_WINDOW_POST_H
#define REPORT_WINDOW_POST_H

#include "store/util/arena.h"
#include "store/inbox/inbox.h"

struct person {
	struct str name, addr;
};

struct post {
	struct inbox *inbox;	/* of the store it was found in; borrowed */
	uint32_t seq;		/* its record there */
	struct archive_pos pos; /* in a commit window: its place */
	enum kind kind;
	uint32_t facts;
	uint32_t number, total;
	uint32_t files, insertions, deletions;
	int64_t date, arrival;
	struct str message_id, in_reply_to, refs; /* as in struct record */
	struct str subject, title, version, prefix;
	struct str author_name, author_addr, from_name, from_addr;
	struct str trailers, paths, links;
	struct str raw_tag, raw_author,
	    raw_contributor; /* classic windows only, else empty */
};

/* Copies what a post keeps; classic: with the raw values. */
void post_init(struct post *, struct inbox *, const struct mail *, struct arena *,
	       bool classic);
/* Its mail with text: m is reused between calls; ST_NOTFOUND, ST_DAMAGED. */
enum status post_text(const struct post *, struct mail *m);

/* A standalone patch, a cover letter, or the first patch of a series, in the default
 * style. */
bool post_is_shown(const struct post *);
/* A patch or cover letter: counts in the tables. */
bool post_is_counted(const struct post *);
/* Older first by (arrival, Message-ID); for qsort. */
int post_cmp_arrival(const struct post *, const struct post *);
/* Older first by (Date, Message-ID): the order in which mails are bound to series. */
int post_cmp_date(const struct post *, const struct post *);

#endif

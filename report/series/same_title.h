/* SPDX-License-Identifier: MIT */
/*
 * What rule 16 (CLASSIFY.md) compares: all mails of one title and author, or
 * of one change-id, that the stores have, in the window or not. Each such
 * chain is read once in a report, so that many series of one title cost what
 * the chain holds, not as many times that as there are series.
 */
#ifndef REPORT_SERIES_SAME_TITLE_H
#define REPORT_SERIES_SAME_TITLE_H

#include "report/util/hashmap.h"
#include "report/series/version_order.h"
#include "report/window/post.h"
#include "report/window/selection.h"

/* What is compared of a cover, a standalone patch or a first patch; the whole is read
 * where it matters. */
struct namesake {
	uint64_t targets; /* post_targets() */
	int64_t date;
	struct str message_id, version;
	uint32_t facts, seq;
	size_t store;  /* into selection.inboxes */
	size_t before; /* behind the nearest one before it of an older edition */
	const struct post *post; /* namesake_post()'s */
	enum {
		HEAD_UNKNOWN,
		HEAD_YES,
		HEAD_NO
	} head; /* history.c's: it stands for a series */
};

/* By targets; of the same ones as post_cmp_date(), of one mail the first store's last. */
struct namesakes {
	struct namesake *list;
	size_t n;
	enum status st; /* ST_DAMAGED: some could not be read */
};

struct namesake_index {
	const struct selection *sel;	/* borrowed */
	struct hashmap titles, changes; /* into read, by the hash of the name */
	struct namesakes **read;
	size_t n, cap;
	struct arena arena;
};

void namesake_index_init(struct namesake_index *, const struct selection *);
void namesake_index_release(struct namesake_index *);

/* Both live as long as the index. */
struct namesakes *namesakes_titled(struct namesake_index *, struct str title,
				   struct str author_addr);
struct namesakes *namesakes_changed(struct namesake_index *, struct str change_id);

/* The end of those with these targets; *first: where they begin. */
size_t namesakes_of(const struct namesakes *, uint64_t targets, size_t *first);

/* Those with a post's targets that are older than it, by post_cmp_date() and of an older
 * edition. */
struct older_namesakes {
	const struct namesakes *all;
	struct edition than;
	size_t first, end; /* where the next one is looked for */
	int steps;
};

void older_namesakes_init(struct older_namesakes *, const struct namesakes *,
			  const struct post *, struct edition than);
/* The one with the latest Date first; NULL at the end. */
struct namesake *older_namesakes_next(struct older_namesakes *);

/* The whole mail, which lives as long as the index; NULL if it can't be read. */
const struct post *namesake_post(struct namesake_index *, struct namesake *);

#endif

/* SPDX-License-Identifier: MIT */
/*
 * The mails of one title or of one change-id that the stores have, in the window or not:
 * what patchdigest-rules(7), rule 16, compares. A report reads each such chain once, so
 * that many series of one title cost what the chain holds.
 */
#ifndef REPORT_SERIES_SAME_TITLE_H
#define REPORT_SERIES_SAME_TITLE_H

#include "report/util/hashmap.h"
#include "report/series/version_order.h"
#include "report/window/post.h"
#include "report/window/poster.h"
#include "report/window/selection.h"

/* A cover, a standalone patch or a first patch; of an author also a later one. */
struct same_title {
	uint64_t key;			   /* mail_key() */
	uint64_t repository;		   /* post_repository() */
	uint64_t targets;		   /* post_targets() */
	uint64_t listed_by;		   /* one of the author's keys, or 0 */
	struct poster_keys author, poster; /* as mapped */
	int64_t date;
	struct str message_id, version;
	uint32_t facts, seq;
	bool cover;
	size_t store; /* into selection.inboxes */
};

/* Mails of one title or change-id by Date and mail; the first store's copy comes last. */
struct same_titles {
	const struct same_title *list;
	size_t n;
	uint64_t key;	/* of the list */
	uint64_t chain; /* lists of one title and repository have this in common */
	enum status st; /* ST_DAMAGED: some could not be read */
};

struct same_title_chain;

struct same_title_index {
	const struct selection *sel; /* borrowed */
	struct hashmap known;	     /* into read, by the hash of a name */
	struct same_title_chain **read;
	size_t n, cap;
	int64_t before; /* later arrivals are left out */
	struct arena arena;
};

void same_title_index_init(struct same_title_index *, const struct selection *,
			   int64_t before);
void same_title_index_release(struct same_title_index *);

/* By address, by name, and by address where records are of older rules. */
#define SAME_TITLES_MAX 3

/*
 * Sets lists of mails that have p's title, and author and repository of by: by each key
 * of that author, also as mapped. A mail may be in several of them. The lists live as
 * long as the index.
 */
void same_titles_find(struct same_title_index *, const struct post *p,
		      const struct post *by, struct same_titles lists[SAME_TITLES_MAX]);
/* Returns the mails of records of older rules that have p's title and repository, and the
 * author's address. */
struct same_titles same_titles_of_address(struct same_title_index *, const struct post *p,
					  struct str author_addr);
/* Returns the mails that have the change-id, and p's repository. */
struct same_titles same_changes_find(struct same_title_index *, const struct post *p,
				     struct str change_id);
/* Returns a mail of that store, of selection.inboxes; its texts go to the arena. */
struct same_title same_title_of(const struct selection *, size_t store,
				const struct mail *, struct arena *);
/* Orders as a list is, for qsort(). */
int same_title_cmp(const void *, const void *);

#endif

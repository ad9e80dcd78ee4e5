/* SPDX-License-Identifier: MIT */
/*
 * The mails of one title and author, or of one change-id, that the stores have, in the
 * window or not: what patchdigest-rules(7), rule 16, compares. A report reads each such
 * chain once, so that many series of one title cost what the chain holds.
 */
#ifndef REPORT_SERIES_SAME_TITLE_H
#define REPORT_SERIES_SAME_TITLE_H

#include "report/util/hashmap.h"
#include "report/series/version_order.h"
#include "report/window/post.h"
#include "report/window/selection.h"

/* A cover, a standalone patch or a first patch. */
struct same_title {
	uint64_t key;	     /* mail_key() */
	uint64_t repository; /* post_repository() */
	uint64_t targets;    /* post_targets() */
	int64_t date;
	struct str message_id, version;
	uint32_t facts, seq;
	bool cover;
	size_t store; /* into selection.inboxes */
};

/* A chain by repository, Date and mail; the first store's copy comes last. */
struct same_titles {
	struct same_title *list;
	size_t n;
	enum status st; /* ST_DAMAGED: some could not be read */
};

struct same_title_index {
	const struct selection *sel;	/* borrowed */
	struct hashmap titles, changes; /* into read, by the hash of a name */
	struct same_titles **read;
	size_t n, cap;
	struct arena arena;
};

void same_title_index_init(struct same_title_index *, const struct selection *);
void same_title_index_release(struct same_title_index *);

/* Return chains that live as long as the index. */
struct same_titles *same_titles_find(struct same_title_index *, struct str title,
				     struct str author_addr);
struct same_titles *same_changes_find(struct same_title_index *, struct str change_id);

/* Returns the end of the mails with this repository; sets *first to their start. */
size_t same_titles_of(const struct same_titles *, uint64_t repository, size_t *first);

#endif

/* SPDX-License-Identifier: MIT */
/*
 * Which mails were posted together (patchdigest-rules(7), rule 15): a cover and its
 * parts, or a standalone patch. Mails are bound in the order of Date, then Message-ID: by
 * thread first (own id, In-Reply-To, References newest first), else by author, version,
 * total and flags within a day.
 */
#ifndef REPORT_SERIES_SERIES_GROUP_H
#define REPORT_SERIES_SERIES_GROUP_H

#include "report/util/hashmap.h"
#include "report/window/poster.h"

#define SERIES_GROUP_NONE SIZE_MAX

struct series_group {
	/* Its first and last mail; group_mail.next chains them in the order of Date. */
	size_t first, last;
	const struct post *cover; /* part 0, also if it has a diff; or NULL */
	const struct post *head;  /* the cover, else the part with the lowest number */
	struct str version;	  /* of the cover, else of its first mail */
	uint32_t total;		  /* as its parts say, else the cover; 0: not known */
	uint32_t parts;		  /* how many, without the cover and what was replaced */
	size_t n_mails;		  /* all of them */
	uint32_t highest;	  /* the greatest number of a part */
	bool numbered;		  /* false: a standalone patch */
	bool threaded;		  /* some part replies to something */
	/* Some direct answer to the cover has its version, its total. */
	bool version_answered, total_answered;
};

/* A mail and its group. */
struct group_mail {
	const struct post *post;
	/* hash_id() of Message-ID and In-Reply-To (0: none); of several mails with one
	 * Message-ID the earliest has it, the others have post_key() */
	uint64_t id, parent;
	uint64_t targets; /* post_targets() */
	struct poster_keys sender;
	struct str version; /* of the post; of a cover without any, as its parts say */
	bool version_answered, total_answered; /* of a cover, as in series_group */
	uint32_t
	    singles; /* of a cover without a counter: patches without that answer it */
	size_t group, next; /* into series_groups.list and .mails, or SERIES_GROUP_NONE */
	size_t replaced_by; /* into .mails: a later post of this part, likewise */
};

struct series_groups {
	struct group_mail *mails; /* in the order of Date, then Message-ID */
	size_t n_mails;
	struct series_group *list;
	size_t n;
	struct hashmap by_id; /* into mails */
};

/* Groups patches and covers. Copies the array, borrows the posts. To be released. */
void series_groups_bind(struct series_groups *, const struct post *const *posts,
			size_t n);
void series_groups_release(struct series_groups *);

#endif

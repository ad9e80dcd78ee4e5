/* SPDX-License-Identifier: MIT */
/* Finds the group that a mail belongs to; for series_group.c, but for newest_refs. */
#ifndef REPORT_SERIES_SERIES_GROUP_FIND_H
#define REPORT_SERIES_SERIES_GROUP_FIND_H

#include "report/series/series_group.h"

#define ANY_TARGETS UINT64_MAX

/* A mail finds its group by these. */
struct group_keys {
	uint64_t numbering; /* numbering_key() */
	const struct poster_keys *sender;
};

struct group_keys group_keys_of(const struct group_mail *);
/* The key of a version and total. */
uint64_t numbering_key(struct str version, uint32_t total);
/* The key of a version, total, targets and sender. */
uint64_t sender_group_key(const struct group_keys *, uint64_t targets, int sender);

/* The newest 64 References of a mail, for newest_refs_next. */
struct str newest_refs(const struct post *);
/* Takes the newest reference off refs; false at their end. */
bool newest_refs_next(struct str *refs, uint64_t *id);

/* The groups so far. Each key leads to its newest group, an index into set->list. */
struct group_builder {
	struct series_groups *set;
	struct hashmap by_ref;	  /* (id of In-Reply-To, References; numbering, sender) */
	struct hashmap by_sender; /* sender_group_key() */
	struct hashmap parts;	  /* (group, number of a part that it has): into mails */
	struct hashmap posters;	  /* (group, sender of some mail) */
};

/*
 * The group of a mail: by thread, else by sender. SERIES_GROUP_NONE if no group fits, or
 * the group has a part of this number.
 */
size_t series_group_find(const struct group_builder *, const struct group_mail *,
			 const struct group_keys *);

#endif

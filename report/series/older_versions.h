/* SPDX-License-Identifier: MIT */
/* The versions of a window's series that the store has from before the window. */
#ifndef REPORT_SERIES_OLDER_VERSIONS_H
#define REPORT_SERIES_OLDER_VERSIONS_H

#include "report/series/supersede.h"
#include "report/util/hashmap.h"

/*
 * Adds the heads of series from before the window that may be older versions of those in
 * versions: mails of the same title and author or change-id, and mails that a head
 * supersedes, links to or replies to. by_mail: from hash_id of a Message-ID to the index
 * of its version; gets the added ones. arena: where they live. ST_DAMAGED if some mail
 * could not be read; what was found is there all the same.
 */
enum status older_versions_add(struct versions *, const struct selection *,
			       struct hashmap *by_mail, struct arena *);

struct older_version {
	const struct post *head; /* cover, standalone patch or first patch */
	const char *rule;	 /* as series.bound_by */
};

struct older_versions {
	struct older_version *list; /* newest first, each version once */
	size_t n;
};

/* The older versions of s, in the window and before it. To be released. */
struct older_versions older_versions_of(const struct series *s);
void older_versions_release(struct older_versions *);

#endif

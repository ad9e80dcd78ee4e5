/* SPDX-License-Identifier: MIT */
/* Older versions of a window's series, also from before the window. */
#ifndef REPORT_SERIES_OLDER_VERSIONS_H
#define REPORT_SERIES_OLDER_VERSIONS_H

#include "report/series/supersede.h"
#include "report/series/version_notes.h"

/*
 * Adds series from before the window that may be older versions of the window's: of their
 * title and author, of their change-id, named by them or by notes, or with parts of their
 * titles. They live in arena. by_mail: as versions_put_mail() makes it; gets the added
 * ones, and mails that are no heads. ST_DAMAGED if some mail could not be read; the
 * others are added all the same.
 */
enum status older_versions_add(struct versions *, const struct selection *,
			       const struct version_notes *, struct hashmap *by_mail,
			       struct arena *);

struct older_version {
	const struct post *head;   /* cover, standalone patch or first patch */
	const char *rule;	   /* as series.bound_by */
	struct str version, after; /* as in series */
};

struct older_versions {
	struct older_version *list; /* newest first, each version once */
	size_t n;
};

/* The older versions of s, at most 100. To be released. */
struct older_versions older_versions_of(const struct series *s);
void older_versions_release(struct older_versions *);

#endif

/* SPDX-License-Identifier: MIT */
/* Which of two versions is the newer one, and the way from each to the newest. */
#ifndef REPORT_SERIES_SUPERSEDE_H
#define REPORT_SERIES_SUPERSEDE_H

#include "report/series/series.h"

/* A series on its way to its newest version. */
struct version {
	struct series *series;
	uint64_t targets;
	uint64_t
	    key; /* what the versions of one work have in common, in the pass at hand */
	size_t newer; /* index of the version that supersedes it, or its own */
	bool has_older;
};

/* Those of the window in the order of series_set.series, then those before it. */
struct versions {
	struct version *list;
	size_t n, cap;
};

void versions_init(struct versions *, struct series_set *);
/* Adds a series, which is borrowed. */
void versions_add(struct versions *, struct series *);
void versions_release(struct versions *);

bool series_has(const struct series *, uint32_t fact);
/* false: its head speaks for itself only (a later part, a part posted anew), or is
 * pulled. */
bool series_has_versions(const struct series *);
/*
 * The version number, not Date, orders them (rule 16). But where the numbers
 * are equal, begun anew when an RFC became a patch, or left out of a RESEND,
 * Date must not contradict: else neither is newer.
 */
bool series_is_newer(const struct series *newer, const struct series *older);

/* The end of the chain that begins there. */
size_t versions_newest(struct versions *, size_t);
/*
 * older gets newer's newest version, unless that is older itself. A version that has a
 * newer one already is shared. A version from before the window supersedes nothing in the
 * window, and is older only if its Date is.
 */
void versions_bind(struct versions *, size_t older, size_t newer, const char *rule);
/* newer lists older and what is older than that as well, but hides nothing. */
void versions_share(struct versions *, size_t older, size_t newer, const char *rule);
/* By key; of one key patches, then RFCs, each from the oldest to the newest version. */
int versions_cmp_key(const struct version *, const struct version *);
/* Sets newer and older of each series. */
void versions_apply(struct versions *);

/* The next older version that has a mail in the window, or NULL. */
struct series *series_older_here(const struct series *);
/*
 * Returns the mail that stands in the digest for a shown mail p of s: of the newest
 * version that shows anything in this window the same part, else a patch of the same
 * title, else the cover. NULL: p stands for itself.
 */
const struct post *successor(const struct selection *, const struct series *s,
			     const struct post *p);

/* Of the way from an older version to the newest, bound by bound: the first ones are
 * told. */
#define REASONS_MAX 100

/* series.bound_by in words, for people. */
const char *version_rule_text(const char *rule);

#endif

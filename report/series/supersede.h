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

struct versions {
	struct version *list; /* one a series, in the order of series_set.series */
	size_t n;
};

void versions_init(struct versions *, struct series_set *);
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

/* older gets newer's newest version, unless it has a newer one already, or is that. */
void versions_bind(struct versions *, size_t older, size_t newer, const char *rule);
/* By key; of one key patches, then RFCs, each from the oldest to the newest version. */
int versions_cmp_key(const struct version *, const struct version *);
/* Sets newer and older of each series. */
void versions_apply(struct versions *);

/* Of the way from an older version to the newest, bound by bound: the first ones are
 * told. */
#define REASONS_MAX 100

/* series.bound_by in words, for people. */
const char *version_rule_text(const char *rule);

#endif

/* SPDX-License-Identifier: MIT */
/* A record's facts for people and for other programs: --dry-run and --pass-through. */
#ifndef FILTER_RECORD_FACTS_H
#define FILTER_RECORD_FACTS_H

#include "store/util/buf.h"
#include "store/inbox/record.h"

/*
 * Appends the "name: value" lines of --dry-run in the order of
 * patchdigest-filter(1), without lines that would have no value.
 */
void facts_lines(struct buf *, const struct record *, struct str list);
/*
 * Appends the value of X-Patchdigest: "patch v2 3/7", "cover v8 0/14", "patch",
 * "reply", "pull", "other".
 */
void facts_summary(struct buf *, const struct record *);

#endif

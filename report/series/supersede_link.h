/* SPDX-License-Identifier: MIT */
/*
 * Versions of which the newer one names the older one: by "Supersedes:", by a
 * link in its cover, or by replying to it.
 */
#ifndef REPORT_SERIES_SUPERSEDE_LINK_H
#define REPORT_SERIES_SUPERSEDE_LINK_H

#include "report/util/hashmap.h"
#include "report/series/supersede.h"

/* Of the links in one head that may name an older version: bounds what is read. */
#define VERSION_LINKS_MAX 8

/*
 * by_mail: from hash_id of a Message-ID to the index of its version; other values are
 * passed over.
 */
void reference_bind(struct versions *, const struct hashmap *by_mail);

#endif

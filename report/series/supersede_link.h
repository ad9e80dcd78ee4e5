/* SPDX-License-Identifier: MIT */
/* Versions that name an older one: by "Supersedes:", by a link, or by replying to it. */
#ifndef REPORT_SERIES_SUPERSEDE_LINK_H
#define REPORT_SERIES_SUPERSEDE_LINK_H

#include "report/util/hashmap.h"
#include "report/series/supersede.h"

/* How many links of one head are followed: bounds what is read. */
#define VERSION_LINKS_MAX 8

/*
 * by_mail: from hash_id of a Message-ID to the index of its version; greater values name
 * no version.
 */
void supersede_by_link(struct versions *, const struct hashmap *by_mail);

#endif

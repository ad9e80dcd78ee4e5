/* SPDX-License-Identifier: MIT */
/* The ids and addresses of a feed and its entries. */
#ifndef REPORT_ATOM_ATOM_TAG_H
#define REPORT_ATOM_ATOM_TAG_H

#include "store/util/buf.h"

/*
 * Appends the tag: URI (RFC 4151) of the digest of a day; of the feed if day is empty.
 * lists: names, one a line. The authority is the host of the site's URL, and its path
 * precedes the lists; without a URL (NULL) it is "patchdigest".
 */
void atom_tag_add(struct buf *, const char *site_url, struct str day, struct str lists);
/* Appends the address of a file of the site: below its URL, or relative if that is NULL.
 */
void atom_url_add(struct buf *, const char *site_url, struct str file);

#endif

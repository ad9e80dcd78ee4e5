/* SPDX-License-Identifier: MIT */
/* A site of several lists: an index, and for each list a folder that is a site of its
 * own. */
#ifndef REPORT_SITE_SITE_LISTS_H
#define REPORT_SITE_SITE_LISTS_H

#include "store/util/buf.h"
#include "store/util/status.h"

/* Appends the name of a list's folder. */
void site_lists_add_folder(struct buf *, struct str list);
/* Whether the site has a folder for the list. */
bool site_lists_has(const char *dir, struct str list);
/* Writes the index of the lists that the site has. ST_CANTCREAT, ST_BUSY. */
enum status site_lists_write(const char *dir, struct buf *why);

#endif

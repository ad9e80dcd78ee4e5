/* SPDX-License-Identifier: MIT */
/* Hides the mails that were purged from an archive, with bounds: the mirror that was read
 * may be at fault. */
#ifndef FILTER_IMPORT_ARCHIVE_PURGE_H
#define FILTER_IMPORT_ARCHIVE_PURGE_H

#include "filter/archive/archive.h"

/*
 * Inside a transaction, after the last commit of the archive. Looks at the epochs whose
 * history was edited since the last run; all: at every one. Hides what
 * purged_find() finds, unless that is more than a hundredth of an epoch and not
 * all: then returns ST_INPUT, and why names each such epoch.
 */
enum status archive_purge(struct inbox *, const struct archive *, bool all,
			  struct buf *why);

#endif

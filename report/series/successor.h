/* SPDX-License-Identifier: MIT */
/* Which mail stands in a digest for one of an older version. */
#ifndef REPORT_SERIES_SUCCESSOR_H
#define REPORT_SERIES_SUCCESSOR_H

#include "report/series/series.h"

/*
 * For a shown mail p of s: the mail of the newest version that shows anything
 * in this window: its same part, else a patch of the same title, else its
 * cover. NULL: p stands for itself.
 */
const struct post *successor(const struct selection *, const struct series *s,
			     const struct post *p);

#endif

/* SPDX-License-Identifier: MIT */
/* Drops posts from a selection, and their series from its set, which is not built anew.
 */
#ifndef REPORT_SERIES_SERIES_KEEP_H
#define REPORT_SERIES_SERIES_KEEP_H

#include "report/series/series.h"

/*
 * Keeps the posts for which keep, by index into selection.posts, is true, in their order,
 * and the series that they belong to. All versions of a series must be kept, or all
 * dropped. Pointers to posts of the selection and to series of the set become invalid.
 */
void series_keep(struct series_set *, struct selection *, const bool *keep);

#endif

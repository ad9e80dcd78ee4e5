/* SPDX-License-Identifier: MIT */
/* The files that a patch touches: a list of paths, a line each, safe on a terminal. */
#ifndef FILTER_PATCH_DIFF_PATHS_H
#define FILTER_PATCH_DIFF_PATHS_H

#include "store/util/buf.h"
#include "store/util/str.h"

/* Appends the files of a text that begins with a diff, without a/ and b/; of a rename
 * both. */
void diff_paths_collect(struct buf *, struct str diff, size_t limit);
/*
 * Appends one path, unless it is the last one there already or the list would be longer
 * than limit.
 */
void diff_paths_add(struct buf *, struct str path, size_t limit);

#endif

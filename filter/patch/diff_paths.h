/* SPDX-License-Identifier: MIT */
/* The paths of the files that a patch touches, one per line, safe on a terminal. */
#ifndef FILTER_PATCH_DIFF_PATHS_H
#define FILTER_PATCH_DIFF_PATHS_H

#include "store/util/buf.h"
#include "store/util/str.h"

/*
 * Appends the paths in a text that begins with a diff, without a/ and b/, while out
 * is at most limit bytes long. A rename has two paths.
 */
void diff_paths_collect(struct buf *, struct str diff, size_t limit);
/* Appends a path, unless the list ends with it or would exceed limit bytes. */
void diff_paths_add(struct buf *, struct str path, size_t limit);

#endif

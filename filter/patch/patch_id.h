/* SPDX-License-Identifier: MIT */
/*
 * The patch id of a diff, as git-patch-id(1) prints it with --stable: a SHA-1 of what the
 * diff changes, that neither line numbers, white space nor the order of the files
 * changes.
 */
#ifndef FILTER_PATCH_PATCH_ID_H
#define FILTER_PATCH_PATCH_ID_H

#include "store/util/str.h"

#define PATCH_ID_SIZE 20

/*
 * diff: a text that begins with a diff; it ends where git ends it, after the last hunk.
 * Returns false, with id undefined, if git would print no id: the diff has no "diff"
 * line.
 */
bool patch_id_make(unsigned char id[PATCH_ID_SIZE], struct str diff);

#endif

/* SPDX-License-Identifier: MIT */
/*
 * The list that holds an archive's import marks. An archive stays with its list,
 * whatever its newest mail says of itself.
 */
#ifndef FILTER_IMPORT_MARKED_LIST_H
#define FILTER_IMPORT_MARKED_LIST_H

#include "filter/archive/archive.h"

/*
 * Appends the name of the store's list that has a mark of one of the archive's
 * first commits. If several lists have such a mark, the list that has read most
 * of the archive counts; if several have read as much, the first by name. Appends
 * nothing if no list has such a mark. Leaves out lists that can't be read.
 */
void marked_list_find(const char *store, const struct archive *, struct buf *list);

#endif

/* SPDX-License-Identifier: MIT */
/* The name of a mailing list: its folder in a store is called so. */
#ifndef STORE_UTIL_LIST_NAME_H
#define STORE_UTIL_LIST_NAME_H

#include "store/util/buf.h"

#define LIST_NAME_MAX 120 /* bytes */

/*
 * Appends the name of the list that somebody calls raw: in lower case, "." for "@", "_"
 * for a leading dot and for every byte that is no letter, digit or one of ._+-, cut to
 * LIST_NAME_MAX bytes.
 */
void list_name_make(struct buf *, struct str raw);
/*
 * Returns whether list_name_make() can have made a name. Nothing else in a store is a
 * list, and other names could act on a terminal.
 */
bool list_name_valid(struct str name);

#endif

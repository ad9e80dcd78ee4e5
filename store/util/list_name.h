/* SPDX-License-Identifier: MIT */
/* The name of a mailing list, which its folder in a store has. */
#ifndef STORE_UTIL_LIST_NAME_H
#define STORE_UTIL_LIST_NAME_H

#include "store/util/buf.h"

#define LIST_NAME_MAX 120 /* bytes */

/*
 * Appends a list's address or name as the store spells it: lower case, "." for "@", "_"
 * for a leading dot and for all other bytes than letters, digits and ._+-, at most
 * LIST_NAME_MAX bytes.
 */
void list_name_make(struct buf *, struct str raw);
/*
 * Whether list_name_make() can make this name. Anything else in a store is no list, and
 * its name could act on a terminal.
 */
bool list_name_valid(struct str name);

#endif

/* SPDX-License-Identifier: MIT */
/*
 * The archives of Mailman 2 mask addresses in texts: "Name <local at domain>".
 */
#ifndef STORE_UTIL_MASKED_AT_H
#define STORE_UTIL_MASKED_AT_H

#include "store/util/arena.h"

/*
 * Returns where the " at " of the last brackets in value begins; value.len if they have
 * no such address, or if value has an "@".
 */
size_t masked_at_find(struct str value);
/* Returns value with "@" for such an " at ", in the arena; any other value as it is. */
struct str masked_at_undo(struct str value, struct arena *);

#endif

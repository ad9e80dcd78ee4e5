/* SPDX-License-Identifier: MIT */
/* Which chains of its file a record belongs to, and where each begins (patchdigest-store(5), Keys). */
#ifndef STORE_CHAIN_H
#define STORE_CHAIN_H

#include "store/layout.h"

/* The key at which that chain of a record begins; false if it belongs to none of them. alias: inbox_alias(). */
bool chain_key(struct key *, enum chain, const struct record *, const unsigned char alias[ALIAS_SIZE]);

#endif

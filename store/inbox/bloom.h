/* SPDX-License-Identifier: MIT */
/*
 * Whether an older segment may hold a mail, a reply, a title or a change-id,
 * without opening it: the newest segment holds a Bloom filter for each older one.
 */
#ifndef STORE_INBOX_BLOOM_H
#define STORE_INBOX_BLOOM_H

#include "store/inbox/inbox_impl.h"

#define BLOOM_NONE UINT32_MAX

/*
 * Returns the newest segment before this one that may hold the key (i, r, t, g, w
 * or v), or BLOOM_NONE. To visit all: for (i = n - 1; i != BLOOM_NONE; i =
 * bloom_before(ib, i, &key)).
 */
uint32_t bloom_before(struct inbox *, uint32_t segment, const struct key *);
/* Frees the cached filters; for inbox_close. */
void bloom_release(struct inbox *);
/* Inside store_extend: gives the next segment the filters of all segments so far. */
enum status bloom_carry(struct inbox *);

#endif

/* SPDX-License-Identifier: MIT */
/*
 * Whether a mail stands in one of the older files, without opening them: the
 * newest file holds a Bloom filter of the ids of each older one.
 */
#ifndef STORE_KNOWN_H
#define STORE_KNOWN_H

#include "store/inbox_impl.h"

/* false: certainly not in that older file; true: it must be looked up there. */
bool known_maybe(struct inbox *, uint32_t file, const unsigned char alias[ALIAS_SIZE]);
/*
 * Inside store_extend: gives the next file the filters of all files so far;
 * blocks of the newest file's one is put into its totals.
 */
enum status known_carry(struct inbox *);

#endif

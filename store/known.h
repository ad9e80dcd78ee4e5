/* SPDX-License-Identifier: MIT */
/*
 * Whether a mail stands in one of the older files, without opening them: the
 * newest file holds a Bloom filter of the ids of each older one.
 */
#ifndef STORE_KNOWN_H
#define STORE_KNOWN_H

#include "store/inbox_impl.h"

#define KNOWN_NONE UINT32_MAX

/* The newest file before this one that may hold the mail, or KNOWN_NONE. */
uint32_t known_before(struct inbox *, uint32_t file, const unsigned char alias[ALIAS_SIZE]);
/* Inside store_extend: gives the next file the filters of all files so far. */
enum status known_carry(struct inbox *);

#endif

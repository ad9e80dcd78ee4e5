/* SPDX-License-Identifier: MIT */
/*
 * Fixed-width big-endian numbers in a buffer, and taken off a slice: what
 * stands on the disk is the same on every machine, and sorts as it counts.
 */
#ifndef STORE_UTIL_BYTES_H
#define STORE_UTIL_BYTES_H

#include "store/util/buf.h"

void bytes_put16(struct buf *, uint32_t);
void bytes_put32(struct buf *, uint32_t);
void bytes_put64(struct buf *, uint64_t);

/* A reader that goes bad at the first number that isn't there, and stays so. */
struct bytes {
	struct str rest;
	bool bad;
};

uint32_t bytes_get8(struct bytes *);
uint32_t bytes_get16(struct bytes *);
uint32_t bytes_get32(struct bytes *);
uint64_t bytes_get64(struct bytes *);
struct str bytes_get(struct bytes *, size_t len);

#endif

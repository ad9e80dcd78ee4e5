/* SPDX-License-Identifier: MIT */
/*
 * Writes big-endian numbers to a buffer, and reads them from a slice: a store is the same
 * on every machine, and keys sort like the numbers in them.
 */
#ifndef STORE_UTIL_BYTES_H
#define STORE_UTIL_BYTES_H

#include "store/util/buf.h"

void bytes_put16(struct buf *, uint32_t);
void bytes_put32(struct buf *, uint32_t);
void bytes_put64(struct buf *, uint64_t);

/* A reader. Once the rest is too short, it is bad: then every value is 0 or empty. */
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

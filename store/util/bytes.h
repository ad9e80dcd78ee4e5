/* SPDX-License-Identifier: MIT */
/*
 * Writes big-endian numbers to a buffer, and reads them from a slice: a store is the same
 * on every machine, and keys sort like the numbers in them.
 */
#ifndef STORE_UTIL_BYTES_H
#define STORE_UTIL_BYTES_H

#include <endian.h>

#include "store/util/buf.h"

void bytes_put16(struct buf *, uint32_t);
void bytes_put32(struct buf *, uint32_t);
void bytes_put64(struct buf *, uint64_t);

/* A reader. Once the rest is too short, it is bad: then every value is 0 or empty. */
struct bytes {
	struct str rest;
	bool bad;
};

/* Inline: a record has dozens of numbers. */
static inline struct str bytes_get(struct bytes *b, size_t len)
{
	struct str s = { b->rest.s, len };

	if (b->bad || b->rest.len < len) {
		b->bad = true;
		return STR_EMPTY;
	}
	b->rest.s += len;
	b->rest.len -= len;
	return s;
}

static inline uint32_t bytes_get8(struct bytes *b)
{
	struct str s = bytes_get(b, 1);

	return s.len ? (unsigned char)s.s[0] : 0;
}

static inline uint32_t bytes_get16(struct bytes *b)
{
	struct str s = bytes_get(b, 2);
	uint16_t v = 0;

	if (s.len)
		memcpy(&v, s.s, sizeof(v));
	return be16toh(v);
}

static inline uint32_t bytes_get32(struct bytes *b)
{
	struct str s = bytes_get(b, 4);
	uint32_t v = 0;

	if (s.len)
		memcpy(&v, s.s, sizeof(v));
	return be32toh(v);
}

static inline uint64_t bytes_get64(struct bytes *b)
{
	struct str s = bytes_get(b, 8);
	uint64_t v = 0;

	if (s.len)
		memcpy(&v, s.s, sizeof(v));
	return be64toh(v);
}

#endif

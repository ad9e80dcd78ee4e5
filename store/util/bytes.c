/* SPDX-License-Identifier: MIT */
#include <endian.h>

#include "store/util/bytes.h"

static void put_number(struct buf *b, uint64_t v, unsigned width)
{
	uint64_t out = htobe64(v << (8 * (sizeof(v) - width)));

	/* all eight bytes are written, the number is the first of them */
	buf_reserve(b, sizeof(out));
	memcpy(b->data + b->len, &out, sizeof(out));
	b->len += width;
	memset(b->data + b->len, 0, BUF_PAD);
}

void bytes_put16(struct buf *b, uint32_t v)
{
	put_number(b, v, 2);
}

void bytes_put32(struct buf *b, uint32_t v)
{
	put_number(b, v, 4);
}

void bytes_put64(struct buf *b, uint64_t v)
{
	put_number(b, v, 8);
}

struct str bytes_get(struct bytes *b, size_t len)
{
	struct str s;

	if (b->bad || b->rest.len < len) {
		b->bad = true;
		return STR_EMPTY;
	}
	s = str_sub(b->rest, 0, len);
	b->rest = str_sub(b->rest, len, b->rest.len);
	return s;
}

static uint64_t get_number(struct bytes *b, unsigned width)
{
	struct str s = bytes_get(b, width);
	uint64_t v = 0;

	for (size_t i = 0; i < s.len; i++)
		v = v << 8 | (unsigned char)s.s[i];
	return v;
}

uint32_t bytes_get8(struct bytes *b)
{
	return (uint32_t)get_number(b, 1);
}

uint32_t bytes_get16(struct bytes *b)
{
	return (uint32_t)get_number(b, 2);
}

uint32_t bytes_get32(struct bytes *b)
{
	return (uint32_t)get_number(b, 4);
}

uint64_t bytes_get64(struct bytes *b)
{
	return get_number(b, 8);
}

/* SPDX-License-Identifier: MIT */
#include <endian.h>
#include <string.h>

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

/* Copies the next bytes, or zeros if the rest is too short. */
static void get_bytes(struct bytes *b, void *out, size_t len)
{
	struct str s = bytes_get(b, len);

	if (s.len)
		memcpy(out, s.s, len);
	else
		memset(out, 0, len);
}

uint32_t bytes_get8(struct bytes *b)
{
	uint8_t v;

	get_bytes(b, &v, sizeof(v));
	return v;
}

uint32_t bytes_get16(struct bytes *b)
{
	uint16_t v;

	get_bytes(b, &v, sizeof(v));
	return be16toh(v);
}

uint32_t bytes_get32(struct bytes *b)
{
	uint32_t v;

	get_bytes(b, &v, sizeof(v));
	return be32toh(v);
}

uint64_t bytes_get64(struct bytes *b)
{
	uint64_t v;

	get_bytes(b, &v, sizeof(v));
	return be64toh(v);
}

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

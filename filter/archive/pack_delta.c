/* SPDX-License-Identifier: MIT */
#include "filter/archive/pack_delta.h"

#define COPY 0x80
/* The bytes of a copy's offset and of its size, each of which may be left out. */
#define OFFSET_BYTES 4
#define SIZE_BYTES 3
/* A size of 0 stands for this one. */
#define COPY_DEFAULT 0x10000

static bool take_byte(struct str *rest, unsigned *byte)
{
	if (!rest->len)
		return false;
	*byte = (unsigned char)*rest->s;
	*rest = (struct str){ rest->s + 1, rest->len - 1 };
	return true;
}

bool pack_delta_number(struct str *rest, uint64_t *number)
{
	unsigned byte = 0x80;

	*number = 0;
	for (unsigned shift = 0; byte & 0x80; shift += 7) {
		if (shift > 56 || !take_byte(rest, &byte))
			return false;
		*number |= (uint64_t)(byte & 0x7f) << shift;
	}
	return true;
}

/* Takes the bytes of a number of which bits, from the lowest on, says that they are
 * there. */
static bool take_present(struct str *rest, unsigned bits, unsigned n, size_t *number)
{
	unsigned byte;

	*number = 0;
	for (unsigned i = 0; i < n; i++) {
		if (!(bits >> i & 1))
			continue;
		if (!take_byte(rest, &byte))
			return false;
		*number |= (size_t)byte << (8 * i);
	}
	return true;
}

/* The bytes that the next instruction adds; false if it is damaged. */
static bool take_instruction(struct str *rest, struct str base, struct str *added)
{
	unsigned code;
	size_t from, len;

	if (!take_byte(rest, &code) || !code)
		return false;
	if (!(code & COPY)) {
		*added = str_sub(*rest, 0, code);
		*rest = str_sub(*rest, code, rest->len);
		return added->len == code;
	}
	if (!take_present(rest, code, OFFSET_BYTES, &from) ||
	    !take_present(rest, code >> OFFSET_BYTES, SIZE_BYTES, &len))
		return false;
	if (!len)
		len = COPY_DEFAULT;
	*added = str_sub(base, from, from + len);
	return added->len == len;
}

bool pack_delta_apply(struct str delta, struct str base, size_t limit, struct buf *out)
{
	uint64_t base_size, size;
	struct str added;

	buf_reset(out);
	if (!pack_delta_number(&delta, &base_size) || base_size != base.len ||
	    !pack_delta_number(&delta, &size) || size > limit)
		return false;
	buf_reserve(out, size);
	while (delta.len) {
		if (!take_instruction(&delta, base, &added) ||
		    added.len > size - out->len)
			return false;
		buf_adds(out, added);
	}
	return out->len == size;
}

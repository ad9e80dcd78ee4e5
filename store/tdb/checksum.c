/* SPDX-License-Identifier: MIT */
#include "store/util/bytes.h"
#include "store/tdb/crc.h"
#include "store/tdb/checksum.h"

static uint32_t value_crc(struct str key, struct str value)
{
	return crc32_add(crc32_add(0, key), value);
}

void checksum_put(struct buf *out, struct str key, struct str value)
{
	buf_reset(out);
	bytes_put32(out, value_crc(key, value));
	buf_adds(out, value);
}

bool checksum_ok(struct str key, struct str stored, struct str *value)
{
	struct bytes in = { stored, false };
	uint32_t crc = bytes_get32(&in);

	*value = in.rest;
	return !in.bad && crc == value_crc(key, in.rest);
}

/* SPDX-License-Identifier: MIT */
/*
 * How a file stores a value: a CRC-32 (ISO 3309, as zlib's) of key and value, then the
 * value. TDB has no checksums of its own.
 */
#ifndef STORE_TDB_CHECKSUM_H
#define STORE_TDB_CHECKSUM_H

#include "store/util/buf.h"

/* Returns the CRC of what came before and of these bytes. crc: 0 at first, then the last
 * result. */
uint32_t checksum_crc32(uint32_t crc, struct str);
/* Replaces what out holds with the checksum and the value. */
void checksum_put(struct buf *out, struct str key, struct str value);
/* Returns false if the checksum is wrong. *value: the stored bytes after it. */
bool checksum_ok(struct str key, struct str stored, struct str *value);

#endif

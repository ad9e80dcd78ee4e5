/* SPDX-License-Identifier: MIT */
/*
 * TDB has no checksums of its own: what lies in a file as a key's value is a CRC-32 (ISO
 * 3309, as zlib's) of key and value, then the value.
 */
#ifndef STORE_TDB_CHECKSUM_H
#define STORE_TDB_CHECKSUM_H

#include "store/util/buf.h"

/* Returns the CRC-32 of the bytes before, whose result crc is (0: none), and of s. */
uint32_t checksum_crc32(uint32_t crc, struct str s);
/* Becomes all of out. */
void checksum_put(struct buf *out, struct str key, struct str value);
/* False if the CRC is wrong; *value is what lies behind it. */
bool checksum_ok(struct str key, struct str stored, struct str *value);

#endif

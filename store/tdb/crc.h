/* SPDX-License-Identifier: MIT */
/* CRC-32 (ISO 3309, as zlib's): TDB has no checksums of its own. */
#ifndef STORE_TDB_CRC_H
#define STORE_TDB_CRC_H

#include "store/util/str.h"

/* Returns the CRC of what came before and of these bytes. crc: 0 at first, then the last
 * result. */
uint32_t crc32_add(uint32_t crc, struct str);

#endif

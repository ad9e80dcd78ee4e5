/* SPDX-License-Identifier: MIT */
/* CRC-32 (ISO 3309, as zlib's): TDB has no checksums of its own. */
#ifndef STORE_CRC_H
#define STORE_CRC_H

#include "store/str.h"

/* crc: 0 to begin, else the result so far. */
uint32_t crc32_add(uint32_t crc, struct str);

#endif

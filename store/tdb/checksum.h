/* SPDX-License-Identifier: MIT */
/* What lies in a file as a key's value: a CRC-32 of key and value, then the value. */
#ifndef STORE_TDB_CHECKSUM_H
#define STORE_TDB_CHECKSUM_H

#include "store/util/buf.h"

/* Becomes all of out. */
void checksum_put(struct buf *out, struct str key, struct str value);
/* False if the CRC is wrong; *value is what lies behind it. */
bool checksum_ok(struct str key, struct str stored, struct str *value);

#endif

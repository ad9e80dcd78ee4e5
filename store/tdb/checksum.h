/* SPDX-License-Identifier: MIT */
/* How a file stores a value: the CRC-32 of key and value, then the value. */
#ifndef STORE_TDB_CHECKSUM_H
#define STORE_TDB_CHECKSUM_H

#include "store/util/buf.h"

/* Replaces what out holds with the checksum and the value. */
void checksum_put(struct buf *out, struct str key, struct str value);
/* Returns false if the checksum is wrong. *value: the stored bytes after it. */
bool checksum_ok(struct str key, struct str stored, struct str *value);

#endif

/* SPDX-License-Identifier: MIT */
/* How much room new records take in a list's files. */
#ifndef STORE_INBOX_RECORD_ROOM_H
#define STORE_INBOX_RECORD_ROOM_H

#include <stdint.h>

/* An upper limit; bytes: of the records alone, as they are encoded. */
uint64_t record_room(uint64_t records, uint64_t bytes);

#endif

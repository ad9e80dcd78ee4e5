/* SPDX-License-Identifier: MIT */
#include "store/inbox/record_room.h"

/* By measurement: what a record takes beside its own bytes and the quarter of them that
 * TDB adds: its keys, and its place in chains. */
#define BYTES_BESIDE_A_RECORD 300
/* A file grows by up to so much at once. */
#define BYTES_OF_GROWTH (12ull << 20)

uint64_t record_room(uint64_t records, uint64_t bytes)
{
	return bytes / 4 * 5 + records * BYTES_BESIDE_A_RECORD + BYTES_OF_GROWTH;
}

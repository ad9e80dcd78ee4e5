/* SPDX-License-Identifier: MIT */
/*
 * TDB's file format, for what is read or written without TDB. Numbers have the byte
 * order of the machine.
 *
 *	head, 168 bytes
 *	u32 first free room  u32 first entry of each hash chain
 *	entries
 *
 * An entry, aligned to 4 bytes; the room is that of all after its head:
 *
 *	u32 next entry of its chain  u32 room  u32 key's length  u32 value's length
 *	u32 hash  u32 magic  key  value  ...  u32 size of head and room
 */
#ifndef STORE_TDB_TDB_LAYOUT_H
#define STORE_TDB_TDB_LAYOUT_H

#include <stdint.h>

#define TDB_LAYOUT_HEAD 168
/* A transaction holds a write lock of this byte. */
#define TDB_LAYOUT_TRANSACTION_LOCK 8
#define TDB_LAYOUT_ALIGNMENT 4

struct tdb_layout_head {
	char food[32];
	uint32_t version, chains, hash_magic;
	uint32_t recovery; /* where the undo room is; 0: no such room */
};

#define TDB_LAYOUT_FOOD "TDB file\n"
#define TDB_LAYOUT_VERSION (0x26011967u + 6)
/* The keys are hashed as by tdbfile_hash(). */
#define TDB_LAYOUT_JENKINS 0x0bad1a51u
/* The magic of undo room that holds an interrupted transaction. */
#define TDB_LAYOUT_UNDO 0xf53bc0e7u

/* Undo room has the size before the transaction in place of its key's length. */
struct tdb_layout_entry {
	uint32_t next, room, key_len, value_len, hash, magic;
};

#define TDB_LAYOUT_USED 0x26011999u
#define TDB_LAYOUT_FREE (~TDB_LAYOUT_USED)
/* Undo room that holds nothing. */
#define TDB_LAYOUT_NO_UNDO 0u

/* Where the first entry stands. */
static inline uint64_t tdb_layout_start(uint32_t chains)
{
	return TDB_LAYOUT_HEAD + ((uint64_t)chains + 1) * sizeof(uint32_t);
}

/* Where the number of a chain's first entry stands. */
static inline uint64_t tdb_layout_chain(uint32_t hash, uint32_t chains)
{
	return TDB_LAYOUT_HEAD + ((uint64_t)(hash % chains) + 1) * sizeof(uint32_t);
}

#endif

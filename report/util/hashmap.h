/* SPDX-License-Identifier: MIT */
/*
 * From 64-bit keys (of ids, authors, titles) to indices. The table's order is
 * drawn anew for each map, so that no mail can be written to slow it down.
 */
#ifndef REPORT_UTIL_HASHMAP_H
#define REPORT_UTIL_HASHMAP_H

#include <stddef.h>
#include <stdint.h>

#include "store/util/str.h"

#define HASHMAP_NONE SIZE_MAX

struct hashmap {
	struct idmap_slot *slots;
	size_t n, cap;
	uint64_t factor;
};

#define HASHMAP_INIT          \
	{                     \
		NULL, 0, 0, 0 \
	}

/* A later value replaces an earlier one; value is not HASHMAP_NONE. */
void hashmap_put(struct hashmap *, uint64_t key, size_t value);
/* HASHMAP_NONE if there is none. */
size_t hashmap_get(const struct hashmap *, uint64_t key);
void hashmap_release(struct hashmap *);

/* Of a Message-ID as it is: the same as of its id_hash() bytes. */
uint64_t hash_id(struct str message_id);
uint64_t hash_bytes(const char id_hash[8]);
/* Of text with case and white space folded (rule 16); 0 for text of blanks. */
uint64_t hash_text(struct str);
/* Of bytes, A to Z as a to z. */
uint64_t hash_nocase(struct str);
/* Of two keys in this order. */
uint64_t hash_mix(uint64_t, uint64_t);

#endif

/* SPDX-License-Identifier: MIT */
/*
 * Maps 64-bit keys (hashes of ids, authors, titles) to indices. Each map's order is
 * random, so that no mail can be written to make it slow.
 */
#ifndef REPORT_UTIL_HASHMAP_H
#define REPORT_UTIL_HASHMAP_H

#include <stddef.h>
#include <stdint.h>

#include "store/util/str.h"

#define HASHMAP_NONE SIZE_MAX
/* Values are less. */
#define HASHMAP_VALUES UINT32_MAX

struct hashmap {
	struct hashmap_slot *slots;
	size_t n, cap;
	uint64_t factor;
};

#define HASHMAP_INIT ((struct hashmap){ NULL, 0, 0, 0 })

/* Sets the value of key. */
void hashmap_put(struct hashmap *, uint64_t key, size_t value);
/* Returns HASHMAP_NONE if the map has no such key. */
size_t hashmap_get(const struct hashmap *, uint64_t key);
void hashmap_release(struct hashmap *);

/* Hashes a Message-ID. hash_bytes() makes the hash from the bytes of id_hash(), and
 * hash_put_bytes() these of the hash. */
uint64_t hash_id(struct str message_id);
uint64_t hash_bytes(const char id_hash[8]);
void hash_put_bytes(unsigned char id_hash[8], uint64_t);
/* Hashes text with case and white space folded (patchdigest-rules(7), rule 16), otherwise
 * in each run of the program. Returns 0 if text has only blanks. */
uint64_t hash_text(struct str);
/* Hashes bytes, A to Z like a to z; otherwise in each run. */
uint64_t hash_nocase(struct str);
/* Makes a key of two keys; their order matters. */
uint64_t hash_mix(uint64_t, uint64_t);

/* What each of the 256 bytes is in texts that are compared: a blank is ' ', A to Z are a
 * to z. */
const char *folded_bytes(void);

#endif

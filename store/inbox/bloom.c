/* SPDX-License-Identifier: MIT */
#include <assert.h>
#include <stdlib.h>
#include <string.h>

#include "store/inbox/bloom.h"

/*
 * Each older segment has a filter of this many blocks. A key sets PROBES bits of
 * the one block that its first bits choose. Under k and a block's number the
 * newest segment holds that block of every older one:
 *
 *	64 bytes of segment 0 | 64 bytes of segment 1 | ...
 *
 * A question then costs one fetch, however many segments there are. In a segment
 * of the default size a key has some 10 bits, and one unknown key in 80 costs a
 * look into the file; in larger segments it is more, but those are fewer.
 */
#define BLOCK_BITS 10
#define BLOCKS (1u << BLOCK_BITS)
#define BLOCK_BYTES 64
#define PROBES 6

/*
 * With fewer than 8 bits per key a filter says little, and making one for so
 * large a segment takes longer than a delivery may. All its bits are set: it is
 * always looked into.
 */
#define KEYS_MAX (BLOCKS * BLOCK_BYTES)
#define ALWAYS 0xff

/* Whether older segments are asked for the key: a mail, or a chain by parent, title,
 * change-id, author or Message-ID. */
static bool is_filtered(struct str key)
{
	return key.len > ID_HASH && memchr("irtgwv", key.s[0], 6);
}

/* The first bits of the hash choose the block, the last ones the bits in it. */
static uint64_t key_hash(struct str key)
{
	struct bytes in = { str_sub(key, 1, 1 + ID_HASH), false };

	return bytes_get64(&in);
}

static uint32_t hash_block(uint64_t hash)
{
	return (uint32_t)(hash >> (64 - BLOCK_BITS));
}

static uint32_t hash_bit(uint64_t hash, unsigned i)
{
	return (uint32_t)(hash >> (9 * i)) % (BLOCK_BYTES * 8);
}

static bool may_hold(const char *block, uint64_t hash)
{
	for (unsigned i = 0; i < PROBES; i++) {
		uint32_t bit = hash_bit(hash, i);

		if (!(block[bit / 8] >> (bit % 8) & 1))
			return false;
	}
	return true;
}

/*
 * Fetched blocks are kept, unless only a few are asked for, as in a delivery: a
 * report of a week asks for each block several times.
 */
struct bloom_cache {
	uint32_t older; /* segments that each block is about */
	uint32_t asked;
	char *blocks; /* NULL: too few were asked for */
	bool have[BLOCKS];
};

#define ASKED_MIN 16

void bloom_release(struct inbox *ib)
{
	if (ib->bloom)
		free(ib->bloom->blocks);
	free(ib->bloom);
	ib->bloom = NULL;
}

/* Where the block is kept; NULL: it isn't. */
static char *cache_slot(struct inbox *ib, uint32_t number)
{
	const uint32_t older = ib->n - 1;

	if (ib->bloom && ib->bloom->older != older)
		bloom_release(ib);
	if (!ib->bloom) {
		ib->bloom = xcalloc(1, sizeof(*ib->bloom));
		ib->bloom->older = older;
	}
	if (!ib->bloom->blocks && ++ib->bloom->asked > ASKED_MIN)
		ib->bloom->blocks = xmalloc((size_t)BLOCKS * BLOCK_BYTES * older);
	return ib->bloom->blocks
		   ? ib->bloom->blocks + (size_t)BLOCK_BYTES * older * number
		   : NULL;
}

/* A block's bytes for each older segment; NULL if they can't be read. */
static const char *fetch_block(struct inbox *ib, uint32_t number)
{
	const size_t len = (size_t)BLOCK_BYTES * (ib->n - 1);
	char *slot = cache_slot(ib, number);
	struct key k = key_filter(number);
	struct bytes in;

	if (slot && ib->bloom->have[number])
		return slot;
	if (inbox_fetch(ib, ib->n - 1, &k, &in) != ST_OK || in.rest.len != len)
		return NULL;
	if (!slot)
		return in.rest.s;
	ib->bloom->have[number] = true;
	return memcpy(slot, in.rest.s, len);
}

uint32_t bloom_before(struct inbox *ib, uint32_t segment, const struct key *key)
{
	uint64_t hash = key_hash(key_str(key));
	const char *block;

	assert(is_filtered(key_str(key)));
	if (!segment)
		return BLOOM_NONE;
	block = fetch_block(ib, hash_block(hash));
	/* if the block can't be read every segment may hold the key */
	while (segment-- > 0)
		if (!block || may_hold(block + (size_t)BLOCK_BYTES * segment, hash))
			return segment;
	return BLOOM_NONE;
}

static bool add_key_bits(void *arg, struct str key, struct str value)
{
	unsigned char *block;
	uint64_t hash;

	(void)value;
	if (!is_filtered(key))
		return true;
	hash = key_hash(key);
	block = (unsigned char *)arg + (size_t)BLOCK_BYTES * hash_block(hash);
	for (unsigned i = 0; i < PROBES; i++)
		block[hash_bit(hash, i) / 8] |=
		    (unsigned char)(1u << (hash_bit(hash, i) % 8));
	return true;
}

/* Writes a block for the next segment: the newest one's block and, after it, own. */
static enum status carry_block(struct inbox *ib, uint32_t block, const unsigned char *own)
{
	struct key k = key_filter(block);
	size_t older = (size_t)BLOCK_BYTES * (ib->n - 1);
	struct bytes in;

	buf_reset(&ib->out);
	buf_reserve(&ib->out, older + BLOCK_BYTES);
	if (older && inbox_fetch(ib, ib->n - 1, &k, &in) == ST_OK &&
	    in.rest.len == older) {
		buf_adds(&ib->out, in.rest);
	} else {
		memset(ib->out.data, ALWAYS, older);
		ib->out.len = older;
	}
	buf_add(&ib->out, own, BLOCK_BYTES);
	return store_insert(ib->store, key_str(&k), buf_str(&ib->out));
}

enum status bloom_carry(struct inbox *ib)
{
	const struct totals *t = inbox_newest_totals(ib);
	unsigned char *bits = xcalloc(BLOCKS, BLOCK_BYTES);
	enum status st = ST_OK;

	/* half of the mails have a reply: three keys for two mails */
	if ((uint64_t)(t->next_seq - t->first_seq) * 3 / 2 > KEYS_MAX)
		memset(bits, ALWAYS, (size_t)BLOCKS * BLOCK_BYTES);
	else
		st = store_each(ib->store, ib->n - 1, add_key_bits, bits);
	for (uint32_t b = 0; b < BLOCKS && st == ST_OK; b++)
		st = carry_block(ib, b, bits + (size_t)BLOCK_BYTES * b);
	free(bits);
	return st;
}

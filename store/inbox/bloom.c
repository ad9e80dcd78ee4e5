/* SPDX-License-Identifier: MIT */
#include <assert.h>
#include <stdlib.h>
#include <string.h>

#include "store/inbox/bloom.h"

/*
 * Each older file has a filter of as many blocks; a key sets PROBES bits of
 * the one block that its first bits choose. The newest file holds under k and
 * a block's number that block of every older file, one after the other:
 *
 *	64 bytes of file 0 | 64 bytes of file 1 | ...
 *
 * so that a question costs one fetch however many files there are. In a file
 * of the default size a key has some 10 bits, and one in 80 unknown ones costs
 * a look into the file; in larger files more do, of which there are fewer.
 */
#define BLOCK_BITS 10
#define BLOCKS (1u << BLOCK_BITS)
#define BLOCK_BYTES 64
#define PROBES 6

/*
 * With less than 8 bits a key a filter tells little; and going through so
 * large a file takes longer than a delivery may: it is looked into always.
 */
#define KEYS_MAX (BLOCKS * BLOCK_BYTES)
#define ALWAYS 0xff

/* What is asked of older files, a letter and a hash: mails, replies to one, works by
 * title and by change-id. */
static bool is_filtered(struct str key)
{
	return key.len > ID_HASH && memchr("irtg", key.s[0], 4);
}

/* The first bits of its hash choose the block, the last ones the bits in it. */
static uint64_t hash_of(struct str key)
{
	struct bytes in = { str_sub(key, 1, 1 + ID_HASH), false };

	return bytes_get64(&in);
}

static uint32_t block_of(uint64_t hash)
{
	return (uint32_t)(hash >> (64 - BLOCK_BITS));
}

static uint32_t bit_of(uint64_t hash, unsigned i)
{
	return (uint32_t)(hash >> (9 * i)) % (BLOCK_BYTES * 8);
}

static bool may_hold(const char *block, uint64_t hash)
{
	for (unsigned i = 0; i < PROBES; i++) {
		uint32_t bit = bit_of(hash, i);

		if (!(block[bit / 8] >> (bit % 8) & 1))
			return false;
	}
	return true;
}

/*
 * Blocks that were fetched are kept for who asks more than a delivery does: a
 * report of a week asks for each some times.
 */
struct known_cache {
	uint32_t files; /* older ones that a block speaks of */
	uint32_t asked;
	char *blocks; /* NULL: not yet worth it */
	bool have[BLOCKS];
};

#define ASKED_MIN 16

void bloom_release(struct inbox *ib)
{
	if (ib->known)
		free(ib->known->blocks);
	free(ib->known);
	ib->known = NULL;
}

/* Where the block is to be kept; NULL: nowhere. */
static char *place_of(struct inbox *ib, uint32_t number)
{
	const uint32_t files = ib->n - 1;

	if (ib->known && ib->known->files != files)
		bloom_release(ib);
	if (!ib->known) {
		ib->known = xcalloc(1, sizeof(*ib->known));
		ib->known->files = files;
	}
	if (!ib->known->blocks && ++ib->known->asked > ASKED_MIN)
		ib->known->blocks = xmalloc((size_t)BLOCKS * BLOCK_BYTES * files);
	return ib->known->blocks
		   ? ib->known->blocks + (size_t)BLOCK_BYTES * files * number
		   : NULL;
}

/* A block, of each older file one after the other; NULL if it can't be read. */
static const char *get_block(struct inbox *ib, uint32_t number)
{
	const size_t len = (size_t)BLOCK_BYTES * (ib->n - 1);
	char *place = place_of(ib, number);
	struct key k = key_filter(number);
	struct bytes in;

	if (place && ib->known->have[number])
		return place;
	if (inbox_fetch(ib, ib->n - 1, &k, &in) != ST_OK || in.rest.len != len)
		return NULL;
	if (!place)
		return in.rest.s;
	ib->known->have[number] = true;
	return memcpy(place, in.rest.s, len);
}

uint32_t bloom_before(struct inbox *ib, uint32_t file, const struct key *key)
{
	uint64_t hash = hash_of(key_str(key));
	const char *block;

	assert(is_filtered(key_str(key)));
	if (!file)
		return BLOOM_NONE;
	block = get_block(ib, block_of(hash));
	/* without a filter that can be read every file may hold it */
	while (file-- > 0)
		if (!block || may_hold(block + (size_t)BLOCK_BYTES * file, hash))
			return file;
	return BLOOM_NONE;
}

enum status bloom_entry(struct inbox *ib, const unsigned char mail_id[MAIL_ID_SIZE],
			struct id_entry *e, uint32_t *file)
{
	struct key k = key_id(mail_id);
	struct bytes in;

	for (uint32_t i = ib->n - 1; i != BLOOM_NONE; i = bloom_before(ib, i, &k)) {
		enum status st = inbox_fetch(ib, i, &k, &in);

		if (st == ST_NOTFOUND)
			continue;
		id_entry_get(&in, e);
		*file = i;
		return st == ST_OK && in.bad ? ST_DAMAGED : st;
	}
	return ST_NOTFOUND;
}

static bool add_key(void *arg, struct str key, struct str value)
{
	unsigned char *block;
	uint64_t hash;

	(void)value;
	if (!is_filtered(key))
		return true;
	hash = hash_of(key);
	block = (unsigned char *)arg + (size_t)BLOCK_BYTES * block_of(hash);
	for (unsigned i = 0; i < PROBES; i++)
		block[bit_of(hash, i) / 8] |=
		    (unsigned char)(1u << (bit_of(hash, i) % 8));
	return true;
}

/* A block of the older files, out of the newest file, and of that one itself. */
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
	unsigned char *bits = xcalloc(BLOCKS, BLOCK_BYTES);
	enum status st = ST_OK;

	/* of two mails one has an answer */
	if (inbox_current(ib)->mails * 3 / 2 > KEYS_MAX)
		memset(bits, ALWAYS, (size_t)BLOCKS * BLOCK_BYTES);
	else
		st = store_each(ib->store, ib->n - 1, add_key, bits);
	for (uint32_t b = 0; b < BLOCKS && st == ST_OK; b++)
		st = carry_block(ib, b, bits + (size_t)BLOCK_BYTES * b);
	free(bits);
	return st;
}

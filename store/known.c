/* SPDX-License-Identifier: MIT */
#include <stdlib.h>
#include <string.h>

#include "store/known.h"

/*
 * A filter is cut into blocks; an id sets PROBES bits of the one block that
 * its first bytes choose, so that a question costs one fetch. 16 bits an id
 * and 6 probes: about one in 500 unknown mails costs a look into the file.
 */
#define BLOCK_BYTES 512
#define IDS_PER_BLOCK (BLOCK_BYTES * 8 / 16)
#define PROBES 6

static uint32_t word(const unsigned char *p)
{
	return (uint32_t)p[0] << 24 | (uint32_t)p[1] << 16 | (uint32_t)p[2] << 8 | p[3];
}

static uint32_t block_of(const unsigned char *alias, uint32_t blocks)
{
	return (uint32_t)((uint64_t)word(alias) * blocks >> 32);
}

/* The i-th bit of an id in its block: 12 bits of the 8 bytes behind those that chose it. */
static uint32_t bit_of(const unsigned char *alias, unsigned i)
{
	uint64_t h = (uint64_t)word(alias + 4) << 32 | word(alias + 8);

	return (uint32_t)(h >> (10 * i)) % (BLOCK_BYTES * 8);
}

bool known_maybe(struct inbox *ib, uint32_t file, const unsigned char alias[ALIAS_SIZE])
{
	uint32_t blocks = ib->files[file].blocks;
	struct key k = key_filter(file, block_of(alias, blocks));
	struct bytes in;

	if (!blocks)
		return ib->files[file].mails > 0;
	if (inbox_fetch(ib, ib->n - 1, &k, &in) != ST_OK || in.rest.len != BLOCK_BYTES)
		return true;
	for (unsigned i = 0; i < PROBES; i++) {
		uint32_t bit = bit_of(alias, i);

		if (!(in.rest.s[bit / 8] >> (bit % 8) & 1))
			return false;
	}
	return true;
}

struct fill {
	unsigned char *bits;
	uint32_t blocks;
};

static bool add_id(void *arg, struct str key, struct str value)
{
	struct fill *f = arg;
	const unsigned char *alias = (const unsigned char *)key.s + 1;
	unsigned char *block;

	(void)value;
	if (key.len != 17 || key.s[0] != 'i')
		return true;
	block = f->bits + (size_t)BLOCK_BYTES * block_of(alias, f->blocks);
	for (unsigned i = 0; i < PROBES; i++)
		block[bit_of(alias, i) / 8] |= (unsigned char)(1u << (bit_of(alias, i) % 8));
	return true;
}

static enum status put_block(struct inbox *ib, uint32_t file, uint32_t block, const void *bits)
{
	struct key k = key_filter(file, block);

	return store_insert(ib->store, key_str(&k), (struct str){ bits, BLOCK_BYTES });
}

/* The filter of the file that was the newest until now. */
static enum status build(struct inbox *ib)
{
	struct totals *t = inbox_current(ib);
	struct fill f = { .blocks = (uint32_t)((t->mails + t->moved) / IDS_PER_BLOCK) + 1 };
	enum status st;

	f.bits = xcalloc(f.blocks, BLOCK_BYTES);
	st = store_each(ib->store, ib->n - 1, add_id, &f);
	for (uint32_t b = 0; b < f.blocks && st == ST_OK; b++)
		st = put_block(ib, ib->n - 1, b, f.bits + (size_t)BLOCK_BYTES * b);
	t->blocks = f.blocks;
	free(f.bits);
	return st;
}

enum status known_carry(struct inbox *ib)
{
	for (uint32_t file = 0; file + 1 < ib->n; file++) {
		for (uint32_t b = 0; b < ib->files[file].blocks; b++) {
			struct key k = key_filter(file, b);
			struct bytes in;
			enum status st = inbox_fetch(ib, ib->n - 1, &k, &in);

			if (st == ST_OK && in.rest.len == BLOCK_BYTES)
				st = put_block(ib, file, b, in.rest.s);
			if (st != ST_OK)
				return st;
		}
	}
	return build(ib);
}

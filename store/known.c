/* SPDX-License-Identifier: MIT */
#include <stdlib.h>
#include <string.h>

#include "store/known.h"

/*
 * Each older file has a filter of as many blocks; an id sets PROBES bits of
 * the one block that its first bytes choose. The newest file holds under f
 * and a block's number that block of every older file, one after the other:
 *
 *	64 bytes of file 0 | 64 bytes of file 1 | ...
 *
 * so that a question costs one fetch however many files there are. In a file
 * of the default size an id has 16 bits, and one in 500 unknown mails costs a
 * look into the file; in larger files more do, of which there are fewer.
 */
#define BLOCK_BITS 12
#define BLOCKS (1u << BLOCK_BITS)
#define BLOCK_BYTES 64
#define PROBES 6

/*
 * With less than 8 bits an id a filter tells little; and going through so
 * large a file takes longer than a delivery may: it is looked into always.
 */
#define IDS_MAX (BLOCKS * BLOCK_BYTES)

static uint32_t word(const unsigned char *p)
{
	return (uint32_t)p[0] << 24 | (uint32_t)p[1] << 16 | (uint32_t)p[2] << 8 | p[3];
}

static uint32_t block_of(const unsigned char *alias)
{
	return word(alias) >> (32 - BLOCK_BITS);
}

/* The i-th bit of an id in its block: 9 bits of the 8 bytes behind those that chose it. */
static uint32_t bit_of(const unsigned char *alias, unsigned i)
{
	uint64_t h = (uint64_t)word(alias + 4) << 32 | word(alias + 8);

	return (uint32_t)(h >> (9 * i)) % (BLOCK_BYTES * 8);
}

static bool may_hold(const char *block, const unsigned char *alias)
{
	for (unsigned i = 0; i < PROBES; i++) {
		uint32_t bit = bit_of(alias, i);

		if (!(block[bit / 8] >> (bit % 8) & 1))
			return false;
	}
	return true;
}

uint32_t known_before(struct inbox *ib, uint32_t file, const unsigned char alias[ALIAS_SIZE])
{
	struct key k = key_filter(block_of(alias));
	struct bytes in;
	bool damaged;

	if (!file)
		return KNOWN_NONE;
	/* without a filter that can be read every file may hold it */
	damaged = inbox_fetch(ib, ib->n - 1, &k, &in) != ST_OK ||
		  in.rest.len != (size_t)BLOCK_BYTES * (ib->n - 1);
	while (file-- > 0)
		if (damaged || may_hold(in.rest.s + (size_t)BLOCK_BYTES * file, alias))
			return file;
	return KNOWN_NONE;
}

static bool add_id(void *arg, struct str key, struct str value)
{
	const unsigned char *alias = (const unsigned char *)key.s + 1;
	unsigned char *block;

	(void)value;
	if (key.len != 17 || key.s[0] != 'i')
		return true;
	block = (unsigned char *)arg + (size_t)BLOCK_BYTES * block_of(alias);
	for (unsigned i = 0; i < PROBES; i++)
		block[bit_of(alias, i) / 8] |= (unsigned char)(1u << (bit_of(alias, i) % 8));
	return true;
}

/* A block of the older files, out of the newest file, and of that one itself. */
static enum status carry_block(struct inbox *ib, uint32_t block, const unsigned char *own)
{
	struct key k = key_filter(block);
	enum status st = ST_OK;
	struct bytes in;

	buf_reset(&ib->out);
	if (ib->n > 1) {
		st = inbox_fetch(ib, ib->n - 1, &k, &in);
		buf_adds(&ib->out, in.rest);
	}
	buf_add(&ib->out, own, BLOCK_BYTES);
	return st == ST_OK ? store_insert(ib->store, key_str(&k), buf_str(&ib->out)) : st;
}

enum status known_carry(struct inbox *ib)
{
	unsigned char *bits = xcalloc(BLOCKS, BLOCK_BYTES);
	enum status st = ST_OK;

	if (inbox_current(ib)->mails > IDS_MAX)
		memset(bits, 0xff, (size_t)BLOCKS * BLOCK_BYTES);
	else
		st = store_each(ib->store, ib->n - 1, add_id, bits);
	for (uint32_t b = 0; b < BLOCKS && st == ST_OK; b++)
		st = carry_block(ib, b, bits + (size_t)BLOCK_BYTES * b);
	free(bits);
	return st;
}

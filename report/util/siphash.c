/* SPDX-License-Identifier: MIT */
#include <endian.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>
#include <sys/random.h>
#include <time.h>

#include "report/util/siphash.h"

static uint64_t rotate(uint64_t x, int bits)
{
	return x << bits | x >> (64 - bits);
}

static inline void mix_round(uint64_t v[4])
{
	v[0] += v[1];
	v[1] = rotate(v[1], 13) ^ v[0];
	v[0] = rotate(v[0], 32);
	v[2] += v[3];
	v[3] = rotate(v[3], 16) ^ v[2];
	v[0] += v[3];
	v[3] = rotate(v[3], 21) ^ v[0];
	v[2] += v[1];
	v[1] = rotate(v[1], 17) ^ v[2];
	v[2] = rotate(v[2], 32);
}

static inline void mix_word(uint64_t v[4], uint64_t word)
{
	v[3] ^= word;
	mix_round(v);
	mix_round(v);
	v[0] ^= word;
}

/* Reads n bytes, at most 8, the lowest first. */
static uint64_t read_word(const char *s, size_t n)
{
	uint64_t word = 0;

	memcpy(&word, s, n);
	return le64toh(word);
}

uint64_t siphash_with(const uint64_t key[2], struct str s)
{
	uint64_t v[4] = { key[0] ^ 0x736f6d6570736575u, key[1] ^ 0x646f72616e646f6du,
			  key[0] ^ 0x6c7967656e657261u, key[1] ^ 0x7465646279746573u };
	size_t whole = s.len & ~(size_t)7;

	for (size_t i = 0; i < whole; i += 8)
		mix_word(v, read_word(s.s + i, 8));
	mix_word(v, (uint64_t)s.len << 56 | read_word(s.s + whole, s.len - whole));
	v[2] ^= 0xff;
	for (int i = 0; i < 4; i++)
		mix_round(v);
	return v[0] ^ v[1] ^ v[2] ^ v[3];
}

/* Without random bytes the key is the time: a sender does not know that either. */
static void make_key(uint64_t key[2])
{
	struct timespec now;

	if (getrandom(key, 2 * sizeof(*key), GRND_NONBLOCK) == 2 * sizeof(*key))
		return;
	clock_gettime(CLOCK_REALTIME, &now);
	key[0] = (uint64_t)now.tv_nsec;
	key[1] = (uint64_t)now.tv_sec;
}

uint64_t siphash(struct str s)
{
	static uint64_t key[2];
	static bool made;

	if (!made)
		make_key(key);
	made = true;
	return siphash_with(key, s);
}

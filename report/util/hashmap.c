/* SPDX-License-Identifier: MIT */
#include <assert.h>
#include <stdlib.h>
#include <string.h>
#include <sys/random.h>
#include <time.h>

#include "store/util/buf.h"
#include "store/inbox/mail_id.h"

#include "report/util/hashmap.h"
#include "report/util/siphash.h"

#define CAP_MIN 64
/* Bytes on the stack: enough for nearly all titles and names. */
#define FOLD_SMALL 256

/* A report of a whole archive has millions: so 12 bytes, without padding. Memory that
 * was never used is free slots. */
struct hashmap_slot {
	uint32_t key[2];
	uint32_t value; /* 0: free; else one more than the value */
};

static uint64_t slot_key(const struct hashmap_slot *s)
{
	return s->key[0] | (uint64_t)s->key[1] << 32;
}

/* Multiply-shift: takes the high bits of key times a random odd number. */
static size_t slot_of(const struct hashmap *m, uint64_t key)
{
	size_t i = (size_t)((key * m->factor) >> 32) & (m->cap - 1);

	while (m->slots[i].value && slot_key(&m->slots[i]) != key)
		i = (i + 1) & (m->cap - 1);
	return i;
}

/* The random bytes are drawn once: a system call for each map is a tenth of a small
 * report's time. */
static uint64_t draw_factor(void)
{
	static uint64_t seed, drawn;

	if (!drawn &&
	    getrandom(&seed, sizeof(seed), GRND_NONBLOCK) != (ssize_t)sizeof(seed))
		seed = (uint64_t)time(NULL) * 0x9e3779b97f4a7c15u;
	return hash_mix(seed, ++drawn) | 1;
}

static void hashmap_grow(struct hashmap *m)
{
	struct hashmap old = *m;

	m->cap = old.cap ? 2 * old.cap : CAP_MIN;
	m->n = 0;
	m->factor = draw_factor();
	m->slots = xcalloc(m->cap, sizeof(*m->slots));
	for (size_t i = 0; i < old.cap; i++)
		if (old.slots[i].value)
			hashmap_put(m, slot_key(&old.slots[i]), old.slots[i].value - 1);
	free(old.slots);
}

void hashmap_put(struct hashmap *m, uint64_t key, size_t value)
{
	struct hashmap_slot *slot;

	assert(value < HASHMAP_VALUES);
	if (m->cap / 3 * 2 <= m->n)
		hashmap_grow(m);
	slot = &m->slots[slot_of(m, key)];
	m->n += !slot->value;
	*slot = (struct hashmap_slot){ { (uint32_t)key, (uint32_t)(key >> 32) },
				       (uint32_t)value + 1 };
}

size_t hashmap_get(const struct hashmap *m, uint64_t key)
{
	uint32_t value = m->cap ? m->slots[slot_of(m, key)].value : 0;

	return value ? value - 1 : HASHMAP_NONE;
}

void hashmap_release(struct hashmap *m)
{
	free(m->slots);
	*m = HASHMAP_INIT;
}

uint64_t hash_bytes(const char id_hash_bytes[8])
{
	uint64_t key;

	memcpy(&key, id_hash_bytes, sizeof(key));
	return key;
}

void hash_put_bytes(unsigned char id_hash_bytes[8], uint64_t key)
{
	memcpy(id_hash_bytes, &key, sizeof(key));
}

uint64_t hash_id(struct str message_id)
{
	unsigned char hash[ID_HASH];

	id_hash(hash, message_id);
	return hash_bytes((const char *)hash);
}

const char *folded_bytes(void)
{
	static char to[256];

	if (!to[255])
		for (int c = 0; c < 256; c++)
			to[c] = is_blank((char)c) ? ' ' : to_lower((char)c);
	return to;
}

/* Folds text, each run of blanks to one. Returns its length. No branch depends on the
 * text: a wrong guess at one costs as much as ten bytes. */
static size_t fold_text(char *out, struct str s)
{
	const char *to = folded_bytes();
	char c, last = 0;
	size_t n = 0;

	for (size_t i = 0; i < s.len; i++) {
		c = to[(unsigned char)s.s[i]];
		out[n] = c;
		n += (c != ' ') | (last != ' ');
		last = c;
	}
	return n;
}

uint64_t hash_text(struct str s)
{
	char small[FOLD_SMALL], *folded = small;
	uint64_t key = 0;

	s = str_trim(s);
	if (s.len > sizeof(small))
		folded = xmalloc(s.len);
	if (s.len)
		key = siphash((struct str){ folded, fold_text(folded, s) });
	if (folded != small)
		free(folded);
	return key;
}

uint64_t hash_nocase(struct str s)
{
	char small[FOLD_SMALL], *folded = s.len > sizeof(small) ? xmalloc(s.len) : small;
	uint64_t key;

	for (size_t i = 0; i < s.len; i++)
		folded[i] = to_lower(s.s[i]);
	key = siphash((struct str){ folded, s.len });
	if (folded != small)
		free(folded);
	return key;
}

/* The finaliser of splitmix64. */
uint64_t hash_mix(uint64_t a, uint64_t b)
{
	uint64_t z = a * 0x9e3779b97f4a7c15u + (b ^ (b >> 29)) * 0xd6e8feb86659fd93u;

	z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9u;
	z = (z ^ (z >> 27)) * 0x94d049bb133111ebu;
	return z ^ (z >> 31);
}

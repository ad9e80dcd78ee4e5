/* SPDX-License-Identifier: MIT */
#include "report/util/collate.h"
#include "report/util/collate_weights.h"
#include "store/util/array.h"
#include "store/util/utf8.h"

#define WEIGHT(letter, class) ((letter) | (uint32_t)(class) << 16)

/* Signs, and characters that the locale doesn't know, outside the blocks. */
static const struct class_range {
	uint32_t first, last;
	uint32_t class;
} ranges[] = {
	{ 0x02000, 0x02bff, CLASS_SIGN },	{ 0x03000, 0x0303f, CLASS_SIGN },
	{ 0x03400, 0x04dbf, CLASS_UNKNOWN },	{ 0x09fa6, 0x09fff, CLASS_UNKNOWN },
	{ 0x0ac00, 0x0d7af, CLASS_UNKNOWN },	{ 0x0e000, 0x0f8ff, CLASS_UNKNOWN },
	{ 0x0fe00, 0x0fe6f, CLASS_SIGN },	{ 0x0fff0, 0x1ffff, CLASS_SIGN },
	{ 0x20000, UINT32_MAX, CLASS_UNKNOWN }, /* UTF8_BAD too */
};

/* Letters outside the blocks come after those of the first block, by code point. */
static uint32_t weight_outside_blocks(uint32_t cp)
{
	for (size_t i = 0; i < ARRAY_SIZE(ranges); i++)
		if (cp >= ranges[i].first && cp <= ranges[i].last)
			return WEIGHT(0, ranges[i].class);
	return WEIGHT(cp, CLASS_PLAIN);
}

static uint32_t weight_of(uint32_t cp)
{
	for (size_t i = 0; i < WEIGHT_BLOCKS; i++)
		if (cp >= weight_blocks[i].first && cp <= weight_blocks[i].last)
			return weight_blocks[i].weights[cp - weight_blocks[i].first];
	return weight_outside_blocks(cp);
}

struct character {
	uint32_t cp;
	uint32_t weight;
	size_t bytes;
};

/* Stores the weights of a character at one level. Returns how many they are. */
typedef size_t weights_fn(uint32_t *out, const struct character *);

static size_t letters_of(uint32_t *out, const struct character *c)
{
	const uint32_t letter = WEIGHT_LETTER(c->weight);
	size_t n = 0;

	if (!(c->weight & WEIGHT_IS_WORD)) {
		*out = letter;
		return letter != 0;
	}
	for (; n < WEIGHT_WORD && weight_words[letter][n]; n++)
		out[n] = weight_words[letter][n];
	return n;
}

static size_t copy_weights(uint32_t *out, const char *weights)
{
	size_t n = 0;

	for (; weights[n]; n++)
		out[n] = (unsigned char)weights[n];
	return n;
}

static size_t accents_of(uint32_t *out, const struct character *c)
{
	return copy_weights(out, weight_classes[WEIGHT_CLASS(c->weight)].accents);
}

static size_t cases_of(uint32_t *out, const struct character *c)
{
	return copy_weights(out, weight_classes[WEIGHT_CLASS(c->weight)].cases);
}

/* The order: bytes of an unknown character, signs, all other characters. */
static size_t signs_of(uint32_t *out, const struct character *c)
{
	size_t n = 0;

	switch (WEIGHT_CLASS(c->weight)) {
	case CLASS_UNKNOWN:
		while (n < c->bytes)
			out[n++] = 1;
		return n;
	case CLASS_SIGN:
		*out = 2 + c->cp;
		return 1;
	default:
		*out = UINT32_MAX / 2 + c->cp;
		return 1;
	}
}

/* A text on its way through a level. */
struct weight_cursor {
	struct str rest;
	uint32_t weights[WEIGHT_LONGEST]; /* of the character before rest */
	size_t at, n;
};

/* Returns the next weight of a level, or 0 at the end. */
static uint32_t weight_cursor_next(struct weight_cursor *cursor, weights_fn *weights_of)
{
	while (cursor->at == cursor->n) {
		struct character c = { .bytes = cursor->rest.len };

		if (!cursor->rest.len)
			return 0;
		c.cp = utf8_next(&cursor->rest);
		c.bytes -= cursor->rest.len;
		c.weight = weight_of(c.cp);
		cursor->n = weights_of(cursor->weights, &c);
		cursor->at = 0;
	}
	return cursor->weights[cursor->at++];
}

static int compare_level(struct str a, struct str b, weights_fn *weights_of)
{
	struct weight_cursor left = { .rest = a }, right = { .rest = b };
	uint32_t x, y;

	do {
		x = weight_cursor_next(&left, weights_of);
		y = weight_cursor_next(&right, weights_of);
	} while (x == y && x);
	return (x > y) - (x < y);
}

int collate_cmp(struct str a, struct str b)
{
	static weights_fn *const levels[] = { letters_of, accents_of, cases_of,
					      signs_of };
	int d = 0;

	for (size_t i = 0; i < ARRAY_SIZE(levels) && !d; i++)
		d = compare_level(a, b, levels[i]);
	return d ? d : str_cmp(a, b);
}

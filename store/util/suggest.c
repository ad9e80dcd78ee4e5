/* SPDX-License-Identifier: MIT */
#include "store/util/suggest.h"

#define LETTERS_MAX 64

struct suggest suggest_start(struct str typed)
{
	return (struct suggest){ typed, STR_EMPTY, typed.len / 3 + (typed.len < 3) + 1 };
}

static size_t least(size_t a, size_t b)
{
	return a < b ? a : b;
}

/* Three rows of the table of distances: of the prefixes of a with i - 2, i - 1 and i
 * letters from those of b. */
struct distance_rows {
	size_t before[LETTERS_MAX + 1], last[LETTERS_MAX + 1], now[LETTERS_MAX + 1];
};

static void fill_row(struct distance_rows *r, struct str a, size_t i, struct str b)
{
	r->now[0] = i;
	for (size_t j = 1; j <= b.len; j++) {
		char x = to_lower(a.s[i - 1]), y = to_lower(b.s[j - 1]);
		size_t d = r->last[j - 1] + (x != y);

		d = least(d, least(r->last[j], r->now[j - 1]) + 1);
		if (i > 1 && j > 1 && x == to_lower(b.s[j - 2]) &&
		    y == to_lower(a.s[i - 2]))
			d = least(d, r->before[j - 2] + 1);
		r->now[j] = d;
	}
}

/* How many letters were left out, added, changed or swapped. */
static size_t word_distance(struct str a, struct str b)
{
	struct distance_rows r;

	for (size_t j = 0; j <= b.len; j++)
		r.last[j] = r.now[j] = j;
	for (size_t i = 1; i <= a.len; i++) {
		fill_row(&r, a, i, b);
		for (size_t j = 0; j <= b.len; j++) {
			r.before[j] = r.last[j];
			r.last[j] = r.now[j];
		}
	}
	return r.now[b.len];
}

void suggest_try(struct suggest *s, struct str word)
{
	size_t d;

	if (s->typed.len > LETTERS_MAX || word.len > LETTERS_MAX || !s->typed.len)
		return;
	d = s->typed.len >= 3 && str_istarts(word, s->typed)
		? 1
		: word_distance(s->typed, word);
	if (d >= s->distance)
		return;
	s->word = word;
	s->distance = d;
}

void suggest_add(struct buf *out, const struct suggest *s, const char *before)
{
	if (!s->word.len)
		return;
	buf_addf(out, "; did you mean %s", before);
	buf_adds(out, s->word);
	buf_addch(out, '?');
}

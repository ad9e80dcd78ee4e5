/* SPDX-License-Identifier: MIT */
#include <string.h>

#include "report/collate.h"
#include "store/utf8.h"

/*
 * Latin letters taken apart: a letter in its own case, then its accents by
 * the signs of accent_order; "&" and "@" mark a variant of the letter (ae, ss,
 * eth, long s), ">" a letter of its own that follows that one. Sorted.
 */
static const char accent_order[] = "'`(^<*:\"~./,;-|?=)+!_&@";

static const struct letter {
	uint16_t cp;
	char parts[4];
} letters[] = {
	{ 0xc0, "A`" },	   { 0xc1, "A'" },    { 0xc2, "A^" },	 { 0xc3, "A~" },
	{ 0xc4, "A:" },	   { 0xc5, "A*" },    { 0xc6, "A&E" },	 { 0xc7, "C," },
	{ 0xc8, "E`" },	   { 0xc9, "E'" },    { 0xca, "E^" },	 { 0xcb, "E:" },
	{ 0xcc, "I`" },	   { 0xcd, "I'" },    { 0xce, "I^" },	 { 0xcf, "I:" },
	{ 0xd0, "D&" },	   { 0xd1, "N~" },    { 0xd2, "O`" },	 { 0xd3, "O'" },
	{ 0xd4, "O^" },	   { 0xd5, "O~" },    { 0xd6, "O:" },	 { 0xd8, "O/" },
	{ 0xd9, "U`" },	   { 0xda, "U'" },    { 0xdb, "U^" },	 { 0xdc, "U:" },
	{ 0xdd, "Y'" },	   { 0xde, "Z>" },    { 0xdf, "s&s" },	 { 0xe0, "a`" },
	{ 0xe1, "a'" },	   { 0xe2, "a^" },    { 0xe3, "a~" },	 { 0xe4, "a:" },
	{ 0xe5, "a*" },	   { 0xe6, "a&e" },   { 0xe7, "c," },	 { 0xe8, "e`" },
	{ 0xe9, "e'" },	   { 0xea, "e^" },    { 0xeb, "e:" },	 { 0xec, "i`" },
	{ 0xed, "i'" },	   { 0xee, "i^" },    { 0xef, "i:" },	 { 0xf0, "d&" },
	{ 0xf1, "n~" },	   { 0xf2, "o`" },    { 0xf3, "o'" },	 { 0xf4, "o^" },
	{ 0xf5, "o~" },	   { 0xf6, "o:" },    { 0xf8, "o/" },	 { 0xf9, "u`" },
	{ 0xfa, "u'" },	   { 0xfb, "u^" },    { 0xfc, "u:" },	 { 0xfd, "y'" },
	{ 0xfe, "z>" },	   { 0xff, "y:" },    { 0x100, "A-" },	 { 0x101, "a-" },
	{ 0x102, "A(" },   { 0x103, "a(" },   { 0x104, "A;" },	 { 0x105, "a;" },
	{ 0x106, "C'" },   { 0x107, "c'" },   { 0x108, "C^" },	 { 0x109, "c^" },
	{ 0x10a, "C." },   { 0x10b, "c." },   { 0x10c, "C<" },	 { 0x10d, "c<" },
	{ 0x10e, "D<" },   { 0x10f, "d<" },   { 0x110, "D|" },	 { 0x111, "d|" },
	{ 0x112, "E-" },   { 0x113, "e-" },   { 0x114, "E(" },	 { 0x115, "e(" },
	{ 0x116, "E." },   { 0x117, "e." },   { 0x118, "E;" },	 { 0x119, "e;" },
	{ 0x11a, "E<" },   { 0x11b, "e<" },   { 0x11c, "G^" },	 { 0x11d, "g^" },
	{ 0x11e, "G(" },   { 0x11f, "g(" },   { 0x120, "G." },	 { 0x121, "g." },
	{ 0x122, "G," },   { 0x123, "g," },   { 0x124, "H^" },	 { 0x125, "h^" },
	{ 0x126, "H|" },   { 0x127, "h|" },   { 0x128, "I~" },	 { 0x129, "i~" },
	{ 0x12a, "I-" },   { 0x12b, "i-" },   { 0x12c, "I(" },	 { 0x12d, "i(" },
	{ 0x12e, "I;" },   { 0x12f, "i;" },   { 0x130, "I." },	 { 0x131, "i>" },
	{ 0x132, "IJ" },   { 0x133, "ij" },   { 0x134, "J^" },	 { 0x135, "j^" },
	{ 0x136, "K," },   { 0x137, "k," },   { 0x138, "q>" },	 { 0x139, "L'" },
	{ 0x13a, "l'" },   { 0x13b, "L," },   { 0x13c, "l," },	 { 0x13d, "L<" },
	{ 0x13e, "l<" },   { 0x13f, "L&" },   { 0x140, "l&" },	 { 0x141, "L|" },
	{ 0x142, "l|" },   { 0x143, "N'" },   { 0x144, "n'" },	 { 0x145, "N," },
	{ 0x146, "n," },   { 0x147, "N<" },   { 0x148, "n<" },	 { 0x14a, "N>" },
	{ 0x14b, "n>" },   { 0x14c, "O-" },   { 0x14d, "o-" },	 { 0x14e, "O(" },
	{ 0x14f, "o(" },   { 0x150, "O\"" },  { 0x151, "o\"" },	 { 0x152, "O&E" },
	{ 0x153, "o&e" },  { 0x154, "R'" },   { 0x155, "r'" },	 { 0x156, "R," },
	{ 0x157, "r," },   { 0x158, "R<" },   { 0x159, "r<" },	 { 0x15a, "S'" },
	{ 0x15b, "s'" },   { 0x15c, "S^" },   { 0x15d, "s^" },	 { 0x15e, "S," },
	{ 0x15f, "s," },   { 0x160, "S<" },   { 0x161, "s<" },	 { 0x162, "T," },
	{ 0x163, "t," },   { 0x164, "T<" },   { 0x165, "t<" },	 { 0x166, "T>" },
	{ 0x167, "t>" },   { 0x168, "U~" },   { 0x169, "u~" },	 { 0x16a, "U-" },
	{ 0x16b, "u-" },   { 0x16c, "U(" },   { 0x16d, "u(" },	 { 0x16e, "U*" },
	{ 0x16f, "u*" },   { 0x170, "U\"" },  { 0x171, "u\"" },	 { 0x172, "U;" },
	{ 0x173, "u;" },   { 0x174, "W^" },   { 0x175, "w^" },	 { 0x176, "Y^" },
	{ 0x177, "y^" },   { 0x178, "Y:" },   { 0x179, "Z'" },	 { 0x17a, "z'" },
	{ 0x17b, "Z." },   { 0x17c, "z." },   { 0x17d, "Z<" },	 { 0x17e, "z<" },
	{ 0x17f, "s@" },   { 0x1a0, "O+" },   { 0x1a1, "o+" },	 { 0x1af, "U+" },
	{ 0x1b0, "u+" },   { 0x1cd, "A<" },   { 0x1ce, "a<" },	 { 0x1cf, "I<" },
	{ 0x1d0, "i<" },   { 0x1d1, "O<" },   { 0x1d2, "o<" },	 { 0x1d3, "U<" },
	{ 0x1d4, "u<" },   { 0x1d5, "U:-" },  { 0x1d6, "u:-" },	 { 0x1d7, "U:'" },
	{ 0x1d8, "u:'" },  { 0x1d9, "U:<" },  { 0x1da, "u:<" },	 { 0x1db, "U:`" },
	{ 0x1dc, "u:`" },  { 0x1e6, "G<" },   { 0x1e7, "g<" },	 { 0x1e8, "K<" },
	{ 0x1e9, "k<" },   { 0x1ea, "O;" },   { 0x1eb, "o;" },	 { 0x1ec, "O;-" },
	{ 0x1ed, "o;-" },  { 0x218, "S_" },   { 0x219, "s_" },	 { 0x21a, "T_" },
	{ 0x21b, "t_" },   { 0x1ea0, "A!" },  { 0x1ea1, "a!" },	 { 0x1ea2, "A?" },
	{ 0x1ea3, "a?" },  { 0x1ea4, "A^'" }, { 0x1ea5, "a^'" }, { 0x1ea6, "A^`" },
	{ 0x1ea7, "a^`" }, { 0x1ea8, "A^?" }, { 0x1ea9, "a^?" }, { 0x1eaa, "A^~" },
	{ 0x1eab, "a^~" }, { 0x1eac, "A!^" }, { 0x1ead, "a!^" }, { 0x1eae, "A('" },
	{ 0x1eaf, "a('" }, { 0x1eb0, "A(`" }, { 0x1eb1, "a(`" }, { 0x1eb2, "A(?" },
	{ 0x1eb3, "a(?" }, { 0x1eb4, "A(~" }, { 0x1eb5, "a(~" }, { 0x1eb6, "A!(" },
	{ 0x1eb7, "a!(" }, { 0x1eb8, "E!" },  { 0x1eb9, "e!" },	 { 0x1eba, "E?" },
	{ 0x1ebb, "e?" },  { 0x1ebc, "E~" },  { 0x1ebd, "e~" },	 { 0x1ebe, "E^'" },
	{ 0x1ebf, "e^'" }, { 0x1ec0, "E^`" }, { 0x1ec1, "e^`" }, { 0x1ec2, "E^?" },
	{ 0x1ec3, "e^?" }, { 0x1ec4, "E^~" }, { 0x1ec5, "e^~" }, { 0x1ec6, "E!^" },
	{ 0x1ec7, "e!^" }, { 0x1ec8, "I?" },  { 0x1ec9, "i?" },	 { 0x1eca, "I!" },
	{ 0x1ecb, "i!" },  { 0x1ecc, "O!" },  { 0x1ecd, "o!" },	 { 0x1ece, "O?" },
	{ 0x1ecf, "o?" },  { 0x1ed0, "O^'" }, { 0x1ed1, "o^'" }, { 0x1ed2, "O^`" },
	{ 0x1ed3, "o^`" }, { 0x1ed4, "O^?" }, { 0x1ed5, "o^?" }, { 0x1ed6, "O^~" },
	{ 0x1ed7, "o^~" }, { 0x1ed8, "O!^" }, { 0x1ed9, "o!^" }, { 0x1eda, "O+'" },
	{ 0x1edb, "o+'" }, { 0x1edc, "O+`" }, { 0x1edd, "o+`" }, { 0x1ede, "O+?" },
	{ 0x1edf, "o+?" }, { 0x1ee0, "O+~" }, { 0x1ee1, "o+~" }, { 0x1ee2, "O+!" },
	{ 0x1ee3, "o+!" }, { 0x1ee4, "U!" },  { 0x1ee5, "u!" },	 { 0x1ee6, "U?" },
	{ 0x1ee7, "u?" },  { 0x1ee8, "U+'" }, { 0x1ee9, "u+'" }, { 0x1eea, "U+`" },
	{ 0x1eeb, "u+`" }, { 0x1eec, "U+?" }, { 0x1eed, "u+?" }, { 0x1eee, "U+~" },
	{ 0x1eef, "u+~" }, { 0x1ef0, "U+!" }, { 0x1ef1, "u+!" }, { 0x1ef2, "Y`" },
	{ 0x1ef3, "y`" },  { 0x1ef4, "Y!" },  { 0x1ef5, "y!" },	 { 0x1ef6, "Y?" },
	{ 0x1ef7, "y?" },  { 0x1ef8, "Y~" },  { 0x1ef9, "y~" },
};

/* Text taken character by character, each as its parts. */
struct reading {
	struct str rest;
	const char *parts; /* of the character at hand, what is left */
	char own[2];
};

enum level { LEVEL_LETTER, LEVEL_ACCENT, LEVEL_CASE, LEVEL_COUNT };

static const struct letter *letter_find(uint32_t cp)
{
	size_t a = 0, b = sizeof(letters) / sizeof(letters[0]);

	while (a < b) {
		size_t mid = a + (b - a) / 2;

		if (letters[mid].cp == cp)
			return &letters[mid];
		if (letters[mid].cp < cp)
			a = mid + 1;
		else
			b = mid;
	}
	return NULL;
}

static bool is_latin(char c)
{
	return is_alpha(c) || is_digit(c) || c == '$';
}

/*
 * Other scripts sort behind Latin by code point; symbols and punctuation
 * below the Greek block, the general ones and the CJK ones count as blanks do,
 * and so do Hangul syllables, rare ideographs and what lies beyond the basic
 * plane, for which glibc has no weights.
 */
static bool is_other_letter(uint32_t cp)
{
	if (cp == UTF8_BAD || cp < 0x250 || cp >= 0x10000)
		return false;
	return !(cp >= 0x2b0 && cp < 0x370) && !(cp >= 0x2000 && cp < 0x2c00) &&
	       !(cp >= 0x3000 && cp < 0x3040) && !(cp >= 0x3400 && cp < 0x4dc0) &&
	       !(cp >= 0xac00 && cp < 0xd7a4) && !(cp >= 0xfe00 && cp < 0xfe70) &&
	       !(cp >= 0xff00 && cp < 0xff10) && cp < 0xfff0;
}

/* Digits before letters, "$" before both; 2 apart, so that a ">" letter fits between. */
static uint32_t letter_weight(char c, bool follows)
{
	if (c == '$')
		return 1;
	if (is_digit(c))
		return 2 + (uint32_t)(c - '0');
	return 20 + 2 * (uint32_t)(to_lower(c) - 'a') + follows;
}

/* What a part weighs at a level; 0: nothing. */
static uint32_t part_weight(const char *part, enum level level)
{
	if (is_latin(*part)) {
		if (level == LEVEL_LETTER)
			return letter_weight(*part, part[1] == '>');
		return level == LEVEL_ACCENT ? 1 : 1 + (*part >= 'A' && *part <= 'Z');
	}
	if (*part == '>' || level == LEVEL_LETTER)
		return 0;
	if (level == LEVEL_CASE)
		return 1;
	return 2 + (uint32_t)(strchr(accent_order, *part) - accent_order);
}

/* The next weight of a level; 0 at the end. */
static uint32_t reading_next(struct reading *r, enum level level)
{
	for (;;) {
		const struct letter *l;
		uint32_t cp;

		while (*r->parts) {
			uint32_t weight = part_weight(r->parts++, level);

			if (weight)
				return weight;
		}
		if (!r->rest.len)
			return 0;
		cp = utf8_next(&r->rest);
		l = letter_find(cp);
		if (l)
			r->parts = l->parts;
		else if (cp < 0x80 && is_latin((char)cp))
			r->parts = memcpy(r->own, (char[]){ (char)cp, '\0' }, 2);
		else if (is_other_letter(cp))
			return level == LEVEL_LETTER ? cp : 1;
	}
}

static int compare_level(struct str a, struct str b, enum level level)
{
	struct reading left = { .rest = a, .parts = "" },
		       right = { .rest = b, .parts = "" };
	uint32_t x, y;

	do {
		x = reading_next(&left, level);
		y = reading_next(&right, level);
	} while (x == y && x);
	return (x > y) - (x < y);
}

/* Letters are equal here: the text whose punctuation comes first, then by bytes. */
static int compare_bytes(struct str a, struct str b)
{
	size_t i = 0;
	bool x, y;

	while (i < a.len && i < b.len && a.s[i] == b.s[i])
		i++;
	if (i == a.len || i == b.len)
		return str_cmp(a, b);
	x = is_latin(a.s[i]) || (unsigned char)a.s[i] >= 0x80;
	y = is_latin(b.s[i]) || (unsigned char)b.s[i] >= 0x80;
	return x != y ? x - y : str_cmp(a, b);
}

int collate(struct str a, struct str b)
{
	for (enum level level = LEVEL_LETTER; level < LEVEL_COUNT; level++) {
		int d = compare_level(a, b, level);

		if (d)
			return d;
	}
	return compare_bytes(a, b);
}

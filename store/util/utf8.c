/* SPDX-License-Identifier: MIT */
#include "store/util/utf8.h"

/* 32 bytes at a time, then eight: nearly all text is ASCII from end to end. */
size_t utf8_ascii(struct str s)
{
	const uint64_t high = 0x8080808080808080;
	size_t n = 0;
	uint64_t part[4];

	for (; n + sizeof(part) <= s.len; n += sizeof(part)) {
		memcpy(part, s.s + n, sizeof(part));
		if ((part[0] | part[1] | part[2] | part[3]) & high)
			break;
	}
	for (; n + sizeof(part[0]) <= s.len; n += sizeof(part[0])) {
		memcpy(part, s.s + n, sizeof(part[0]));
		if (part[0] & high)
			break;
	}
	while (n < s.len && (unsigned char)s.s[n] < 0x80)
		n++;
	return n;
}

/* Returns the bytes of the sequence that lead begins, or 0 (RFC 3629, section 4). */
static size_t sequence_length(unsigned char lead)
{
	if (lead < 0x80)
		return 1;
	if (lead >= 0xc2 && lead <= 0xdf)
		return 2;
	if (lead >= 0xe0 && lead <= 0xef)
		return 3;
	if (lead >= 0xf0 && lead <= 0xf4)
		return 4;
	return 0;
}

static uint32_t decode_sequence(const unsigned char *p, size_t n)
{
	static const uint32_t least[] = { 0, 0, 0x80, 0x800, 0x10000 };
	uint32_t cp = p[0] & (0xffu >> (n + 1));

	for (size_t i = 1; i < n; i++) {
		if ((p[i] & 0xc0) != 0x80)
			return UTF8_BAD;
		cp = cp << 6 | (p[i] & 0x3f);
	}
	if (cp < least[n] || cp > 0x10ffff || (cp >= 0xd800 && cp <= 0xdfff))
		return UTF8_BAD;
	return cp;
}

uint32_t utf8_next(struct str *rest)
{
	const unsigned char *p = (const unsigned char *)rest->s;
	size_t n = sequence_length(p[0]);
	uint32_t cp = UTF8_BAD;

	if (n == 1)
		cp = p[0];
	else if (n > 1 && n <= rest->len)
		cp = decode_sequence(p, n);
	if (cp == UTF8_BAD)
		n = 1;
	*rest = str_sub(*rest, n, rest->len);
	return cp;
}

/* Unicode, PropList.txt: White_Space */
static bool is_white_space(uint32_t cp)
{
	return cp == ' ' || (cp >= 0x09 && cp <= 0x0d) || cp == 0x85 || cp == 0xa0 ||
	       cp == 0x1680 || (cp >= 0x2000 && cp <= 0x200a) || cp == 0x2028 ||
	       cp == 0x2029 || cp == 0x202f || cp == 0x205f || cp == 0x3000;
}

size_t utf8_space(struct str s)
{
	struct str rest = s;

	return s.len && is_white_space(utf8_next(&rest)) ? s.len - rest.len : 0;
}

/* Returns how many bytes at the start are valid. */
static size_t valid_run(struct str s)
{
	struct str rest = s;

	while (rest.len) {
		size_t at;

		rest = str_sub(rest, utf8_ascii(rest), rest.len);
		at = s.len - rest.len;
		if (rest.len && utf8_next(&rest) == UTF8_BAD)
			return at;
	}
	return s.len;
}

bool utf8_valid(struct str s)
{
	return valid_run(s) == s.len;
}

void utf8_add(struct buf *b, uint32_t cp)
{
	char out[4];
	size_t n = cp < 0x80 ? 1 : cp < 0x800 ? 2 : cp < 0x10000 ? 3 : 4;

	if (n == 1) {
		buf_addch(b, (int)cp);
		return;
	}
	for (size_t i = n; i-- > 1; cp >>= 6)
		out[i] = (char)(0x80 | (cp & 0x3f));
	out[0] = (char)((0xf00u >> n & 0xf0u) | cp);
	buf_add(b, out, n);
}

void utf8_add_valid(struct buf *b, struct str s)
{
	for (;;) {
		size_t n = valid_run(s);

		buf_add(b, s.s, n);
		if (n == s.len)
			return;
		buf_addstr(b, UTF8_REPLACEMENT);
		s = str_sub(s, n + 1, s.len);
	}
}

/* Control characters, line and paragraph separators, and those that reorder a line:
 * embeddings, overrides and isolates (Unicode, UAX #9). */
static bool acts_on_terminal(uint32_t cp)
{
	return cp < 0x20 || (cp >= 0x7f && cp <= 0x9f) ||
	       (cp >= 0x2028 && cp <= 0x202e) || (cp >= 0x2066 && cp <= 0x2069);
}

/* Invisible characters: they make two names look alike, or hide text. */
static bool is_invisible(uint32_t cp)
{
	return cp == 0x180e || (cp >= 0x200b && cp <= 0x200d) ||
	       (cp >= 0x2060 && cp <= 0x2064) || cp == 0xfeff ||
	       (cp >= 0xe0000 && cp <= 0xe007f);
}

/* Letters, and the marks that are written between them, nearly enough. */
static bool is_letter(uint32_t cp)
{
	return (cp >= 'A' && cp <= 'Z') || (cp >= 'a' && cp <= 'z') ||
	       (cp >= 0xc0 && cp <= 0x1fff && cp != 0x180e) ||
	       (cp >= 0x2c00 && cp <= 0xd7ff) || (cp >= 0xf900 && cp <= 0xfefc) ||
	       (cp >= 0x10000 && cp <= 0x1efff);
}

/* Some scripts need a joiner, or a non-joiner, between two letters. */
static bool joins_letters(uint32_t before, uint32_t cp, struct str rest)
{
	return (cp == 0x200c || cp == 0x200d) && is_letter(before) && rest.len &&
	       is_letter(utf8_next(&rest));
}

/* Returns how many bytes at the start are printable ASCII, as most of a mail is. */
static size_t plain_run(struct str s)
{
	size_t n = 0;

	while (n < s.len && s.s[n] >= 0x20 && s.s[n] < 0x7f)
		n++;
	return n;
}

void utf8_add_clean(struct buf *b, struct str s, bool lines)
{
	uint32_t before = 0;

	for (;;) {
		size_t plain = plain_run(s);
		struct str rest;

		buf_add(b, s.s, plain);
		if (plain)
			before = (unsigned char)s.s[plain - 1];
		s = str_sub(s, plain, s.len);
		if (!s.len)
			return;
		rest = s;
		uint32_t cp = utf8_next(&rest);
		bool keep = (lines && (cp == '\n' || cp == '\t')) ||
			    joins_letters(before, cp, rest);

		if (cp == UTF8_BAD ||
		    ((acts_on_terminal(cp) || is_invisible(cp)) && !keep))
			buf_addstr(b, UTF8_REPLACEMENT);
		else
			buf_add(b, s.s, s.len - rest.len);
		before = cp;
		s = rest;
	}
}

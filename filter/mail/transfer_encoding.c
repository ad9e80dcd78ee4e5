/* SPDX-License-Identifier: MIT */
#include "filter/mail/transfer_encoding.h"
#include "store/util/hex.h"

/* Values of the bytes 0x20 through 0x7f as base64 digits; -1: no digit. */
static const signed char base64_digits[] = {
	-1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, 62, -1, -1, -1, 63, 52, 53, 54, 55,
	56, 57, 58, 59, 60, 61, -1, -1, -1, -1, -1, -1, -1, 0,	1,  2,	3,  4,	5,  6,
	7,  8,	9,  10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20, 21, 22, 23, 24, 25, -1,
	-1, -1, -1, -1, -1, 26, 27, 28, 29, 30, 31, 32, 33, 34, 35, 36, 37, 38, 39, 40,
	41, 42, 43, 44, 45, 46, 47, 48, 49, 50, 51, -1, -1, -1, -1, -1,
};

static int base64_digit(char c)
{
	unsigned i = (unsigned char)c - 0x20u;

	return i < sizeof(base64_digits) ? base64_digits[i] : -1;
}

struct base64 {
	uint32_t bits;
	unsigned count; /* digits in bits, 0 to 3 */
	bool ended;	/* padding was seen */
};

/* Decodes four digits to three bytes. Returns false if a byte is no digit. */
static bool decode_quad(char out[3], const char *s)
{
	int a = base64_digit(s[0]), b = base64_digit(s[1]);
	int c = base64_digit(s[2]), d = base64_digit(s[3]);

	if ((a | b | c | d) < 0)
		return false;
	out[0] = (char)(a << 2 | b >> 4);
	out[1] = (char)(b << 4 | c >> 2);
	out[2] = (char)(c << 6 | d);
	return true;
}

/* Takes a byte. Returns true if it completes three bytes, which are in out then. */
static bool base64_byte(struct base64 *b, char out[3], char c)
{
	int digit = base64_digit(c);

	if (c == '=')
		b->ended = b->count > 1;
	if (digit < 0)
		return false;
	b->bits = b->bits << 6 | (uint32_t)digit;
	if (++b->count < 4)
		return false;
	out[0] = (char)(b->bits >> 16);
	out[1] = (char)(b->bits >> 8);
	out[2] = (char)b->bits;
	b->count = 0;
	return true;
}

/* Decodes digits, nearly always four at a time. Skips other bytes, stops at padding. */
static void base64_add(struct base64 *b, struct buf *out, struct str s)
{
	char bytes[768];
	size_t n = 0, i = 0;

	while (i < s.len && !b->ended) {
		if (!b->count && i + 4 <= s.len && decode_quad(bytes + n, s.s + i)) {
			i += 4;
			n += 3;
		} else if (base64_byte(b, bytes + n, s.s[i++])) {
			n += 3;
		}
		if (n == sizeof(bytes)) {
			buf_add(out, bytes, n);
			n = 0;
		}
	}
	buf_add(out, bytes, n);
}

/* Appends the one or two bytes of two or three last digits, padded or not. */
static void base64_end(const struct base64 *b, struct buf *out)
{
	if (b->count == 2)
		buf_addch(out, (int)(b->bits >> 4 & 0xff));
	if (b->count == 3) {
		buf_addch(out, (int)(b->bits >> 10 & 0xff));
		buf_addch(out, (int)(b->bits >> 2 & 0xff));
	}
}

void transfer_base64_word(struct buf *out, struct str s)
{
	struct base64 b = { 0 };

	base64_add(&b, out, s);
	base64_end(&b, out);
}

static bool is_base64_line(struct str line)
{
	for (size_t i = 0; i < line.len; i++)
		if (base64_digit(line.s[i]) < 0 && line.s[i] != '=')
			return false;
	return true;
}

void transfer_base64(struct buf *out, struct str s)
{
	struct base64 b = { 0 };
	struct str line;

	while (!b.ended && str_line(&s, &line)) {
		line = str_trim(line);
		if (!is_base64_line(line))
			break;
		base64_add(&b, out, line);
	}
	base64_end(&b, out);
}

/*
 * Returns the length of the soft line break, "=" [blanks] end of line or text, that
 * s begins with, else 0. s begins with "=".
 */
static size_t soft_break(struct str s)
{
	size_t i = 1;

	while (i < s.len && (s.s[i] == ' ' || s.s[i] == '\t'))
		i++;
	if (i == s.len)
		return i;
	if (s.s[i] == '\r' && i + 1 < s.len && s.s[i + 1] == '\n')
		i++;
	return s.s[i] == '\n' ? i + 1 : 0;
}

/* Decodes the code, or the lone "=", at the start of s, and takes it off s. */
static void qp_code(struct buf *out, struct str *s, bool in_header)
{
	int byte = hex_byte(str_sub(*s, 1, 3));
	size_t n = 0;

	if (byte >= 0) {
		buf_addch(out, byte);
		n = 3;
	} else if (!in_header) {
		n = soft_break(*s);
	}
	if (!n) {
		buf_addch(out, '=');
		n = 1;
	}
	*s = str_sub(*s, n, s->len);
}

static void qp_plain(struct buf *out, struct str s, bool in_header)
{
	size_t at = out->len;

	buf_adds(out, s);
	for (; in_header && at < out->len; at++)
		if (out->data[at] == '_')
			out->data[at] = ' ';
}

void transfer_qp(struct buf *out, struct str s, bool in_header)
{
	while (s.len) {
		size_t plain = str_chr(s, '=');

		qp_plain(out, str_sub(s, 0, plain), in_header);
		s = str_sub(s, plain, s.len);
		if (s.len)
			qp_code(out, &s, in_header);
	}
}

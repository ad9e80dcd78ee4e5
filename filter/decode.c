/* SPDX-License-Identifier: MIT */
#include <string.h>

#include "filter/charset.h"
#include "filter/decode.h"
#include "filter/header.h"
#include "store/utf8.h"

/* The value of the digits from 0x20 to 0x7f; -1: no digit. */
static const signed char base64_digits[] = {
	-1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, 62, -1, -1, -1, 63,
	52, 53, 54, 55, 56, 57, 58, 59, 60, 61, -1, -1, -1, -1, -1, -1,
	-1, 0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14,
	15, 16, 17, 18, 19, 20, 21, 22, 23, 24, 25, -1, -1, -1, -1, -1,
	-1, 26, 27, 28, 29, 30, 31, 32, 33, 34, 35, 36, 37, 38, 39, 40,
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

/* Decodes the digits of s; other bytes are passed over, padding ends. */
static void base64_add(struct base64 *b, struct buf *out, struct str s)
{
	char bytes[768];
	size_t n = 0;

	for (size_t i = 0; i < s.len && !b->ended; i++) {
		int digit = base64_digit(s.s[i]);

		if (s.s[i] == '=')
			b->ended = b->count > 1;
		if (digit < 0)
			continue;
		b->bits = b->bits << 6 | (uint32_t)digit;
		if (++b->count < 4)
			continue;
		bytes[n++] = (char)(b->bits >> 16);
		bytes[n++] = (char)(b->bits >> 8);
		bytes[n++] = (char)b->bits;
		b->count = 0;
		if (n == sizeof(bytes)) {
			buf_add(out, bytes, n);
			n = 0;
		}
	}
	buf_add(out, bytes, n);
}

/* Two or three digits at the end hold one or two bytes, padded or not. */
static void base64_end(const struct base64 *b, struct buf *out)
{
	if (b->count == 2)
		buf_addch(out, (int)(b->bits >> 4 & 0xff));
	if (b->count == 3) {
		buf_addch(out, (int)(b->bits >> 10 & 0xff));
		buf_addch(out, (int)(b->bits >> 2 & 0xff));
	}
}

static bool is_base64_line(struct str line)
{
	for (size_t i = 0; i < line.len; i++)
		if (base64_digit(line.s[i]) < 0 && line.s[i] != '=')
			return false;
	return true;
}

void decode_base64(struct buf *out, struct str s)
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

static int hex_digit(char c)
{
	if (is_digit(c))
		return c - '0';
	c = to_lower(c);
	return c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1;
}

/* Length of a soft line break at s, which begins with "=": "=" [blanks] end of line or text; else 0. */
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

/* Takes a code, or a "=" that is none, off s, which begins with "=". */
static void qp_code(struct buf *out, struct str *s, bool in_header)
{
	int high = s->len > 2 ? hex_digit(s->s[1]) : -1;
	int low = s->len > 2 ? hex_digit(s->s[2]) : -1;
	size_t n = 0;

	if (high >= 0 && low >= 0) {
		buf_addch(out, high << 4 | low);
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

void decode_qp(struct buf *out, struct str s, bool in_header)
{
	while (s.len) {
		size_t plain = str_chr(s, '=');

		qp_plain(out, str_sub(s, 0, plain), in_header);
		s = str_sub(s, plain, s.len);
		if (s.len)
			qp_code(out, &s, in_header);
	}
}

void decode_charset(struct buf *out, struct str text, struct str charset)
{
	struct charset c = CHARSET_INIT;

	charset_add(&c, out, text, charset);
	charset_release(&c);
}

/* RFC 2047, 2: "=?" charset ["*" language] "?" encoding "?" text "?=" */
struct word {
	struct str charset, text;
	bool base64;
	size_t end; /* the offset behind it */
};

struct words {
	struct str value; /* unfolded */
	size_t close;	  /* offset of a "?=", known to be the first one from some offset before it */
	struct buf *out;
	struct buf run;	    /* the bytes of adjacent words of one charset */
	struct str charset; /* of that run */
	struct charset converter;
};

/* A name longer than this is no charset (RFC 2978, 2.3: 40); bounds the search for its end. */
#define CHARSET_NAME_MAX 64

/* The first "?=" from an offset on. Asked for growing offsets, so that the whole costs one pass. */
static size_t find_close(struct words *w, size_t from)
{
	if (w->close < from)
		w->close = from + str_find(str_sub(w->value, from, w->value.len), STR("?="));
	return w->close;
}

/* Whether a word begins at this offset, where "=?" stands. */
static bool word_at(struct words *w, size_t at, struct word *word)
{
	struct str name = str_sub(w->value, at + 2, at + 2 + CHARSET_NAME_MAX);
	size_t text;
	char encoding;

	name = str_sub(name, 0, str_chr(name, '?'));
	text = at + 2 + name.len + 3;
	if (!name.len || text > w->value.len || w->value.s[text - 3] != '?' ||
	    w->value.s[text - 1] != '?' || str_chr(name, ' ') < name.len)
		return false;
	encoding = to_lower(w->value.s[text - 2]);
	if (encoding != 'b' && encoding != 'q')
		return false;
	word->end = find_close(w, text) + 2;
	if (word->end > w->value.len)
		return false;
	word->charset = str_sub(name, 0, str_chr(name, '*'));
	word->text = str_sub(w->value, text, word->end - 2);
	word->base64 = encoding == 'b';
	return true;
}

static void flush_run(struct words *w)
{
	charset_add(&w->converter, w->out, buf_str(&w->run), w->charset);
	buf_reset(&w->run);
}

static void add_word(struct words *w, const struct word *word)
{
	struct base64 b = { 0 };

	if (!str_ieq(w->charset, word->charset))
		flush_run(w);
	w->charset = word->charset;
	if (word->base64) {
		base64_add(&b, &w->run, word->text);
		base64_end(&b, &w->run);
	} else {
		decode_qp(&w->run, word->text, true);
	}
}

static void add_plain(struct words *w, size_t from, size_t to)
{
	flush_run(w);
	charset_add(&w->converter, w->out, str_sub(w->value, from, to), STR_EMPTY);
}

static size_t find_open(struct str value, size_t from)
{
	return from + str_find(str_sub(value, from, value.len), STR("=?"));
}

static void decode_unfolded(struct words *w)
{
	size_t plain = 0; /* what is not yet added begins here */
	size_t at = find_open(w->value, 0);
	bool after_word = false;
	struct word word;

	for (; at < w->value.len; at = find_open(w->value, at)) {
		if (!word_at(w, at, &word)) {
			at += 2;
			continue;
		}
		if (!after_word || str_trim(str_sub(w->value, plain, at)).len)
			add_plain(w, plain, at);
		add_word(w, &word);
		at = plain = word.end;
		after_word = true;
	}
	add_plain(w, plain, w->value.len);
}

/* A value is one line: NUL and line ends become U+FFFD. */
static void add_one_line(struct buf *out, struct str s)
{
	while (s.len) {
		size_t n = 0;

		while (n < s.len && s.s[n] != '\0' && s.s[n] != '\r' && s.s[n] != '\n')
			n++;
		buf_add(out, s.s, n);
		if (n < s.len)
			buf_addstr(out, UTF8_REPLACEMENT);
		s = str_sub(s, n + 1, s.len);
	}
}

void decode_words(struct buf *out, struct str value)
{
	struct buf unfolded = BUF_INIT, decoded = BUF_INIT;
	struct words w = { .out = &decoded, .charset = STR_EMPTY, .converter = CHARSET_INIT };

	header_unfold(&unfolded, value);
	w.value = buf_str(&unfolded);
	decode_unfolded(&w);
	add_one_line(out, buf_str(&decoded));
	charset_release(&w.converter);
	buf_release(&w.run);
	buf_release(&decoded);
	buf_release(&unfolded);
}

bool decode_has_word(struct str value)
{
	struct words w = { .value = value };
	struct word word;

	for (size_t at = find_open(value, 0); at < value.len; at = find_open(value, at + 2))
		if (word_at(&w, at, &word))
			return true;
	return false;
}

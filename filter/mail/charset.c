/* SPDX-License-Identifier: MIT */
#include <errno.h>
#include <string.h>

#include "filter/mail/charset.h"
#include "store/util/array.h"
#include "store/util/utf8.h"

enum decoder { DECODER_GUESS, DECODER_UTF8, DECODER_LATIN1, DECODER_ICONV };

/* Charset names in mail, and those for iconv: the superset that mail really uses. */
static const struct charset_row {
	const char *name;
	enum decoder decoder;
	const char *iconv;
} rows[] = {
	{ "", DECODER_GUESS, NULL },
	{ "us-ascii", DECODER_GUESS, NULL },
	{ "ascii", DECODER_GUESS, NULL },
	{ "utf-8", DECODER_UTF8, NULL },
	{ "utf8", DECODER_UTF8, NULL },
	{ "iso-8859-1", DECODER_LATIN1, NULL },
	{ "iso8859-1", DECODER_LATIN1, NULL },
	{ "latin1", DECODER_LATIN1, NULL },
	{ "windows-1252", DECODER_LATIN1, NULL },
	{ "cp1252", DECODER_LATIN1, NULL },
	{ "gb2312", DECODER_ICONV, "GB18030" },
	{ "gbk", DECODER_ICONV, "GB18030" },
	{ "cp936", DECODER_ICONV, "GB18030" },
	{ "x-gbk", DECODER_ICONV, "GB18030" },
	{ "ks_c_5601-1987", DECODER_ICONV, "CP949" },
	{ "euc-kr", DECODER_ICONV, "CP949" },
	{ "shift_jis", DECODER_ICONV, "CP932" },
	{ "x-sjis", DECODER_ICONV, "CP932" },
	{ "iso-8859-6-i", DECODER_ICONV, "ISO-8859-6" },
	{ "iso-8859-8-i", DECODER_ICONV, "ISO-8859-8" },
	{ "unicode-1-1-utf-7", DECODER_ICONV, "UTF-7" },
};

static const struct charset_row *find_row(struct str charset)
{
	for (size_t i = 0; i < ARRAY_SIZE(rows); i++)
		if (str_ieq(charset, str_from(rows[i].name)))
			return &rows[i];
	return NULL;
}

/*
 * Bytes 0x80 through 0x9f of windows-1252; its other bytes are Latin-1's. Mail in
 * Latin-1 means these characters as well, never Latin-1's control bytes.
 */
static const uint16_t windows_1252[32] = {
	0x20ac, 0xfffd, 0x201a, 0x0192, 0x201e, 0x2026, 0x2020, 0x2021,
	0x02c6, 0x2030, 0x0160, 0x2039, 0x0152, 0xfffd, 0x017d, 0xfffd,
	0xfffd, 0x2018, 0x2019, 0x201c, 0x201d, 0x2022, 0x2013, 0x2014,
	0x02dc, 0x2122, 0x0161, 0x203a, 0x0153, 0xfffd, 0x017e, 0x0178,
};

static void add_latin1(struct buf *out, struct str s)
{
	while (s.len) {
		size_t n = utf8_ascii(s);
		unsigned char c;

		buf_add(out, s.s, n);
		if (n == s.len)
			return;
		c = (unsigned char)s.s[n];
		utf8_add(out, c < 0xa0 ? windows_1252[c - 0x80] : c);
		s = str_sub(s, n + 1, s.len);
	}
}

static void add_guess(struct buf *out, struct str s)
{
	while (s.len) {
		struct str line = str_sub(s, 0, str_chr(s, '\n') + 1);

		if (utf8_valid(line))
			buf_adds(out, line);
		else
			add_latin1(out, line);
		s = str_sub(s, line.len, s.len);
	}
}

/* Names come from mail: iconv_open gets plain names only (no "//TRANSLIT", no path). */
static bool copy_name(char *to, size_t size, struct str name)
{
	if (!name.len || name.len >= size)
		return false;
	for (size_t i = 0; i < name.len; i++)
		if (!is_alpha(name.s[i]) && !is_digit(name.s[i]) &&
		    !strchr("-_.:+", name.s[i]))
			return false;
	memcpy(to, name.s, name.len);
	to[name.len] = '\0';
	return true;
}

/* Makes c->iconv a converter from charset. Returns false if iconv has no converter. */
static bool open_iconv(struct charset *c, struct str charset, const char *iconv_name)
{
	const char *name = iconv_name;
	char raw[sizeof(c->raw)];

	if (!name) {
		if (!copy_name(raw, sizeof(raw), charset))
			return false;
		name = raw;
	}
	if (c->name && strcmp(c->name, name) == 0)
		return true;
	if (c->opens++ >= CHARSET_OPENS_MAX)
		return false;
	charset_release(c);
	c->iconv = iconv_open("UTF-8", name);
	if (c->iconv == (iconv_t)-1)
		return false;
	c->name = iconv_name ? iconv_name : strcpy(c->raw, raw);
	return true;
}

/* Bytes of output that one call of iconv may write. */
#define ICONV_CHUNK 4096

/*
 * glibc writes characters beyond U+10FFFF (UCS-4 has them) as five or six bytes,
 * which is no valid UTF-8.
 */
static void add_iconv(iconv_t cd, struct buf *out, struct str s)
{
	char *in = (char *)(uintptr_t)s.s;
	size_t left = s.len;
	bool end = false; /* iconv flushes what a stateful charset holds back */

	iconv(cd, NULL, NULL, NULL, NULL);
	for (;;) {
		char chunk[ICONV_CHUNK], *to = chunk;
		size_t room = sizeof(chunk);
		size_t rc = iconv(cd, end ? NULL : &in, end ? NULL : &left, &to, &room);
		bool full = rc == (size_t)-1 && errno == E2BIG;

		utf8_add_valid(out, (struct str){ chunk, (size_t)(to - chunk) });
		if (full)
			continue;
		if (end)
			return;
		if (rc == (size_t)-1 && left) {
			buf_addstr(out, UTF8_REPLACEMENT);
			in++;
			left--;
		}
		end = !left;
	}
}

void charset_add(struct charset *c, struct buf *out, struct str s, struct str charset)
{
	const struct charset_row *row = find_row(charset);
	enum decoder decoder = row ? row->decoder : DECODER_ICONV;

	if (!s.len)
		return;
	if (decoder == DECODER_ICONV && !open_iconv(c, charset, row ? row->iconv : NULL))
		decoder = DECODER_GUESS;
	if (decoder == DECODER_ICONV)
		add_iconv(c->iconv, out, s);
	else if (decoder != DECODER_LATIN1 && utf8_valid(s))
		buf_adds(out, s);
	else if (decoder == DECODER_UTF8)
		utf8_add_valid(out, s);
	else if (decoder == DECODER_LATIN1)
		add_latin1(out, s);
	else
		add_guess(out, s);
}

bool charset_is_plain(struct str s, struct str charset)
{
	const struct charset_row *row = find_row(charset);

	if (!row || row->decoder == DECODER_ICONV)
		return false;
	return row->decoder == DECODER_LATIN1 ? utf8_ascii(s) == s.len : utf8_valid(s);
}

void charset_release(struct charset *c)
{
	if (c->name)
		iconv_close(c->iconv);
	c->name = NULL;
}

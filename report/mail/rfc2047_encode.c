/* SPDX-License-Identifier: MIT */
#include "report/mail/rfc2047_encode.h"
#include "store/util/utf8.h"

#define OPENING "=?utf-8?q?"
#define CLOSING "?="
/* Bytes of encoded text per word: RFC 2047 allows words of 75 bytes, and the line of the
 * first begins with "Subject: ". */
#define WORD_ROOM 46
/* A longer plain word is encoded: it can't be folded, and lines are limited to 998 bytes
 * (RFC 5322, 2.1.1). */
#define PLAIN_WORD_MAX 70

/* Whether a mail server or a mail reader could change or misread the text. */
static bool needs_encoding(struct str text)
{
	size_t word = 0;

	for (size_t i = 0; i < text.len; i++) {
		unsigned char c = (unsigned char)text.s[i];
		bool blank = c == ' ';

		if (c < ' ' || c > '~' || ++word > PLAIN_WORD_MAX)
			return true;
		/* folding would lose blanks at an end, or several in a row */
		if (blank && (word == 1 || i + 1 == text.len))
			return true;
		if (blank)
			word = 0;
	}
	return str_find(text, STR("=?")) < text.len;
}

/* Characters that need no code in an encoded word, wherever it is (RFC 2047, 5 (3)). */
static bool is_plain_in_word(char c)
{
	static const struct str others = STR("!*+-/");

	return is_alpha(c) || is_digit(c) || (c && str_chr(others, c) < others.len);
}

static void add_coded_bytes(struct buf *b, struct str bytes)
{
	for (size_t i = 0; i < bytes.len; i++)
		if (is_plain_in_word(bytes.s[i]))
			buf_addch(b, bytes.s[i]);
		else if (bytes.s[i] == ' ')
			buf_addch(b, '_');
		else
			buf_addf(b, "=%02X", (unsigned char)bytes.s[i]);
}

/* Never splits a character: each word is decoded alone. */
static void add_encoded_words(struct buf *b, struct str text)
{
	size_t room = WORD_ROOM;

	buf_addstr(b, OPENING);
	while (text.len) {
		struct str rest = text, character;
		size_t before = b->len, size;

		utf8_next(&rest);
		character = str_sub(text, 0, text.len - rest.len);
		add_coded_bytes(b, character);
		size = b->len - before;
		if (size > room) {
			buf_trim(b, before);
			buf_addstr(b, CLOSING " " OPENING);
			room = WORD_ROOM;
			continue;
		}
		room -= size;
		text = rest;
	}
	buf_addstr(b, CLOSING);
}

void rfc2047_encode(struct buf *b, struct str text)
{
	if (needs_encoding(text))
		add_encoded_words(b, text);
	else
		buf_adds(b, text);
}

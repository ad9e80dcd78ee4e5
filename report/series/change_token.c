/* SPDX-License-Identifier: MIT */
#include "report/series/change_token.h"
#include "store/util/array.h"

static struct str drop(struct str s, size_t n)
{
	return str_sub(s, n, s.len);
}

static bool is_word_byte(char c)
{
	return is_alpha(c) || is_digit(c) || c == '_' || (unsigned char)c >= 0x80;
}

/* The length of the word that s begins with. */
static size_t word_length(struct str s)
{
	size_t n = 0;

	while (is_alpha(str_at(s, n)) ||
	       (n && (str_at(s, n) == '\'' || str_at(s, n) == '-') &&
		is_alpha(str_at(s, n + 1))))
		n++;
	return n;
}

/* The length of the arrow that s begins with. */
static size_t arrow_length(struct str s)
{
	static const struct str signs[] = {
		STR("\xe2\x86\x92"), STR("\xe2\x87\x92"), /* arrows */
		STR("\xe2\x80\x93"), STR("\xe2\x80\x94"), /* dashes */
		STR("\xe2\x80\xa6"),			  /* an ellipsis */
	};
	size_t n = 0;

	while (n < s.len && memchr("-=>.~/", s.s[n], 6))
		n++;
	for (size_t i = 0; !n && i < ARRAY_SIZE(signs); i++)
		if (str_starts(s, signs[i]))
			n = signs[i].len;
	return n;
}

/* "v5-rc1" is no version; "v5-v6" is two. */
static bool goes_on(struct str s)
{
	char joint = str_at(s, 0), next = str_at(s, 1);

	return joint == '_' || (joint == '.' && is_word_byte(next)) ||
	       ((joint == '-' || joint == '/') && is_word_byte(next) &&
		to_lower(next) != 'v');
}

/* The length of "3", "5.1", "4a" that s begins with; 0 if it is a part of something. */
static size_t number_length(struct str s)
{
	size_t n = str_digits(s, 0);

	if (n && str_at(s, n) == '.' && is_digit(str_at(s, n + 1)))
		n += 1 + str_digits(s, n + 1);
	while (n && (is_alpha(str_at(s, n)) || is_digit(str_at(s, n))))
		n++;
	return goes_on(drop(s, n)) ? 0 : n;
}

/* Takes "v3" or "version 3" off s; number is without leading zeros. */
static bool take_number(struct str *s, struct str *number)
{
	static const struct str marks[] = { STR("version "), STR("revision "),
					    STR("rev "),     STR("v."),
					    STR("v "),	     STR("v") };

	for (size_t i = 0; i < ARRAY_SIZE(marks); i++) {
		struct str rest = drop(*s, marks[i].len);
		size_t n = str_istarts(*s, marks[i]) ? number_length(rest) : 0;

		if (!n)
			continue;
		*number = str_sub(rest, 0, n);
		while (str_at(*number, 0) == '0' && is_digit(str_at(*number, 1)))
			*number = drop(*number, 1);
		*s = drop(rest, n);
		return true;
	}
	return false;
}

/* Takes a word with the blanks and dashes after it off s. */
static bool take_mark(struct str *s, struct str word)
{
	if (!str_istarts(*s, word))
		return false;
	*s = drop(*s, word.len);
	while (str_at(*s, 0) == ' ' || str_at(*s, 0) == '-')
		*s = drop(*s, 1);
	return true;
}

static bool take_version(struct str *s, struct change_token *t)
{
	struct str rest = *s;

	*t = (struct change_token){ TOKEN_VERSION, STR_EMPTY, false };
	while (take_mark(&rest, STR("RFC")))
		t->rfc = true;
	take_mark(&rest, STR("PATCH"));
	if (take_number(&rest, &t->text)) {
		*s = rest;
		return true;
	}
	if (!t->rfc || is_word_byte(str_at(*s, 3)))
		return false;
	*s = drop(*s, 3);
	return true;
}

/* Takes a version, or "[v3]", or an aside in brackets off s. */
static bool take_brackets(struct str *s, struct change_token *t)
{
	static const char open[] = "[(<", close[] = "])>";
	const char *at = memchr(open, s->s[0], 3);
	struct str inner;
	size_t n;

	if (!at)
		return false;
	n = str_chr(*s, close[at - open]);
	if (n == s->len)
		return false;
	inner = str_sub(*s, 1, n);
	if (!take_version(&inner, t) || inner.len)
		*t = (struct change_token){ TOKEN_ASIDE, str_sub(*s, 0, n + 1), false };
	*s = drop(*s, n + 1);
	return true;
}

static struct change_token take(struct str *s, enum change_token_kind kind, size_t n)
{
	struct change_token t = { kind, str_sub(*s, 0, n), false };

	*s = drop(*s, n);
	return t;
}

/* The length of the URL that s begins with. */
static size_t url_length(struct str s)
{
	size_t n = 0;

	if (!str_starts(s, STR("http://")) && !str_starts(s, STR("https://")))
		return 0;
	while (n < s.len && !is_blank(s.s[n]))
		n++;
	return n;
}

static bool is_between(struct str s)
{
	return is_blank(s.s[0]) || memchr(",*_\"'`#", s.s[0], 7) ||
	       (s.s[0] == '=' && str_at(s, 1) != '>');
}

struct change_token change_token_next(struct str *rest)
{
	struct change_token t;
	size_t n;

	while (rest->len && is_between(*rest))
		*rest = drop(*rest, 1);
	if (!rest->len)
		return take(rest, TOKEN_END, 0);
	if (take_version(rest, &t) || take_brackets(rest, &t))
		return t;
	if (rest->s[0] == ':')
		return take(rest, TOKEN_COLON, 1);
	if ((n = url_length(*rest)))
		return take(rest, TOKEN_ASIDE, n);
	if ((n = word_length(*rest)))
		return take(rest, TOKEN_WORD, n);
	if ((n = arrow_length(*rest)))
		return take(rest, TOKEN_ARROW, n);
	return take(rest, TOKEN_OTHER, 1);
}

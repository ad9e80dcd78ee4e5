/* SPDX-License-Identifier: MIT */
#include <string.h>

#include "store/str.h"

bool is_blank(char c)
{
	return c == ' ' || c == '\t' || c == '\r' || c == '\n';
}

bool is_digit(char c)
{
	return c >= '0' && c <= '9';
}

bool is_alpha(char c)
{
	return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

char to_lower(char c)
{
	return c >= 'A' && c <= 'Z' ? (char)(c + ('a' - 'A')) : c;
}

struct str str_from(const char *s)
{
	return s ? (struct str){ s, strlen(s) } : STR_EMPTY;
}

struct str str_sub(struct str s, size_t a, size_t b)
{
	if (b > s.len)
		b = s.len;
	if (a > b)
		a = b;
	return (struct str){ s.s + a, b - a };
}

bool str_eq(struct str a, struct str b)
{
	return a.len == b.len && memcmp(a.s, b.s, a.len) == 0;
}

bool str_ieq(struct str a, struct str b)
{
	return a.len == b.len && str_istarts(a, b);
}

int str_cmp(struct str a, struct str b)
{
	int d = memcmp(a.s, b.s, a.len < b.len ? a.len : b.len);

	if (d)
		return d;
	return (a.len > b.len) - (a.len < b.len);
}

bool str_starts(struct str s, struct str prefix)
{
	return s.len >= prefix.len && memcmp(s.s, prefix.s, prefix.len) == 0;
}

bool str_istarts(struct str s, struct str prefix)
{
	if (s.len < prefix.len)
		return false;
	for (size_t i = 0; i < prefix.len; i++)
		if (to_lower(s.s[i]) != to_lower(prefix.s[i]))
			return false;
	return true;
}

bool str_ends(struct str s, struct str suffix)
{
	return s.len >= suffix.len &&
	       memcmp(s.s + s.len - suffix.len, suffix.s, suffix.len) == 0;
}

size_t str_chr(struct str s, char c)
{
	const char *p = s.len ? memchr(s.s, c, s.len) : NULL;

	return p ? (size_t)(p - s.s) : s.len;
}

size_t str_rchr(struct str s, char c)
{
	for (size_t i = s.len; i > 0; i--)
		if (s.s[i - 1] == c)
			return i - 1;
	return s.len;
}

size_t str_find(struct str s, struct str needle)
{
	const char *p = s.len ? memmem(s.s, s.len, needle.s, needle.len) : NULL;

	return p ? (size_t)(p - s.s) : s.len;
}

size_t str_ifind(struct str s, struct str needle)
{
	for (size_t i = 0; i + needle.len <= s.len; i++)
		if (str_istarts(str_sub(s, i, s.len), needle))
			return i;
	return s.len;
}

struct str str_ltrim(struct str s)
{
	while (s.len && is_blank(s.s[0])) {
		s.s++;
		s.len--;
	}
	return s;
}

struct str str_rtrim(struct str s)
{
	while (s.len && is_blank(s.s[s.len - 1]))
		s.len--;
	return s;
}

struct str str_trim(struct str s)
{
	return str_rtrim(str_ltrim(s));
}

bool str_line(struct str *rest, struct str *line)
{
	if (!str_token(rest, '\n', line))
		return false;
	if (line->len && line->s[line->len - 1] == '\r')
		line->len--;
	return true;
}

bool str_token(struct str *rest, char sep, struct str *token)
{
	size_t end;

	if (!rest->len)
		return false;
	end = str_chr(*rest, sep);
	*token = str_sub(*rest, 0, end);
	*rest = str_sub(*rest, end + 1, rest->len);
	return true;
}

bool str_number(struct str s, uint32_t *value)
{
	uint64_t v = 0;

	if (!s.len)
		return false;
	for (size_t i = 0; i < s.len; i++) {
		if (!is_digit(s.s[i]))
			return false;
		v = v * 10 + (uint64_t)(s.s[i] - '0');
		if (v > UINT32_MAX)
			return false;
	}
	*value = (uint32_t)v;
	return true;
}

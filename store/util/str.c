/* SPDX-License-Identifier: MIT */
#include <string.h>

#include "store/util/str.h"

struct str str_from(const char *s)
{
	return s ? (struct str){ s, strlen(s) } : STR_EMPTY;
}

bool str_eq(struct str a, struct str b)
{
	return a.len == b.len && (!a.len || memcmp(a.s, b.s, a.len) == 0);
}

int str_cmp(struct str a, struct str b)
{
	size_t n = a.len < b.len ? a.len : b.len;
	int d = n ? memcmp(a.s, b.s, n) : 0;

	if (d)
		return d;
	return (a.len > b.len) - (a.len < b.len);
}

int str_cmp_nocase(struct str a, struct str b)
{
	size_t n = a.len < b.len ? a.len : b.len;

	for (size_t i = 0; i < n; i++) {
		int d = (unsigned char)to_lower(a.s[i]) - (unsigned char)to_lower(b.s[i]);

		if (d)
			return d;
	}
	return (a.len > b.len) - (a.len < b.len);
}

/* Whether s begins with the text, in any case. first: of s, in lower case. */
static inline bool starts_listed(struct str s, char first, const char *text)
{
	size_t n;

	/* most texts differ in these already */
	if (to_lower(text[0]) != first)
		return !text[0];
	if (text[1] && to_lower(text[1]) != to_lower(str_at(s, 1)))
		return false;
	n = strlen(text);
	return s.len >= n && bytes_ieq(s.s, text, n);
}

bool str_is_any(struct str s, const char (*list)[LISTED_ROOM], size_t n)
{
	const char first = to_lower(str_at(s, 0));

	if (s.len >= LISTED_ROOM)
		return false;
	for (size_t i = 0; i < n; i++)
		if (!list[i][s.len] && starts_listed(s, first, list[i]) &&
		    strlen(list[i]) == s.len)
			return true;
	return false;
}

/* A bit for a letter in any case, which some other bytes share. */
static uint32_t letter_bit(char c)
{
	return 1u << ((unsigned char)c & 31);
}

bool str_starts_any(struct str s, const char (*list)[LISTED_ROOM], size_t n)
{
	const char first = to_lower(str_at(s, 0));

	for (size_t i = 0; i < n; i++)
		if (starts_listed(s, first, list[i]))
			return true;
	return false;
}

/* One pass: hardly any place has the first two letters of a text. */
bool str_has_any(struct str s, const char (*list)[LISTED_ROOM], size_t n)
{
	uint32_t first = 0, second = 0;

	for (size_t i = 0; i < n; i++) {
		first |= list[i][0] ? letter_bit(list[i][0]) : UINT32_MAX;
		second |= list[i][0] && list[i][1] ? letter_bit(list[i][1]) : UINT32_MAX;
	}
	for (size_t i = 0; i < s.len; i++)
		if (first & letter_bit(s.s[i]) && second & letter_bit(str_at(s, i + 1)) &&
		    str_starts_any((struct str){ s.s + i, s.len - i }, list, n))
			return true;
	return false;
}

size_t str_digits(struct str s, size_t from)
{
	size_t i = from;

	while (is_digit(str_at(s, i)))
		i++;
	return i - from;
}

bool bytes_ieq(const char *a, const char *b, size_t n)
{
	for (size_t i = 0; i < n; i++)
		if (a[i] != b[i] && to_lower(a[i]) != to_lower(b[i]))
			return false;
	return true;
}

bool str_ends(struct str s, struct str suffix)
{
	return s.len >= suffix.len &&
	       memcmp(s.s + s.len - suffix.len, suffix.s, suffix.len) == 0;
}

size_t str_rchr(struct str s, char c)
{
	const char *p = s.len ? memrchr(s.s, c, s.len) : NULL;

	return p ? (size_t)(p - s.s) : s.len;
}

/* The first byte of the needle that is rare in text: a capital, else no letter. */
static size_t rare_byte(struct str needle)
{
	for (size_t i = 0; i < needle.len; i++)
		if (needle.s[i] >= 'A' && needle.s[i] <= 'Z')
			return i;
	for (size_t i = 0; i < needle.len; i++)
		if (!is_alpha(needle.s[i]) && !is_digit(needle.s[i]) &&
		    needle.s[i] != ' ')
			return i;
	return 0;
}

/*
 * memmem() takes byte after byte of s, memchr() 32 at a time. The needles that
 * whole mails are searched for hold a line end, a bracket or an equals sign.
 */
size_t str_find(struct str s, struct str needle)
{
	size_t rare = rare_byte(needle);
	/* most candidates differ in the next byte already */
	size_t next = rare + 1 < needle.len ? rare + 1 : 0;
	const char *at, *end;

	if (!needle.len || needle.len > s.len)
		return needle.len ? s.len : 0;
	/* comparing a long needle again and again would cost more than memmem() */
	if (needle.len > 64) {
		at = memmem(s.s, s.len, needle.s, needle.len);
		return at ? (size_t)(at - s.s) : s.len;
	}
	end = s.s + (s.len - needle.len) + rare + 1;
	for (at = s.s + rare; at < end; at++) {
		at = memchr(at, needle.s[rare], (size_t)(end - at));
		if (!at)
			break;
		if ((at - rare)[next] == needle.s[next] &&
		    memcmp(at - rare, needle.s, needle.len) == 0)
			return (size_t)(at - s.s) - rare;
	}
	return s.len;
}

size_t str_ifind(struct str s, struct str needle)
{
	const char first = needle.len ? needle.s[0] : '\0';
	const char other = is_alpha(first) ? (char)(first ^ ('a' - 'A')) : first;

	for (size_t i = 0; i + needle.len <= s.len; i++)
		if (!needle.len ||
		    ((s.s[i] == first || s.s[i] == other) &&
		     str_istarts((struct str){ s.s + i, s.len - i }, needle)))
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

bool str_has_line(struct str lines, struct str text)
{
	struct str line;

	while (str_line(&lines, &line))
		if (str_eq(line, text))
			return true;
	return false;
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

bool str_size(struct str s, uint64_t *bytes)
{
	static const struct str suffixes = STR("kmg");
	size_t at = s.len ? str_chr(suffixes, to_lower(s.s[s.len - 1])) : suffixes.len;
	unsigned shift = 0;
	uint32_t n;

	if (at < suffixes.len) {
		shift = 10 * (unsigned)(at + 1);
		s.len--;
	}
	if (!str_number(s, &n) || n == 0)
		return false;
	*bytes = (uint64_t)n << shift;
	return true;
}

/* SPDX-License-Identifier: MIT */
/*
 * A slice of bytes that others own: not terminated, may hold NUL. These functions never
 * set s to NULL. The smallest are inline: every line of every mail passes through them.
 */
#ifndef STORE_UTIL_STR_H
#define STORE_UTIL_STR_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

struct str {
	const char *s;
	size_t len;
};

#define STR(literal) ((struct str){ literal, sizeof(literal) - 1 })
#define STR_EMPTY ((struct str){ "", 0 })

struct str str_from(const char *cstring);
/* Returns the bytes from a to before b; both are limited to the slice. */
static inline struct str str_sub(struct str s, size_t a, size_t b)
{
	b = b < s.len ? b : s.len;
	a = a < b ? a : b;
	/* an empty text may have no bytes */
	return (struct str){ a ? s.s + a : s.s, b - a };
}

bool str_eq(struct str, struct str);
/* A to Z are equal to a to z. */
static inline bool str_ieq(struct str, struct str);
/* Like memcmp(); a prefix comes before the longer slice. */
int str_cmp(struct str, struct str);
/* As str_cmp, with A to Z as a to z. */
int str_cmp_nocase(struct str, struct str);
/*
 * Whether it equals some text of the list, in any case; begins with some; holds some.
 * Such a list holds no pointers: each start of a program would fill them in.
 */
#define LISTED_ROOM 32
bool str_is_any(struct str, const char (*list)[LISTED_ROOM], size_t n);
bool str_starts_any(struct str, const char (*list)[LISTED_ROOM], size_t n);
bool str_has_any(struct str, const char (*list)[LISTED_ROOM], size_t n);
/* How many digits there are from that place on. */
size_t str_digits(struct str, size_t from);
static inline bool str_starts(struct str s, struct str prefix)
{
	return s.len >= prefix.len && memcmp(s.s, prefix.s, prefix.len) == 0;
}

static inline bool str_istarts(struct str, struct str prefix);
/* Whether n bytes are equal, A to Z as a to z. */
bool bytes_ieq(const char *a, const char *b, size_t n);
bool str_ends(struct str, struct str suffix);
/*
 * Return the offset of the first c, the last c, the first needle, and the first needle in
 * any case; s.len if s has no such bytes.
 */
static inline size_t str_chr(struct str s, char c)
{
	const char *p = s.len ? (const char *)memchr(s.s, c, s.len) : NULL;

	return p ? (size_t)(p - s.s) : s.len;
}

size_t str_rchr(struct str, char c);
size_t str_find(struct str, struct str needle);
size_t str_ifind(struct str, struct str needle);
/* Return s without the blanks (space, tab, CR, LF) at its start, its end, or both. */
struct str str_ltrim(struct str);
struct str str_rtrim(struct str);
struct str str_trim(struct str);
/*
 * Takes the next line off rest; *line is without the line end (LF or CRLF), which the
 * last line may lack. Returns false, and changes nothing, if rest is empty.
 */
static inline bool str_line(struct str *rest, struct str *line)
{
	const char *end = rest->len ? memchr(rest->s, '\n', rest->len) : NULL;
	size_t n = end ? (size_t)(end - rest->s) : rest->len;

	if (!rest->len)
		return false;
	*line = (struct str){ rest->s, n - (n && rest->s[n - 1] == '\r') };
	n += end != NULL;
	*rest = (struct str){ rest->s + n, rest->len - n };
	return true;
}

/* Whether a whole line of lines is this text. */
bool str_has_line(struct str lines, struct str text);
/* Takes the text up to the next sep off rest; *token is without sep. False: as above. */
bool str_token(struct str *rest, char sep, struct str *token);
/* Reads digits. Returns false if s is empty, has other bytes, or is above UINT32_MAX. */
bool str_number(struct str, uint32_t *value);
/* Reads "500", "64k", "1M" or "2G", in any case, as bytes; false for other text, and for
 * 0. */
bool str_size(struct str, uint64_t *bytes);

/* space, tab, CR, LF */
static inline bool is_blank(char c)
{
	return c == ' ' || c == '\t' || c == '\r' || c == '\n';
}

/* The byte at that place; NUL past the end. */
static inline char str_at(struct str s, size_t i)
{
	return i < s.len ? s.s[i] : '\0';
}

static inline bool is_digit(char c)
{
	return c >= '0' && c <= '9';
}

/* A to Z, a to z */
static inline bool is_alpha(char c)
{
	return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

/* A to Z only */
static inline char to_lower(char c)
{
	return c >= 'A' && c <= 'Z' ? (char)(c + ('a' - 'A')) : c;
}

/* Most texts differ in the first byte already. */
static inline bool str_istarts(struct str s, struct str prefix)
{
	return s.len >= prefix.len &&
	       (!prefix.len || to_lower(s.s[0]) == to_lower(prefix.s[0])) &&
	       bytes_ieq(s.s, prefix.s, prefix.len);
}

static inline bool str_ieq(struct str a, struct str b)
{
	return a.len == b.len && str_istarts(a, b);
}

#endif

/* SPDX-License-Identifier: MIT */
/*
 * A borrowed slice of bytes: not terminated, may hold NUL, owns nothing.
 * s is never NULL in a slice made by these functions. The smallest ones, which
 * every line of every mail passes through, stand here whole.
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
/* The slice from byte a up to byte b; both are cut to the slice. */
static inline struct str str_sub(struct str s, size_t a, size_t b)
{
	b = b < s.len ? b : s.len;
	a = a < b ? a : b;
	return (struct str){ s.s + a, b - a };
}

bool str_eq(struct str, struct str);
/* Letters A to Z compare as a to z; other bytes as they are. */
bool str_ieq(struct str, struct str);
/* As memcmp, the shorter one first. */
int str_cmp(struct str, struct str);
/* As str_cmp, with A to Z as a to z. */
int str_cmp_nocase(struct str, struct str);
static inline bool str_starts(struct str s, struct str prefix)
{
	return s.len >= prefix.len && memcmp(s.s, prefix.s, prefix.len) == 0;
}

bool str_istarts(struct str, struct str prefix);
bool str_ends(struct str, struct str suffix);
/* Offset of the first byte c, of the last, of the first needle (any case for ifind); len
 * if there is none. */
static inline size_t str_chr(struct str s, char c)
{
	const char *p = s.len ? (const char *)memchr(s.s, c, s.len) : NULL;

	return p ? (size_t)(p - s.s) : s.len;
}

size_t str_rchr(struct str, char c);
size_t str_find(struct str, struct str needle);
size_t str_ifind(struct str, struct str needle);
/* Without blanks (space, tab, CR, LF) at its start, its end, both. */
struct str str_ltrim(struct str);
struct str str_rtrim(struct str);
struct str str_trim(struct str);
/*
 * Takes the next line off rest: *line without its line end (LF or CRLF).
 * false, and nothing changed, when rest is empty. The last line needs no end.
 */
bool str_line(struct str *rest, struct str *line);
/* Takes the text before the next byte sep off rest; false when rest is empty. */
bool str_token(struct str *rest, char sep, struct str *token);
/* All digits, at least one, and the value fits: true and *value. */
bool str_number(struct str, uint32_t *value);

/* space, tab, CR, LF */
static inline bool is_blank(char c)
{
	return c == ' ' || c == '\t' || c == '\r' || c == '\n';
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

#endif

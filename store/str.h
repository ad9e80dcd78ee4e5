/* SPDX-License-Identifier: MIT */
/*
 * A borrowed slice of bytes: not terminated, may hold NUL, owns nothing.
 * s is never NULL in a slice made by these functions.
 */
#ifndef STORE_STR_H
#define STORE_STR_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct str {
	const char *s;
	size_t len;
};

#define STR(literal) ((struct str){ literal, sizeof(literal) - 1 })
#define STR_EMPTY ((struct str){ "", 0 })

struct str str_from(const char *cstring);
/* The slice from byte a up to byte b; both are cut to the slice. */
struct str str_sub(struct str, size_t a, size_t b);
bool str_eq(struct str, struct str);
/* Letters A to Z compare as a to z; other bytes as they are. */
bool str_ieq(struct str, struct str);
/* As memcmp, the shorter one first. */
int str_cmp(struct str, struct str);
bool str_starts(struct str, struct str prefix);
bool str_istarts(struct str, struct str prefix);
bool str_ends(struct str, struct str suffix);
/* Offset of the first byte c, of the last, of the first needle (any case for ifind); len if there is none. */
size_t str_chr(struct str, char c);
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

bool is_blank(char);	/* space, tab, CR, LF */
bool is_digit(char);
bool is_alpha(char);	/* A to Z, a to z */
char to_lower(char);	/* A to Z only */

#endif

/* SPDX-License-Identifier: MIT */
/* Hex digits: either case is read, lower case is written. */
#ifndef STORE_UTIL_HEX_H
#define STORE_UTIL_HEX_H

#include "store/util/str.h"

/* Returns the value of a hex digit, or -1 for any other byte. */
static inline int hex_digit(char c)
{
	if (is_digit(c))
		return c - '0';
	c = to_lower(c);
	return c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1;
}

/* Returns the byte that s, two hex digits, writes; -1 if s is anything else. */
static inline int hex_byte(struct str s)
{
	int high = s.len == 2 ? hex_digit(s.s[0]) : -1;
	int low = s.len == 2 ? hex_digit(s.s[1]) : -1;

	return high < 0 || low < 0 ? -1 : high << 4 | low;
}

/* Whether all bytes are hex digits; true for an empty slice. */
bool hex_only(struct str);
/* Writes the first n digits of bytes, and a NUL: n + 1 bytes. n may be odd. */
void hex_write(char *out, const unsigned char *bytes, size_t n);
/*
 * Reads digits into (digits.len + 1) / 2 bytes; an odd last digit is the upper half of
 * its byte. Returns false, and out is undefined, if something else is among them.
 */
bool hex_read(unsigned char *out, struct str digits);

#endif

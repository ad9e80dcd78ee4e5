/* SPDX-License-Identifier: MIT */
/*
 * UTF-8 (RFC 3629), and text that is safe on a terminal: U+FFFD replaces control
 * characters (C0 except tab and newline, DEL, C1) and bidi controls.
 */
#ifndef STORE_UTIL_UTF8_H
#define STORE_UTIL_UTF8_H

#include "store/util/buf.h"
#include "store/util/str.h"

#define UTF8_BAD UINT32_MAX
#define UTF8_REPLACEMENT "\xef\xbf\xbd"

/*
 * Takes the next code point off a slice, which must not be empty. If the sequence is cut
 * off, overlong, a surrogate or above U+10FFFF, takes one byte and returns UTF8_BAD.
 */
uint32_t utf8_next(struct str *rest);
bool utf8_valid(struct str);
/* Returns the length of the white space that s begins with: one character that Unicode
 * calls so (White_Space), no-break and ideographic space too; 0 if it begins otherwise.
 */
size_t utf8_space(struct str s);
/* Returns how many bytes at the start are below 0x80. */
size_t utf8_ascii(struct str);
void utf8_add(struct buf *, uint32_t code_point);
/* Appends any bytes as valid UTF-8: each invalid byte becomes U+FFFD. */
void utf8_add_valid(struct buf *, struct str);
/* Appends any bytes as valid UTF-8 that is safe on a terminal. If lines is false,
 * newlines and tabs become U+FFFD too. */
void utf8_add_clean(struct buf *, struct str, bool lines);

#endif

/* SPDX-License-Identifier: MIT */
/*
 * UTF-8 (RFC 3629), and what may stand on a terminal: control bytes (C0 but
 * tab and newline, DEL, C1) and bidi overrides become U+FFFD.
 */
#ifndef STORE_UTIL_UTF8_H
#define STORE_UTIL_UTF8_H

#include "store/util/buf.h"
#include "store/util/str.h"

#define UTF8_BAD UINT32_MAX
#define UTF8_REPLACEMENT "\xef\xbf\xbd"

/*
 * Takes the next code point off a non-empty slice. A byte that begins no
 * valid sequence (overlong, surrogate, beyond U+10FFFF) is taken alone and
 * is UTF8_BAD.
 */
uint32_t utf8_next(struct str *rest);
bool utf8_valid(struct str);
/* Returns the length of the white space that s begins with: one character that Unicode
 * calls so (White_Space), no-break and ideographic space too; 0 if it begins otherwise.
 */
size_t utf8_space(struct str s);
/* How many bytes from the start are below 0x80. */
size_t utf8_ascii(struct str);
void utf8_add(struct buf *, uint32_t code_point);
/* Valid UTF-8 whatever came: each bad byte as U+FFFD. */
void utf8_add_valid(struct buf *, struct str);
/* The same, and safe on a terminal; lines false: newline and tab are replaced too. */
void utf8_add_clean(struct buf *, struct str, bool lines);

#endif

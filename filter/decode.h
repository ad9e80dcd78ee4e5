/* SPDX-License-Identifier: MIT */
/*
 * Encodings undone: base64 and quoted-printable (RFC 2045), encoded words
 * (RFC 2047), charsets (iconv). Lenient: damaged input gives what can be read.
 * libetpan's own decoders emit NUL for "=ZZ", read past the end for "=X",
 * decode a list's footer as base64 and cut a header at a lone "=?".
 */
#ifndef FILTER_DECODE_H
#define FILTER_DECODE_H

#include "store/buf.h"
#include "store/str.h"

/* Stops at padding or at a line that is no base64 (a list's footer). */
void decode_base64(struct buf *, struct str);
/* in_header: "_" is a blank (RFC 2047, 4.2). A "=" that begins no code stays. */
void decode_qp(struct buf *, struct str, bool in_header);
/* To UTF-8; an unknown charset counts as UTF-8 where it is valid, else as windows-1252. Bad bytes become U+FFFD. */
void decode_charset(struct buf *, struct str text, struct str charset);
/*
 * A header value: unfolded, encoded words decoded (blanks between adjacent
 * ones dropped, their bytes joined before the charset is undone), NUL and
 * line ends inside them as U+FFFD, 8-bit bytes as decode_charset has it.
 */
void decode_words(struct buf *, struct str value);
/* Whether an encoded word stands in the value. */
bool decode_has_word(struct str value);

#endif

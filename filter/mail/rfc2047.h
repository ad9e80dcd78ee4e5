/* SPDX-License-Identifier: MIT */
/*
 * Decodes header values (RFC 2047). libetpan's decoder cuts a value at a lone "=?",
 * crashes on "=?GBK?B??=" and gives up at an unknown encoding; here text that is no
 * encoded word stays unchanged.
 */
#ifndef FILTER_MAIL_RFC2047_H
#define FILTER_MAIL_RFC2047_H

#include "store/util/buf.h"
#include "store/util/str.h"

/*
 * Appends the first MiB of a header value, unfolded and decoded. Blanks between
 * adjacent encoded words are dropped, and their bytes are joined before the charset
 * is undone. NUL and line ends inside words become U+FFFD; charset_add converts
 * other bytes.
 */
void rfc2047_decode(struct buf *, struct str value);
/* Whether value holds an encoded word. */
bool rfc2047_has_word(struct str value);

#endif

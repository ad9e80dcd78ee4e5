/* SPDX-License-Identifier: MIT */
/*
 * Header values decoded (RFC 2047). libetpan's decoder cuts a value at a
 * lone "=?", crashes on "=?GBK?B??=" and gives up at an unknown encoding:
 * here what is no encoded word stays as it stands.
 */
#ifndef FILTER_MAIL_RFC2047_H
#define FILTER_MAIL_RFC2047_H

#include "store/util/buf.h"
#include "store/util/str.h"

/*
 * A header value: unfolded, encoded words decoded (blanks between adjacent
 * ones dropped, their bytes joined before the charset is undone), NUL and
 * line ends inside them as U+FFFD, other bytes as charset_add has it; its
 * first MiB.
 */
void rfc2047_decode(struct buf *, struct str value);
/* Whether an encoded word stands in the value. */
bool rfc2047_has_word(struct str value);

#endif

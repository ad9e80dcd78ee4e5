/* SPDX-License-Identifier: MIT */
/*
 * Decodes base64 and quoted-printable (RFC 2045, 6.7 and 6.8) leniently: damaged
 * input yields what can be read. libetpan's decoders emit NUL for "=ZZ", read past
 * the end for "=X" and decode a list's footer as base64.
 */
#ifndef FILTER_MAIL_TRANSFER_ENCODING_H
#define FILTER_MAIL_TRANSFER_ENCODING_H

#include "store/util/buf.h"
#include "store/util/str.h"

/* Decodes a body. Stops at padding or at a line that is no base64 (a list's footer). */
void transfer_base64(struct buf *, struct str);
/* Decodes an encoded word's text. Skips bytes that are no digits; padding is optional. */
void transfer_base64_word(struct buf *, struct str);
/*
 * Decodes quoted-printable. in_header: "_" is a blank (RFC 2047, 4.2). A "=" that
 * begins no code stays.
 */
void transfer_qp(struct buf *, struct str, bool in_header);

#endif

/* SPDX-License-Identifier: MIT */
/* Encodes text for a header field (RFC 2047). */
#ifndef REPORT_MAIL_RFC2047_ENCODE_H
#define REPORT_MAIL_RFC2047_ENCODE_H

#include "store/util/buf.h"

/*
 * Appends valid UTF-8 without line ends for an unstructured field or a display name: as
 * it is if that is safe, else as encoded words with blanks between them. The field can be
 * folded at blanks.
 */
void rfc2047_encode(struct buf *, struct str);

#endif

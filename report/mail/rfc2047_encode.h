/* SPDX-License-Identifier: MIT */
/* Text in a header field (RFC 2047). */
#ifndef REPORT_MAIL_RFC2047_ENCODE_H
#define REPORT_MAIL_RFC2047_ENCODE_H

#include "store/util/buf.h"

/*
 * Valid UTF-8 without line ends, as it may stand in an unstructured field or
 * a display name: as it is, or as encoded words with blanks between them, at
 * which the field can be folded.
 */
void rfc2047_encode(struct buf *, struct str);

#endif

/* SPDX-License-Identifier: MIT */
/*
 * Message-IDs out of header fields (RFC 5322, 3.6.4). An id is what stands
 * between "<" and ">", without white space, as valid UTF-8 and without NUL.
 */
#ifndef FILTER_MAIL_MESSAGE_ID_H
#define FILTER_MAIL_MESSAGE_ID_H

#include "store/util/buf.h"
#include "store/util/str.h"

/* Appends the next id of rest (raw) to out; false, and nothing added, if there is none.
 */
bool message_id_next(struct str *rest, struct buf *out);
/* Rule 18: the first id, else the stripped value. false if that is empty. */
bool message_id_first(struct str value, struct buf *out);

#endif

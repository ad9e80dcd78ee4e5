/* SPDX-License-Identifier: MIT */
/*
 * Reads Message-IDs of header fields (RFC 5322, 3.6.4). An id is the text between
 * "<" and ">", without white space, as valid UTF-8 without NUL.
 */
#ifndef FILTER_MAIL_MESSAGE_ID_H
#define FILTER_MAIL_MESSAGE_ID_H

#include "store/util/buf.h"
#include "store/util/str.h"

/*
 * Takes the next id off rest (raw) and appends it to out. Returns false, and
 * appends nothing, if rest has no id.
 */
bool message_id_next(struct str *rest, struct buf *out);
/*
 * Appends the first id of value, else the stripped value (patchdigest-rules(7),
 * rule 18). Returns false if the value is empty.
 */
bool message_id_first(struct str value, struct buf *out);

#endif

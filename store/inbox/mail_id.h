/* SPDX-License-Identifier: MIT */
/* Names for mails: SHA-1 by nettle. */
#ifndef STORE_INBOX_MAIL_ID_H
#define STORE_INBOX_MAIL_ID_H

#include "store/util/str.h"

#define MAIL_ID_SIZE 20
#define ID_HASH 8

/*
 * The id of a message that has no commit, and its alias for ever:
 * SHA-1("patchdigest" NUL list NUL Message-ID), CONTRACT.md.
 */
void mail_id_make(unsigned char out[MAIL_ID_SIZE], struct str list,
		  struct str message_id);
/* The first bytes of SHA-1(Message-ID): how a record names other mails. */
void id_hash(unsigned char out[ID_HASH], struct str message_id);
/* Of any text of two parts, NUL between them. */
void id_hash_pair(unsigned char out[ID_HASH], struct str a, struct str b);

#endif

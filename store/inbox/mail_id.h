/* SPDX-License-Identifier: MIT */
/* Ids and hashes of mails, by SHA-1. */
#ifndef STORE_INBOX_MAIL_ID_H
#define STORE_INBOX_MAIL_ID_H

#include "store/util/str.h"

#define MAIL_ID_SIZE 20
#define ID_HASH 8

/*
 * The mail id: SHA-1("patchdigest" NUL list NUL Message-ID)
 * (patchdigest-store(5), Keys). It stands for the commit of a mail that has no
 * commit, and stays valid when a commit comes.
 */
void mail_id_make(unsigned char out[MAIL_ID_SIZE], struct str list,
		  struct str message_id);
/*
 * The mail id of a mail whose Message-ID another mail has: SHA-1 of the same, NUL,
 * the poster's address in lower case, NUL, the title.
 */
void mail_id_make_own(unsigned char out[MAIL_ID_SIZE], struct str list,
		      struct str message_id, struct str poster_addr, struct str title);
/* The first bytes of SHA-1(text). A record names other mails by that of a Message-ID. */
void id_hash(unsigned char out[ID_HASH], struct str text);
/* The first bytes of SHA-1(a NUL b). */
void id_hash_pair(unsigned char out[ID_HASH], struct str a, struct str b);
/*
 * How records and keys name an address: FNV-1a, 64 bits, big-endian, of the text with A
 * to Z as a to z. A mail has a dozen addresses, and SHA-1 would cost as much as all else
 * of it.
 */
void id_hash_address(unsigned char out[ID_HASH], struct str address);
/* The hash by which versions of a patch are found (patchdigest-rules(7), rule 16): of
 * what compared_title() returns, with case and white space folded. */
void id_hash_title(unsigned char out[ID_HASH], struct str title);
/* Hashes the title for a record of rules before RULES_TITLE_ALONE: the whole title,
 * folded, and the author's address in lower case. */
void id_hash_title_author(unsigned char out[ID_HASH], struct str title,
			  struct str author_addr);

#endif

/* SPDX-License-Identifier: MIT */
/*
 * Whether a mail, an answer, a title or a change-id stands in one of the older
 * files, without opening them: the newest holds a Bloom filter of each older one.
 */
#ifndef STORE_INBOX_BLOOM_H
#define STORE_INBOX_BLOOM_H

#include "store/inbox/inbox_impl.h"

#define BLOOM_NONE UINT32_MAX

/*
 * The newest file before this one that may hold the key (an i, r, t or g), or
 * BLOOM_NONE: all that may, for (i = n - 1; i != BLOOM_NONE; i = bloom_before(ib, i,
 * &key)).
 */
uint32_t bloom_before(struct inbox *, uint32_t file, const struct key *);
/* The newest entry of a mail, and the file that has it; ST_NOTFOUND. */
enum status bloom_entry(struct inbox *, const unsigned char mail_id[MAIL_ID_SIZE],
			struct id_entry *, uint32_t *file);
/* What was kept of the filters; for inbox_close. */
void bloom_release(struct inbox *);
/* Inside store_extend: gives the next file the filters of all files so far. */
enum status bloom_carry(struct inbox *);

#endif

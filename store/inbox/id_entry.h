/* SPDX-License-Identifier: MIT */
/*
 * A mail's id entry: the seq of its newest record, and its best position. If
 * either changes after a segment was sealed, a newer segment gets another
 * entry, which then counts.
 */
#ifndef STORE_INBOX_ID_ENTRY_H
#define STORE_INBOX_ID_ENTRY_H

#include "store/inbox/inbox_impl.h"

/* Reads a mail's newest entry, from from_segment on. ST_NOTFOUND, ST_DAMAGED. */
enum status id_entry_fetch(struct inbox *, const unsigned char mail_id[MAIL_ID_SIZE],
			   uint32_t from_segment, struct id_entry *);
/* Reads the newest entry of a mail with a record in this segment; false on error. */
bool id_entry_of_mail(struct inbox *, const struct mail *, uint32_t segment,
		      struct id_entry *);
/* Reads a mail's newest entry, and which segment has it. ST_NOTFOUND, ST_DAMAGED. */
enum status id_entry_newest(struct inbox *, const unsigned char mail_id[MAIL_ID_SIZE],
			    struct id_entry *, uint32_t *segment);

/* Inside a transaction. insert: ST_EXISTS if the newest segment has an entry already. */
enum status id_entry_insert(struct inbox *, const unsigned char mail_id[MAIL_ID_SIZE],
			    const struct id_entry *);
enum status id_entry_replace(struct inbox *, const unsigned char mail_id[MAIL_ID_SIZE],
			     const struct id_entry *);

#endif

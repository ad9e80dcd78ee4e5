/* SPDX-License-Identifier: MIT */
/*
 * A tombstone: the id entry of a mail that was forgotten. It has SEQ_NONE for a seq, and
 * it wins over every copy of the mail that comes later.
 */
#ifndef STORE_INBOX_TOMBSTONE_H
#define STORE_INBOX_TOMBSTONE_H

#include "store/inbox/inbox_impl.h"

enum tombstone_of {
	TOMBSTONE_OF_ALL, /* every mail of the Message-ID */
	/* the mail that was the first of its Message-ID; others are known by their own
	   ids */
	TOMBSTONE_OF_FIRST,
};

struct id_entry tombstone_entry(enum tombstone_of);
bool is_tombstone(const struct id_entry *, enum tombstone_of *);
/* Whether a mail id has one; *of: NULL or which. */
bool tombstone_of_id(struct inbox *, const unsigned char mail_id[MAIL_ID_SIZE],
		     enum tombstone_of *of);
/* Inside a transaction: puts one; *fresh: the id had none. */
enum status tombstone_put(struct inbox *, const unsigned char mail_id[MAIL_ID_SIZE],
			  enum tombstone_of, bool *fresh);

/*
 * Lists that were merged into this one gave their mails other ids, by their own names.
 * Inside a transaction: adds such a name, unless it is known, so that tombstones whose
 * ids were made with it keep their mails out.
 */
enum status tombstone_add_name(struct inbox *, struct str name);
/* Appends the names, a line each. */
enum status tombstone_names(struct inbox *, struct buf *names);
/* Whether an id that is made with such a name has a tombstone for the record's mail. */
bool forgotten_by_other_name(struct inbox *, const struct record *);

#endif

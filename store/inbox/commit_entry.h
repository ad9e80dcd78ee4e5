/* SPDX-License-Identifier: MIT */
/*
 * An inbox's commit entries: which commit stands at a position, and which mail
 * it brought; and which positions each epoch of an archive has.
 */
#ifndef STORE_INBOX_COMMIT_ENTRY_H
#define STORE_INBOX_COMMIT_ENTRY_H

#include "store/inbox/inbox_impl.h"

/*
 * Reads the entry at a position. *prev: the next entry of its chain of commits,
 * or ARCHIVE_POS_NONE. ST_NOTFOUND, ST_DAMAGED.
 */
enum status commit_entry_fetch(struct inbox *, struct archive_pos, struct commit_entry *,
			       struct archive_pos *prev);
/*
 * Reads the mail of an entry, and the mail's id entry. ST_NOTFOUND: the commit
 * has no mail, or it was erased. ST_DAMAGED: the mail can't be read.
 */
enum status commit_entry_mail(struct inbox *, const struct commit_entry *, struct mail *,
			      struct id_entry *);
void commit_entry_init(struct commit_entry *, const struct commit_ref *,
		       struct archive_pos, uint32_t seq);
/*
 * Inside a transaction: inserts the entry, puts it at the head of its chain of
 * commits, and widens the epoch's range. ST_DAMAGED if another commit has the
 * position; an entry of the same commit without a mail gets the mail.
 */
enum status commit_entry_insert(struct inbox *, struct commit_entry *);

/* Reads which positions an archive's epoch has. ST_NOTFOUND, ST_DAMAGED. */
enum status epoch_range_fetch(struct inbox *, uint32_t epoch, struct epoch_range *);

#endif

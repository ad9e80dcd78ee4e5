/* SPDX-License-Identifier: MIT */
/*
 * Mails that were purged from an archive: its history was rewritten without them
 * (public-inbox-purge(1)). An epoch whose history was edited has its mails again in the
 * next generation; a purged mail has no position there.
 */
#ifndef STORE_INBOX_PURGED_H
#define STORE_INBOX_PURGED_H

#include "store/inbox/inbox.h"

struct purged_mail {
	uint32_t first; /* seq of its first record */
	uint32_t seq;	/* of the record at pos */
	struct archive_pos pos;
	unsigned char commit[COMMIT_MAX];
};

struct purged {
	struct purged_mail *mail; /* to be freed */
	size_t n;
	uint64_t of; /* n, and the commits that the epoch has */
};

/*
 * Finds the mails that the epoch had in an older generation with the same first
 * commit, if they have no position any more, neither in an archive nor as live mail,
 * and their commits are not in the newest generation. Reads all positions of the list
 * if there may be such mails. Call it inside a transaction, after the epoch was read to
 * its end.
 */
enum status purged_find(struct inbox *, uint32_t epoch, struct purged *);

#endif

/* SPDX-License-Identifier: MIT */
/* Where a mail stands in an archive: its place, and the commit that brought it. */
#ifndef STORE_INBOX_ARCHIVE_POS_H
#define STORE_INBOX_ARCHIVE_POS_H

#include "store/util/str.h"

#define COMMIT_MAX 32	      /* bytes: SHA-1 has 20, SHA-256 32 */
#define PREFIX_MIN 7	      /* hex digits of an abbreviated commit */
#define EPOCH_LIVE UINT32_MAX /* places of mails that no archive has placed */

/*
 * A place in archive order: epoch, then the newest generation (histories are
 * edited; then all of the epoch is placed anew), then ordinal from 0.
 */
struct archive_pos {
	uint32_t epoch, generation, ordinal;
};

/* After every place. */
#define ARCHIVE_POS_NONE ((struct archive_pos){ EPOCH_LIVE, 0, UINT32_MAX })
/* Before every place: the lower end of a window that begins with the archive. */
#define ARCHIVE_POS_START ((struct archive_pos){ 0, UINT32_MAX, 0 })

int archive_pos_cmp(struct archive_pos, struct archive_pos);

/* What comes with a message: nothing, a commit, or a commit and its place in an archive.
 */
struct commit_ref {
	unsigned char commit[COMMIT_MAX];
	size_t commit_digits; /* hex digits of it that are known; 0: none */
	bool archived;	      /* place is valid; else it goes after the archive's last */
	struct archive_pos pos;
};

/* One commit of an archive, or one mail without. */
struct commit_entry {
	struct archive_pos pos;
	unsigned char commit[COMMIT_MAX];
	size_t
	    commit_digits; /* as in commit_ref; 0: the mail has no commit but a mail id */
	uint32_t seq;	   /* of its mail, or SEQ_NONE: a deletion, an unreadable blob */
};

/*
 * Reads a commit id of 7 to 64 hex digits. Returns false, and changes nothing, for any
 * other text.
 */
bool commit_ref_parse(struct commit_ref *, struct str hex);

#endif

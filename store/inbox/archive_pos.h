/* SPDX-License-Identifier: MIT */
/* A mail's position in an archive, and the commit that brought it. */
#ifndef STORE_INBOX_ARCHIVE_POS_H
#define STORE_INBOX_ARCHIVE_POS_H

#include "store/util/str.h"

#define COMMIT_MAX 32	      /* bytes: SHA-1 has 20, SHA-256 32 */
#define PREFIX_MIN 7	      /* hex digits of an abbreviated commit */
#define EPOCH_LIVE UINT32_MAX /* the epoch of mails that no archive has */

/*
 * Positions sort by epoch, then by generation, the newest first, then by
 * ordinal from 0. An epoch whose history was edited gets all its positions
 * again, in the next generation.
 */
struct archive_pos {
	uint32_t epoch, generation, ordinal;
};

/* After every position. */
#define ARCHIVE_POS_NONE ((struct archive_pos){ EPOCH_LIVE, 0, UINT32_MAX })
/* Before every position: the lower end of a window that begins with the archive. */
#define ARCHIVE_POS_START ((struct archive_pos){ 0, UINT32_MAX, 0 })

int archive_pos_cmp(struct archive_pos, struct archive_pos);

/* What comes with a mail: nothing, a commit, or also the commit's archive position. */
struct commit_ref {
	unsigned char commit[COMMIT_MAX];
	size_t commit_digits; /* how many hex digits of it are known; 0: no commit */
	bool
	    archived; /* pos is valid; otherwise the mail goes after the archive's last */
	struct archive_pos pos;
	bool merged; /* the mail comes out of another list (inbox_put) */
};

/* A commit of an archive, or a live mail with or without a commit. */
struct commit_entry {
	struct archive_pos pos;
	unsigned char commit[COMMIT_MAX];
	size_t commit_digits; /* as in commit_ref; 0: the mail has only a mail id */
	uint32_t seq; /* of its mail, or SEQ_NONE: a deletion, an unreadable blob */
};

/*
 * Reads a commit id of 7 to 64 hex digits. Returns false, and changes nothing, for any
 * other text.
 */
bool commit_ref_parse(struct commit_ref *, struct str hex);

#endif

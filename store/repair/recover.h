/* SPDX-License-Identifier: MIT */
/*
 * Copies a list's files, which may be damaged, into a new inbox: every mail of
 * which a whole record is left, and every commit entry.
 */
#ifndef STORE_REPAIR_RECOVER_H
#define STORE_REPAIR_RECOVER_H

#include "store/tdb/list_folder.h"
#include "store/inbox/inbox.h"

struct recovery_counts {
	uint64_t records;    /* mails copied */
	uint64_t unreadable; /* records that are known to have existed, and are lost */
	uint64_t entries;    /* commit entries copied */
	bool sound;	     /* every file is */
};

/* A fault of a file, in one line. */
typedef void recover_say_fn(void *arg, const char *fault);

/*
 * to: open for writing, without a mail. Mails are put in the order of the
 * archive; after them, in the order of insertion, those that have no archive
 * position. Import marks are copied too; if anything is damaged they are reset,
 * so that the next import reads all of the archive. A lost record is no error.
 * ST_NOINPUT, ST_NEWER: `from` can't be read; other errors are of `to`.
 */
enum status recover_list(struct inbox *to, const struct list_folder *from,
			 struct recovery_counts *, recover_say_fn *say, void *arg,
			 struct buf *why);

#endif

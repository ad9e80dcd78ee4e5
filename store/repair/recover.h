/* SPDX-License-Identifier: MIT */
/*
 * A list's files, maybe damaged, read into a new inbox: every mail of which a
 * whole record is left, and every place.
 */
#ifndef STORE_REPAIR_RECOVER_H
#define STORE_REPAIR_RECOVER_H

#include "store/tdb/list_folder.h"
#include "store/inbox/inbox.h"

struct recovered {
	uint64_t records; /* mails taken */
	uint64_t
	    unreadable; /* records that were there and are lost, as far as can be known */
	uint64_t places;
	bool sound; /* every file is */
};

/* A fault of a file, a line each. */
typedef void recover_say_fn(void *arg, const char *fault);

/*
 * to: open for writing, without a mail. Mails come in the order of the
 * archive, those without a place of it in the order in which they came. An
 * archive's marks come along; if anything is amiss, in such a way that the
 * next import reads all of the archive again. ST_NOINPUT, ST_NEWER: of from;
 * else of to. A record that is lost is no error.
 */
enum status recover_list(struct inbox *to, const struct list_folder *from,
			 struct recovered *, recover_say_fn *say, void *arg,
			 struct buf *why);

#endif

/* SPDX-License-Identifier: MIT */
/*
 * The line before a spooled message that says where it was bound for:
 *
 *	X-Patchdigest-Spool: store=/home/jdoe/.local/share/patchdigest;
 *list=kvm.vger.kernel.org; commit=; arrived=1763000000
 *
 * "%", ";", CR, LF and NUL in a value, a blank at its start or end, stand as
 * %25 and so on.
 */
#ifndef FILTER_DELIVER_SPOOL_HEADER_H
#define FILTER_DELIVER_SPOOL_HEADER_H

#include "store/util/buf.h"

struct spool_header {
	struct buf store, list,
	    commit;	 /* empty: not known; the mail or the drainer's options say */
	int64_t arrived; /* seconds; 0: not known */
};

#define SPOOL_HEADER_INIT                       \
	{                                       \
		BUF_INIT, BUF_INIT, BUF_INIT, 0 \
	}

/* Appends the line with its end. */
void spool_header_write(struct buf *, const struct spool_header *);
/* Takes the line off a spooled file; false if it has none. head: as SPOOL_HEADER_INIT. */
bool spool_header_take(struct str *file, struct spool_header *head);
void spool_header_release(struct spool_header *);

#endif

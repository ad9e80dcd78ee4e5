/* SPDX-License-Identifier: MIT */
/*
 * The line before a spooled message that says where it should go, in one line:
 *
 *	X-Patchdigest-Spool: store=/home/jdoe/.local/share/patchdigest;
 *		list=kvm.vger.kernel.org; commit=; arrived=1763000000
 *
 * In a value, "%", ";", CR, LF and NUL, and a blank at its start or end, become
 * %25 and so on.
 */
#ifndef FILTER_DELIVER_SPOOL_HEADER_H
#define FILTER_DELIVER_SPOOL_HEADER_H

#include "store/util/buf.h"

struct spool_header {
	/* empty: not known; the mail or the options of the drain say */
	struct buf store, list, commit;
	struct buf only; /* of --only; written if there are any */
	int64_t arrived; /* seconds since 1970; 0: not known */
};

#define SPOOL_HEADER_INIT ((struct spool_header){ .arrived = 0 })

/* Appends the line with its LF. */
void spool_header_write(struct buf *, const struct spool_header *);
/*
 * Takes the line off a spooled file; false if the file does not begin with it.
 * The header must be SPOOL_HEADER_INIT.
 */
bool spool_header_take(struct str *file, struct spool_header *);
void spool_header_release(struct spool_header *);

#endif

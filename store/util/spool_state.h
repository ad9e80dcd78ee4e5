/* SPDX-License-Identifier: MIT */
/* Which mails wait in the spool, because the store could not be written, and which have
 * failed. */
#ifndef STORE_UTIL_SPOOL_STATE_H
#define STORE_UTIL_SPOOL_STATE_H

#include "store/util/buf.h"

struct spool_state {
	size_t waiting;	      /* mails in new/ and cur/ */
	int64_t oldest;	      /* when the oldest of them came; INT64_MAX: not known */
	size_t failed;	      /* mails in failed/ */
	bool can_not_be_read; /* some of it; that does not count */
};

/* Appends the name of the default spool, a Maildir. */
void spool_state_dir(struct buf *dir);
/* A spool that does not exist has no mails. */
void spool_state_read(struct spool_state *, const char *dir);

#endif

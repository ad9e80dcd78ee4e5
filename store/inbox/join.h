/* SPDX-License-Identifier: MIT */
/* Writes the entries of several sealed segments to one file (patchdigest-store(5),
 * Joined segments). */
#ifndef STORE_INBOX_JOIN_H
#define STORE_INBOX_JOIN_H

#include <sys/types.h>

#include "store/inbox/inbox_impl.h"

/*
 * first, n: the segments; each has a successor, and all have one data format. path must
 * not exist. Syncs the file before it returns ST_OK; after an error a part of the file
 * may be there. ST_NOSPACE, with errno; EFBIG: the segments are too large for one file.
 * ST_DAMAGED: a segment is not sound.
 */
enum status join_segments(struct inbox *, uint32_t first, uint32_t n, const char *path,
			  mode_t mode);

#endif

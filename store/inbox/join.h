/* SPDX-License-Identifier: MIT */
/* Writes one file with the entries of several sealed segments (patchdigest-store(5),
 * Joined segments). */
#ifndef STORE_INBOX_JOIN_H
#define STORE_INBOX_JOIN_H

#include "store/inbox/inbox_impl.h"

/*
 * first, n: segments that have a successor and one data format. path: does not exist yet.
 * On the disk when it returns ST_OK; after an error a part of it may be there.
 * ST_NOSPACE, with errno; EFBIG: they are too large for one file. ST_DAMAGED: a segment
 * is not sound.
 */
enum status join_segments(struct inbox *, uint32_t first, uint32_t n, const char *path,
			  mode_t mode);

#endif

/* SPDX-License-Identifier: MIT */
/*
 * Writes over bytes of a TDB file that nothing changes any more, in their place. The
 * file's length and structure stay, and so do its readers. This is the only code beside
 * TDB that knows the layout of its files.
 */
#ifndef STORE_TDB_WIPE_H
#define STORE_TDB_WIPE_H

#include "store/util/buf.h"
#include "store/util/status.h"

struct wipe {
	const char *path; /* borrowed */
	int fd;
	uint32_t *map; /* of the whole file */
	size_t words;  /* of 4 bytes */
	bool swapped;  /* the file is of a machine with another byte order */
};

/* ST_NOINPUT, ST_DAMAGED (no TDB file): why. Close it also after an error. */
enum status wipe_open(struct wipe *, const char *path, struct buf *why);
/* What was written is on the disk when it returns ST_OK; ST_NOSPACE. */
enum status wipe_close(struct wipe *, struct buf *why);

/*
 * Keeps the first bytes of a key's value, writes zeros over the others, and the checksum
 * for that. A reader sees the old bytes, the new ones, or, for a moment or after a power
 * failure, a wrong checksum; the first bytes never change. ST_NOTFOUND: the file has no
 * such key. ST_DAMAGED, ST_NOSPACE: why.
 */
enum status wipe_value(struct wipe *, struct str key, size_t keep, struct buf *why);
/* Writes zeros over all bytes that belong to no entry. ST_DAMAGED, ST_NOSPACE. */
enum status wipe_dead_space(struct wipe *, struct buf *why);

#endif

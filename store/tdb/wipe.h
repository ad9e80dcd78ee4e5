/* SPDX-License-Identifier: MIT */
/*
 * Overwrites bytes in place in a TDB file that no process changes any more. The length
 * and the structure of the file stay, and readers may have it open.
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

/* ST_NOINPUT, ST_DAMAGED (no TDB file): why. Close it after an error too. */
enum status wipe_open(struct wipe *, const char *path, struct buf *why);
/* Syncs and closes the file. ST_NOSPACE: why. */
enum status wipe_close(struct wipe *, struct buf *why);

/*
 * Keeps the first bytes of a key's value, overwrites the others with zeros, and writes
 * the checksum of the new value. A reader sees the old bytes, the new ones, or, for a
 * moment or after a power failure, a wrong checksum; the first bytes never change.
 * ST_NOTFOUND: the file has no such key. ST_DAMAGED, ST_NOSPACE: why.
 */
enum status wipe_value(struct wipe *, struct str key, size_t keep, struct buf *why);
/* Writes zeros over all bytes that belong to no entry. ST_DAMAGED, ST_NOSPACE. */
enum status wipe_dead_space(struct wipe *, struct buf *why);
/* Writes zeros over all of a file, whatever it is, and syncs it. ST_NOINPUT, ST_NOSPACE.
 */
enum status wipe_file(const char *path, struct buf *why);

#endif

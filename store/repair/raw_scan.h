/* SPDX-License-Identifier: MIT */
/*
 * What can still be read of a store's file, whatever has become of it. The
 * file is read without locks and never changed.
 */
#ifndef STORE_REPAIR_RAW_SCAN_H
#define STORE_REPAIR_RAW_SCAN_H

#include "store/tdb/store.h"

struct raw_scan {
	int fd;
	uint64_t size;
	struct store *store; /* NULL: TDB can't open it */
	struct buf entry;
};

#define SALVAGE_INIT     \
	{                \
		.fd = -1 \
	}

/* ST_NOINPUT; ST_NEWER: the file is whole, but not ours to understand. Release it also
 * then. */
enum status raw_scan_open(struct raw_scan *, const char *path, uint32_t epoch,
			  struct buf *why);
void raw_scan_release(struct raw_scan *);

/* at: where it was found in the file; 0: by TDB. */
typedef void raw_scan_fn(void *arg, struct str key, struct str value, uint64_t at);
/*
 * Every entry whose checksum is right: those that TDB finds; then, if the
 * file isn't sound, those that stand anywhere in its bytes. These may be the
 * same again, or have been replaced: what TDB finds is better. ST_DAMAGED:
 * not sound; why says how that shows.
 */
enum status raw_scan_each(struct raw_scan *, raw_scan_fn *fn, void *arg, struct buf *why);
/* The value of an entry that was found at this place. ST_DAMAGED. */
enum status raw_scan_get(struct raw_scan *, struct str key, uint64_t at,
			 struct buf *value);

#endif

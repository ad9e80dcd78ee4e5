/* SPDX-License-Identifier: MIT */
/*
 * Reads the entries of a store's file, however damaged it is, without changing it. From
 * raw_scan_open to raw_scan_release no mail is stored in it, if its file system has
 * locks: deliveries wait, and spool.
 */
#ifndef STORE_REPAIR_RAW_SCAN_H
#define STORE_REPAIR_RAW_SCAN_H

#include "store/tdb/store.h"

struct raw_scan {
	int fd;
	uint64_t size;
	struct store *store; /* NULL: TDB can't open the file */
	struct buf entry;
};

#define RAW_SCAN_INIT ((struct raw_scan){ .fd = -1 })

/* ST_NOINPUT; ST_NEWER: a newer program wrote the file. Release s also after an error.
 * The range: the numbers that the file's head must give. */
enum status raw_scan_open(struct raw_scan *, const char *path, struct segment_range,
			  struct buf *why);
void raw_scan_release(struct raw_scan *);

/* at: offset in the file; 0: TDB found the entry. */
typedef void raw_scan_fn(void *arg, struct str key, struct str value, uint64_t at);
/*
 * Visits every entry whose checksum is right: first those that TDB finds; then,
 * if the file isn't sound, those anywhere in its bytes, which repeat TDB's and
 * may be older values of a key. Returns ST_DAMAGED, and the fault in why, if the
 * file isn't sound.
 */
enum status raw_scan_each(struct raw_scan *, raw_scan_fn *fn, void *arg, struct buf *why);
/* Replaces what value holds with that of an entry found at this offset. ST_DAMAGED. */
enum status raw_scan_get(struct raw_scan *, struct str key, uint64_t at,
			 struct buf *value);

#endif

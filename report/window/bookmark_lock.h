/* SPDX-License-Identifier: MIT */
/*
 * The locks of a bookmark are bytes of one lock file, by fcntl(2): the first byte is for
 * the bookmark's file, and each list has a byte by a hash of its name. So the digest of
 * one list does not wait for that of another. If a run is killed, the kernel drops its
 * locks.
 */
#ifndef REPORT_WINDOW_BOOKMARK_LOCK_H
#define REPORT_WINDOW_BOOKMARK_LOCK_H

#include "store/util/buf.h"
#include "store/util/status.h"

/* Returns the byte of a list. */
uint32_t bookmark_lock_byte(struct str list);
/*
 * Locks the byte, waiting for other runs up to the time (monotonic_ms). ST_BUSY if
 * another run has it at that time; ST_NOINPUT, with errno, if it can't be locked.
 */
enum status bookmark_lock_take(int lock_file, uint32_t byte, int64_t until_ms);
/* The byte of the bookmark's file. */
#define BOOKMARK_LOCK_FILE 0
void bookmark_lock_drop(int lock_file, uint32_t byte);

#endif

/* SPDX-License-Identifier: MIT */
/* Files read whole, files written whole. */
#ifndef STORE_UTIL_FILE_H
#define STORE_UTIL_FILE_H

#include "store/util/buf.h"
#include "store/util/status.h"

/*
 * Appends everything up to the end. Returns ST_NOINPUT if reading fails, ST_BUSY if there
 * is not enough memory (the process goes on, unlike with buf_add()); errno says why.
 */
enum status file_read_all(int fd, struct buf *);
/* Like file_read_all(), but stops as soon as the buffer holds more than limit bytes. */
enum status file_read_limited(int fd, struct buf *, size_t limit);
/*
 * Appends a file that people write. Returns ST_NOTFOUND if there is no such file,
 * ST_NOINPUT if it can't be read or is larger than anybody writes one, ST_BUSY without
 * enough memory; why has the reason.
 */
enum status file_read_text(struct buf *, const char *name, struct buf *why);
/*
 * Opens a file of a Maildir for reading, without waiting: a regular file only,
 * as a link would lead out of the folder, and a pipe or a device may never
 * end. to_lock: for writing too where that is allowed, without which NFS gives
 * no exclusive flock(2). -1 with errno, and a phrase in why.
 */
int file_open_mail(const char *path, bool to_lock, const char **why);
/* Every byte, or false with errno. */
bool file_write_all(int fd, struct str);

#endif

/* SPDX-License-Identifier: MIT */
/* A mail's file, all of a file descriptor in, all of a message out. */
#ifndef STORE_UTIL_FILE_H
#define STORE_UTIL_FILE_H

#include "store/util/buf.h"
#include "store/util/status.h"

/*
 * Appends everything up to the end, BUF_PAD zero bytes behind it. A host
 * counts a message as delivered as soon as the filter exits 0, read or not:
 * so this comes before anything else. ST_BUSY without enough memory (the
 * process goes on, unlike buf_add), ST_NOINPUT if reading fails; errno says why.
 */
enum status file_read_all(int fd, struct buf *);
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

/* SPDX-License-Identifier: MIT */
/* Reads and writes whole files, and opens the files of a Maildir. */
#ifndef STORE_UTIL_FILE_H
#define STORE_UTIL_FILE_H

#include <dirent.h>

#include "store/util/buf.h"
#include "store/util/status.h"

/*
 * Appends everything up to the end. Returns ST_NOINPUT if reading fails, ST_BUSY if
 * memory runs out (unlike buf_add(), it doesn't end the process); errno says why.
 */
enum status file_read_all(int fd, struct buf *);
/* Like file_read_all(), but stops as soon as the buffer holds more than limit bytes. */
enum status file_read_limited(int fd, struct buf *, size_t limit);
/*
 * Appends a file that people write, such as a mailmap. Returns ST_NOTFOUND if there is no
 * such file, ST_NOINPUT if it can't be read, is larger than 64 MB or could keep us
 * waiting (a pipe, a terminal), ST_BUSY if memory runs out; why names the file and the
 * reason.
 */
enum status file_read_text(struct buf *, const char *name, struct buf *why);
/*
 * Opens a regular file of a Maildir for reading, and never waits. It refuses links, which
 * lead out of the folder, and pipes and devices, which may never end. to_lock: opens it
 * for writing too if that is allowed: NFS gives an exclusive flock(2) only then. Returns
 * -1 on error, with errno and a phrase in *why.
 */
int file_open_mail(const char *path, bool to_lock, const char **why);
/* Writes every byte. Returns false on error, with errno. */
bool file_write_all(int fd, struct str);
/* Closes *fd, unless it is -1, and sets it to -1. Keeps errno. */
void file_close(int *fd);
/* The next entry of a folder; NULL at its end, where errno is 0, or on error. */
struct dirent *file_next_entry(DIR *);
/* Whether the folder dir has a file of that name, of any kind. */
bool file_exists(const char *dir, const char *name);

#endif

/* SPDX-License-Identifier: MIT */
/*
 * Writes the TDB file of a joined segment from its beginning to its end. No other process
 * uses the file yet, and no process changes it later. TDB itself would write all over the
 * file.
 */
#ifndef STORE_TDB_JOINED_WRITER_H
#define STORE_TDB_JOINED_WRITER_H

#include <sys/types.h>

#include "store/util/buf.h"
#include "store/util/status.h"

struct joined_writer;

/*
 * Makes the file, which must not exist, and locks it (list_folder_remove_stale). entries:
 * about how many will be added; each takes 4 bytes of memory. ST_NOSPACE, with errno.
 * Free *out after an error too.
 */
enum status joined_writer_open(struct joined_writer **out, const char *path,
			       uint64_t entries, mode_t mode);
/* Closes the file. */
void joined_writer_free(struct joined_writer *);
/*
 * Appends an entry, whose key must be new. stored: the value with its checksum.
 * ST_NOSPACE, with errno; EFBIG: the file would have more than STORE_SEGMENT_MAX bytes.
 */
enum status joined_writer_add(struct joined_writer *, struct str key, struct str stored);
/* As joined_writer_add, for a value without its checksum. */
enum status joined_writer_put(struct joined_writer *, struct str key, struct str value);
/* Writes the rest of the file, and syncs it. ST_NOSPACE, with errno. */
enum status joined_writer_finish(struct joined_writer *);

#endif

/* SPDX-License-Identifier: MIT */
/*
 * Writes a TDB file from its beginning to its end, for a joined segment: no other process
 * uses it yet, and nobody changes it later. TDB would write all over the file.
 */
#ifndef STORE_TDB_JOINED_WRITER_H
#define STORE_TDB_JOINED_WRITER_H

#include <sys/types.h>

#include "store/util/buf.h"
#include "store/util/status.h"

struct joined_writer;

/*
 * Makes the file, which must not exist, and locks it (list_folder_remove_stale). entries:
 * about how many there will be: takes 4 bytes of memory for each. ST_NOSPACE, with errno;
 * free *out also then.
 */
enum status joined_writer_open(struct joined_writer **out, const char *path,
			       uint64_t entries, mode_t mode);
/* Closes the file. */
void joined_writer_free(struct joined_writer *);
/*
 * Appends an entry, whose key must be new. stored: the value with its checksum.
 * ST_NOSPACE, with errno; EFBIG: the file would have more than STORE_SEGMENT_MAX.
 */
enum status joined_writer_add(struct joined_writer *, struct str key, struct str stored);
/* As joined_writer_add, for a value without its checksum. */
enum status joined_writer_put(struct joined_writer *, struct str key, struct str value);
/* Writes what is left, and syncs. ST_NOSPACE, with errno. */
enum status joined_writer_finish(struct joined_writer *);
uint64_t joined_writer_size(const struct joined_writer *);

#endif

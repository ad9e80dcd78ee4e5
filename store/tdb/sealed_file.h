/* SPDX-License-Identifier: MIT */
/*
 * Reads a TDB file that does not change any more, without locks. The file is mapped: a
 * look-up takes no system call, and only a small part of the file stays in memory.
 */
#ifndef STORE_TDB_SEALED_FILE_H
#define STORE_TDB_SEALED_FILE_H

#include "store/util/buf.h"
#include "store/util/status.h"

struct sealed_file;

/*
 * joined: joined_writer made the file. Returns NULL on error, with errno. EINVAL: the
 * file is of another machine, has an interrupted transaction, or is not sound; TDB can
 * open the first two.
 */
struct sealed_file *sealed_file_open(const char *path, bool joined);
void sealed_file_close(struct sealed_file *);
/* Sets how many bytes of the file stay in memory at most; 64 MB at first. Some 512 KB are
 * the least. */
void sealed_file_keep(struct sealed_file *, uint64_t bytes);

/* Replaces what out holds with the key's value. ST_NOTFOUND, ST_DAMAGED. */
enum status sealed_file_get(struct sealed_file *, struct str key, struct buf *out);
/* Sets *value to the key's value inside of the mapped file: valid until that is closed.
 * ST_NOTFOUND, ST_DAMAGED. */
enum status sealed_file_get_in_place(struct sealed_file *, struct str key,
				     struct str *value);

/* stored: the value with its checksum, which was verified. Returns false to stop. */
typedef bool sealed_file_fn(void *arg, uint32_t hash, struct str key, struct str stored);
/* The entries that the hash chains of a file of TDB's lead to. */
struct sealed_entries {
	uint32_t n;
	uint64_t offsets; /* the sum of where they stand */
};
/*
 * Visits the entries with from <= hash <= upto, in the order that they have in the
 * file. *chained: of this file, set by the first visit and given to later ones, which
 * then follow no chains; n is 0 at first. ST_DAMAGED: not all could be visited.
 */
enum status sealed_file_each(struct sealed_file *, struct sealed_entries *chained,
			     uint32_t from, uint32_t upto, sealed_file_fn *, void *arg);

#endif

/* SPDX-License-Identifier: MIT */
/* The head of each file, under the key "H": magic, format, epoch, sealed, the store's
 * random id. */
#ifndef STORE_TDB_FILE_HEAD_H
#define STORE_TDB_FILE_HEAD_H

#include "store/tdb/tdbfile.h"

struct file_head {
	uint32_t epoch;
	bool sealed; /* the next file has taken over, or is about to */
	uint64_t id; /* random, of the making of the list's first file */
};

enum status file_head_put(struct tdbfile *, const struct file_head *);
/* ST_NEWER; ST_DAMAGED, also if it is another epoch's or not ours. *h is set to what
 * could be read. */
enum status file_head_get(struct tdbfile *, uint32_t epoch, struct file_head *h);
/* What a status other than ST_OK means, with the file's path. */
void file_head_explain(enum status, const char *path, struct buf *why);

#endif

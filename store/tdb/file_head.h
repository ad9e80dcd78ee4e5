/* SPDX-License-Identifier: MIT */
/* The head of each file, under the key "H": magic, format, epoch, sealed, the store's random id. */
#ifndef STORE_TDB_FILE_HEAD_H
#define STORE_TDB_FILE_HEAD_H

#include "store/tdb/tdbfile.h"

struct head {
	uint32_t epoch;
	bool sealed; /* the next file has taken over, or is about to */
	uint64_t id; /* random, of the making of the list's first file */
};

enum status head_put(struct tdbfile *, const struct head *);
/* ST_NEWER; ST_DAMAGED, also if it is another epoch's or not ours. *h is set to what could be read. */
enum status head_get(struct tdbfile *, uint32_t epoch, struct head *h);
/* What a status other than ST_OK means, with the file's path. */
void head_tell(enum status, const char *path, struct buf *why);

#endif

/* SPDX-License-Identifier: MIT */
/*
 * The head of each file, under the key "H": magic, format, number of the
 * segment, whether it is sealed, the store's random id.
 */
#ifndef STORE_TDB_FILE_HEAD_H
#define STORE_TDB_FILE_HEAD_H

#include "store/tdb/tdbfile.h"

struct file_head {
	uint32_t segment;
	bool sealed; /* the next segment has taken over, or is about to */
	uint64_t id; /* random, drawn when the list's first file was made */
};

/* Inside a transaction, or in a new file. ST_NOSPACE, ST_DAMAGED. */
enum status file_head_put(struct tdbfile *, const struct file_head *);
/*
 * Reads as much of the head as there is into *h. ST_NEWER: a format that this
 * program does not know. ST_DAMAGED: also for another segment's head, or one
 * that patchdigest did not write.
 */
enum status file_head_get(struct tdbfile *, uint32_t segment, struct file_head *h);
/* Appends to why what ST_NEWER or ST_DAMAGED means, with the file's path. */
void file_head_explain(enum status, const char *path, struct buf *why);

#endif

/* SPDX-License-Identifier: MIT */
/*
 * The head of each file, under the key "H": magic, format, number of the
 * segment, whether it is sealed, the store's random id, the name in mail ids.
 */
#ifndef STORE_TDB_FILE_HEAD_H
#define STORE_TDB_FILE_HEAD_H

#include "store/tdb/tdbfile.h"

/* The format that this program writes; it reads formats 1 and 2. */
#define FILE_FORMAT 2
/* Bytes of the name in mail ids: a list's name is no longer. */
#define ID_NAME_MAX 120
/* Bytes of key and value. */
#define FILE_HEAD_MAX (34 + ID_NAME_MAX)

enum file_sealed {
	FILE_OPEN,
	FILE_SEALED, /* the next segment has taken over, or is about to */
	/* a list's first segment, made with its only mail: the list's next mail makes
	 * the next segment */
	FILE_BORN_SEALED,
};

struct file_head {
	uint32_t segment;
	enum file_sealed sealed;
	uint64_t id; /* random, drawn when the list's first file was made */
	uint32_t format;
	/*
	 * The list's name when it was made: what mail ids are hashed with, also after the
	 * list was renamed. Empty in format 1: the list was never renamed.
	 */
	char id_name[ID_NAME_MAX + 1];
};

/* Inside a transaction, or in a new file; keeps the format given. ST_NOSPACE, ST_DAMAGED.
 */
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

/* SPDX-License-Identifier: MIT */
/*
 * The head of each file, under the key "H": magic, format, number of the
 * segment, whether it is sealed, the store's random id, the name in mail ids,
 * what a joined file holds.
 */
#ifndef STORE_TDB_FILE_HEAD_H
#define STORE_TDB_FILE_HEAD_H

#include "store/tdb/list_folder.h"
#include "store/tdb/tdbfile.h"

/* The format that this program writes; it reads all from 1 on. */
#define FILE_FORMAT 3
/* The format of m and d values that this program writes. */
#define DATA_FORMAT 2
/* Bytes of the name in mail ids: a list's name is no longer. */
#define ID_NAME_MAX 120
/* Bytes of key and value. */
#define FILE_HEAD_MAX (42 + ID_NAME_MAX)

enum file_sealed {
	FILE_OPEN,
	FILE_SEALED, /* the next segment has taken over, or is about to */
	/* a list's first segment, made with its only mail: the list's next mail makes
	 * the next segment */
	FILE_BORN_SEALED,
};

struct file_head {
	uint32_t segment; /* of a joined file: the last one */
	uint32_t first;	  /* ... the first one; of any other file: segment */
	enum file_sealed sealed;
	uint64_t id; /* random, drawn when the list's first file was made */
	uint32_t format;
	uint32_t data_format; /* of m and d values */
	/*
	 * The list's name when it was made: what mail ids are hashed with, also after the
	 * list was renamed. Empty in format 1: the list was never renamed.
	 */
	char id_name[ID_NAME_MAX + 1];
};

/* Appends the value. */
void file_head_add(struct buf *, const struct file_head *);
/* Inside a transaction, or in a new file; keeps the format given. ST_NOSPACE, ST_DAMAGED.
 */
enum status file_head_put(struct tdbfile *, const struct file_head *);
/*
 * Reads the head out of what was found under its key; st: the status of that. Otherwise
 * as file_head_get.
 */
enum status file_head_parse(enum status st, struct str value, struct segment_range,
			    struct file_head *h);
/* What to look the head up by. */
struct str file_head_key(void);
/*
 * Reads as much of the head as there is into *h. ST_NEWER: a format that this
 * program does not know. ST_DAMAGED: also for the head of other segments, or one
 * that patchdigest did not write.
 */
enum status file_head_get(struct tdbfile *, struct segment_range, struct file_head *h);
/* Appends to why what ST_NEWER or ST_DAMAGED means, with the file's path. */
void file_head_explain(enum status, const char *path, struct buf *why);

#endif

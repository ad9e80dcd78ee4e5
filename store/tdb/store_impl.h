/* SPDX-License-Identifier: MIT */
/* What the parts of a store share: store.c opens and writes, store_make.c makes files,
 * store_check.c checks them. */
#ifndef STORE_TDB_STORE_IMPL_H
#define STORE_TDB_STORE_IMPL_H

#include "store/tdb/list_folder.h"
#include "store/tdb/file_head.h"
#include "store/tdb/store.h"

struct store {
	struct list_folder folder;
	enum store_mode mode;
	store_fill_fn *fill;
	uint64_t segment_size;
	bool bulk;
	bool checking;		/* store_check: all of a file is read */
	struct tdbfile **files; /* by epoch; NULL: not open */
	uint32_t n;		/* epochs there are */
	struct tdbfile *target; /* of the transaction or the fill, or NULL */
	bool sealed;		/* ... is sealed already */
	uint64_t id;		/* of the first file's making, in all of them */
};

/* Opened, if it isn't yet, and its head read. */
enum status store_open_segment(struct store *, uint32_t epoch, struct buf *why);
void store_close_segment(struct store *, uint32_t epoch);
/*
 * Makes an epoch's file under a name of its own and links it to its place: a
 * file called N.tdb is whole at any moment, and the first of two makers wins.
 */
enum status store_make_segment(struct store *, uint32_t epoch, store_fill_fn *fill,
			       void *arg, struct buf *why);
/* The folder and the first file. */
enum status store_make_first(struct store *, struct buf *why);

#endif

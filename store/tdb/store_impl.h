/* SPDX-License-Identifier: MIT */
/* Shared by store.c, which opens and writes, store_make.c, which makes segments, and
 * store_check.c, which verifies them. */
#ifndef STORE_TDB_STORE_IMPL_H
#define STORE_TDB_STORE_IMPL_H

#include "store/tdb/list_folder.h"
#include "store/tdb/file_head.h"
#include "store/tdb/older_maps.h"
#include "store/tdb/sealed_file.h"
#include "store/tdb/store.h"

/* A file of the list, which may have been joined to others since the folder was listed.
 */
struct segment_file {
	struct segment_range range;    /* as listed */
	struct segment_range opened;   /* what the open file holds */
	struct tdbfile *tdb;	       /* if TDB has it open: the newest one always */
	struct sealed_file *sealed;    /* otherwise; NULL, both: not open */
	struct sealed_entries chained; /* for store_each_stored */
	uint32_t format, data_format;  /* valid if it was opened before; else 0 */
};

struct store {
	struct list_folder folder;
	enum store_mode mode;
	store_fill_fn *fill;
	uint64_t segment_size;
	bool bulk;
	bool checking;		    /* store_check runs: it reads all of each file */
	unsigned reading;	    /* store_begin_reads without store_end_reads */
	struct segment_file *files; /* the oldest first */
	uint32_t n;
	uint32_t listings; /* how often files was listed */
	struct older_maps older;
	struct tdbfile *target;		 /* of the transaction or the fill, or NULL */
	struct file_head head;		 /* the newest segment's, as last read */
	const struct store_alone *alone; /* what store_make_alone makes, or NULL */
};

/* Opens a segment, unless it is open, and reads its head. */
enum status store_open_segment(struct store *, uint32_t segment, struct buf *why);
void store_close_segment(struct store *, uint32_t segment);
/*
 * Makes a segment's file under another name and links it to its own: a file
 * called N.tdb is whole at any moment. ST_EXISTS: the segment is there already,
 * or another maker was first.
 */
enum status store_make_segment(struct store *, uint32_t segment, store_fill_fn *fill,
			       void *arg, struct buf *why);
/* Makes the folder and the first segment; arg: of s->fill. As store_make_segment. */
enum status store_make_first(struct store *, void *arg, struct buf *why);

#endif

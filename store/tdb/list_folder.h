/* SPDX-License-Identifier: MIT */
/*
 * A list's folder in a store: DIR/LIST with 0.tdb, 1.tdb ... in it. Names,
 * rights and what makes a file appear whole; what is in the files is store.c's.
 */
#ifndef STORE_TDB_LIST_FOLDER_H
#define STORE_TDB_LIST_FOLDER_H

#include "store/util/buf.h"
#include "store/util/status.h"

struct list_folder {
	char *store; /* DIR */
	char *list;
	char *path;  /* DIR/LIST */
	bool shared; /* what is made is for the group too */
};

void list_folder_init(struct list_folder *, const char *store, const char *list,
		      bool shared);
void list_folder_release(struct list_folder *);

/*
 * A folder that others can write could be swapped under us: ST_NOINPUT. A
 * shared store is its group's; to read somebody else's is no danger. Links
 * inside a store aren't followed.
 */
enum status list_folder_check(const struct list_folder *, bool writing, struct buf *why);
/*
 * How many epochs there are: one more than the highest number, 0 if there is
 * no folder. ST_NOINPUT; ST_DAMAGED for a number that no list comes to.
 */
enum status list_folder_segments(const struct list_folder *, uint32_t *n,
				 struct buf *why);
/* The path of an epoch's file; and of one still to be made, that no other process uses.
 */
void list_folder_file(const struct list_folder *, uint32_t epoch, struct buf *path);
void list_folder_fresh(const struct list_folder *, uint32_t epoch, struct buf *path);
/*
 * Removes what makers that were killed left: files called as by list_folder_fresh,
 * an hour old, that nobody has a lock on (flock(2): a maker takes one).
 */
void list_folder_sweep(const struct list_folder *);
/* DIR and DIR/LIST. ST_NOINPUT, ST_NOSPACE. */
enum status list_folder_make(const struct list_folder *, struct buf *why);
/*
 * Gives a fresh file its place, on disk; whoever is first wins, and the
 * fresh name is gone. ST_NOINPUT, ST_NOSPACE.
 */
enum status list_folder_adopt(const struct list_folder *, const char *fresh,
			      uint32_t epoch, struct buf *why);
/*
 * Gives a list's folder that was made elsewhere on the same file system its
 * place, on disk. ST_CANTCREAT if a list has it; ST_NOINPUT, ST_NOSPACE.
 */
enum status list_folder_move(const struct list_folder *made, const struct list_folder *to,
			     struct buf *why);
/* Removes a list's files and folder, and the store's folder if that was all. */
void list_folder_remove(const struct list_folder *);
/* What errno says of a path that could not be written. */
enum status list_folder_failed(const char *path, struct buf *why);
/* Says how a store, or this list in it, comes to be; ST_NOINPUT. */
enum status list_folder_missing(const struct list_folder *, struct buf *why);
/* Bytes of the first n files. */
uint64_t list_folder_size(const struct list_folder *, uint32_t n);

/* The lists in a store, sorted, one a line; ST_NOINPUT if it can't be read. */
enum status list_folder_lists(const char *store, struct buf *names, struct buf *why);

#endif

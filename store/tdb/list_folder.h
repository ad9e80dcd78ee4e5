/* SPDX-License-Identifier: MIT */
/*
 * A list's folder in a store: DIR/LIST with its segments 0.tdb, 1.tdb ...
 * Names, rights, and how a file appears whole or not at all; store.c knows
 * what the files hold.
 */
#ifndef STORE_TDB_LIST_FOLDER_H
#define STORE_TDB_LIST_FOLDER_H

#include "store/util/buf.h"
#include "store/util/status.h"

/* The numbers of the segments that a file holds: one, or several that were joined. */
struct segment_range {
	uint32_t first, last;
};

struct list_folder {
	char *store; /* DIR */
	char *list;
	char *path;  /* DIR/LIST */
	bool shared; /* folders and files are made for the group too */
};

/* Copies its arguments; opens and makes nothing. */
void list_folder_init(struct list_folder *, const char *store, const char *list,
		      bool shared);
void list_folder_release(struct list_folder *);

/*
 * Returns ST_NOINPUT, and why, for a folder that others could swap under us:
 * everybody can write it, or, if we are writing, it is another user's and not
 * shared with a group. Reading another user's folder is safe. The list's
 * folder must not be a symbolic link; the store's may be. If there is a store, sets
 * shared to what its folder is: whoever comes later keeps to that.
 */
enum status list_folder_check(struct list_folder *, bool writing, struct buf *why);
/*
 * *n: one more than the highest number of a segment; 0 if there is no folder.
 * ST_NOINPUT: the folder can't be read. ST_DAMAGED: a file has a number that no
 * list reaches.
 */
enum status list_folder_segments(const struct list_folder *, uint32_t *n,
				 struct buf *why);
/*
 * The files that count, by number: *ranges, which the caller frees, covers each number up
 * to the highest once. A file is left out if a wider one has all of its numbers. A number
 * without a file is there too, as a range of its own. Otherwise as list_folder_segments.
 * superseded, unless it is NULL, gets the files that were left out.
 */
enum status list_folder_ranges(const struct list_folder *, struct segment_range **ranges,
			       uint32_t *n, struct buf *superseded, struct buf *why);
/* The path of a segment's file. */
void list_folder_file(const struct list_folder *, uint32_t segment, struct buf *path);
/* ... and of the file that holds these segments. */
void list_folder_range_file(const struct list_folder *, struct segment_range,
			    struct buf *path);
/* The path of a file in the making, which no other process uses. */
void list_folder_temp_file(const struct list_folder *, struct segment_range,
			   struct buf *path);
/*
 * Removes files in the making whose maker was killed: they are an hour old
 * and no process holds a lock on them (flock(2): a maker takes one).
 */
void list_folder_remove_stale(const struct list_folder *);
/*
 * Locks the folder for a process that writes sealed segments anew: what joins segments
 * would copy a record while it is erased. *fd holds the lock; close it also after an
 * error. ST_NOTFOUND: there is no such folder. ST_BUSY: another process has the lock.
 * ST_NOINPUT, ST_NOSPACE.
 */
enum status list_folder_lock(const struct list_folder *, int *fd, struct buf *why);
/*
 * Appends the names, a line each, of joined files in the making. For a process that has
 * the lock: their makers were killed. Removes a name that such a maker gave to a file
 * that has its own by now. ST_NOINPUT: the folder can't be read; why.
 */
enum status list_folder_unfinished(const struct list_folder *, struct buf *names,
				   struct buf *why);
/* Makes DIR and DIR/LIST, where missing. ST_NOINPUT, ST_NOSPACE. */
enum status list_folder_make(const struct list_folder *, struct buf *why);
/*
 * Links a file in the making to its segments' name and syncs the folder; the
 * first of two makers wins, and the other one gets ST_EXISTS. Removes the old
 * name. ST_NOINPUT, ST_NOSPACE.
 */
enum status list_folder_link_file(const struct list_folder *, const char *temp,
				  struct segment_range, struct buf *why);
/*
 * Renames a list's folder that was made elsewhere on the same file system, and
 * syncs. ST_CANTCREAT if that list exists already; ST_NOINPUT, ST_NOSPACE.
 */
enum status list_folder_move(const struct list_folder *made, const struct list_folder *to,
			     struct buf *why);
/*
 * Takes a list out of the store: its folder gets a name that is no list's, and *away is
 * set to the folder under that name. ST_NOINPUT, ST_NOSPACE.
 */
enum status list_folder_take_away(const struct list_folder *, struct list_folder *away,
				  struct buf *why);
/* Removes the folders of list_folder_take_away whose makers were killed. */
void list_folder_remove_taken(const char *store);
/* Removes a list's files and folder, and the store's folder if it is empty then. */
void list_folder_remove(const struct list_folder *);
/* Says why a path could not be written, by errno. ST_NOINPUT, ST_NOSPACE. */
enum status list_folder_failed(const char *path, struct buf *why);
/* Says how a store, or this list in it, is made; returns ST_NOINPUT. */
enum status list_folder_missing(const struct list_folder *, struct buf *why);
/* Bytes of these files; one that is gone by now has none. ST_NOINPUT: why names the file
 * whose size is not known. */
enum status list_folder_size(const struct list_folder *, const struct segment_range *,
			     uint32_t n, uint64_t *bytes, struct buf *why);

/* Whether a store has the list, also one that may not be read, or is damaged. */
bool list_folder_has(const char *store, const char *list);
/* Appends the names of a store's lists, sorted, each with LF, also those that may not be
 * read. ST_NOINPUT: the store can't be read. */
enum status list_folder_lists(const char *store, struct buf *names, struct buf *why);

#endif

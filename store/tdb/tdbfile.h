/* SPDX-License-Identifier: MIT */
/*
 * One TDB file: opens, reads, writes and verifies it. Only tdbfile.c knows TDB.
 * Keys and values are bytes; each value carries a CRC-32 over key and value
 * (store/tdb/checksum.h), which each read checks. A lock is held between two
 * calls only inside a transaction, and for tdbfile_lock_reads().
 */
#ifndef STORE_TDB_TDBFILE_H
#define STORE_TDB_TDBFILE_H

#include <sys/types.h>

#include "store/util/buf.h"
#include "store/util/status.h"

struct tdbfile;

enum tdbfile_how {
	TDBFILE_READ_ONLY = 1,
	TDBFILE_UNLOCKED = 2, /* it does not change, or no other process sees it */
	TDBFILE_MAPPED = 4,
	TDBFILE_NEW = 8,    /* made; the path must not exist */
	TDBFILE_SMALL = 16, /* ... for some ten entries, and no transaction */
	/* for transactions: room that a killed process's one took is given back */
	TDBFILE_TO_WRITE = 32,
};

/*
 * mode: of a new file. Returns NULL on error, with errno: EINVAL, 0 or another
 * number that open(2) does not give means that it is no sound TDB file.
 */
struct tdbfile *tdbfile_open(const char *path, unsigned how, mode_t mode);
void tdbfile_close(struct tdbfile *);

size_t tdbfile_size(const struct tdbfile *);
/* Whether the path still leads to this file. */
bool tdbfile_is_at(const struct tdbfile *, const char *path);
bool tdbfile_is_mapped(const struct tdbfile *);

/* Replaces what out holds with the key's value. ST_NOTFOUND, ST_DAMAGED. */
enum status tdbfile_get(struct tdbfile *, struct str key, struct buf *out);
/*
 * To be called before each of many reads in a row: takes one lock for them, which other
 * readers don't wait for, but a writer's commit. After some milliseconds a call, for any
 * file, gives all these locks back for a moment. So reads follow one another closely from
 * the first call to tdbfile_unlock_reads.
 */
void tdbfile_lock_reads(struct tdbfile *);
void tdbfile_unlock_reads(struct tdbfile *);
/* Inside a transaction, or in a new file. ST_EXISTS, ST_DAMAGED, ST_NOSPACE. */
enum status tdbfile_insert(struct tdbfile *, struct str key, struct str value);
enum status tdbfile_replace(struct tdbfile *, struct str key, struct str value);

/* Waits for other writers. ST_BUSY, ST_NOSPACE. */
enum status tdbfile_begin(struct tdbfile *);
/* Syncs the file, as TDB does. ST_OK: everything is on the disk. ST_NOSPACE: nothing is.
 */
enum status tdbfile_commit(struct tdbfile *);
void tdbfile_cancel(struct tdbfile *);
/*
 * Appends why begin, insert, replace or commit failed. otherwise: the text for
 * an unknown reason; NULL: TDB's own words.
 */
void tdbfile_explain(const struct tdbfile *, const char *otherwise, struct buf *why);
/* Takes memory for a transaction on this file (store/tdb/heap.h). */
void tdbfile_reserve(const struct tdbfile *, bool many);

/* Locks a file in the making, for list_folder_remove_stale of other processes. */
void tdbfile_claim(struct tdbfile *);
/*
 * Makes a new file as much longer as entries with so many bytes in keys and
 * values need: for these TDB makes it no longer. ST_NOSPACE.
 */
enum status tdbfile_make_room(struct tdbfile *, size_t entries, size_t bytes);
/* Gives a new file room to undo a transaction. ST_NOSPACE. */
enum status tdbfile_make_undo_room(struct tdbfile *);
/* Syncs a new file. ST_NOSPACE. */
enum status tdbfile_sync(struct tdbfile *);

/* An entry; fault: what is wrong with it, or NULL. Returns false to stop. */
typedef bool tdbfile_walk_fn(void *arg, struct str key, struct str value,
			     const char *fault);
/*
 * Visits each entry, in no order. look_up: an entry that can't be looked up by
 * its key has a fault. Returns false if TDB's hash chains are broken.
 */
bool tdbfile_walk(struct tdbfile *, bool look_up, tdbfile_walk_fn *, void *arg);
/* Whether the structure is sound, after tdbfile_walk has reached all entries. */
bool tdbfile_sound(struct tdbfile *);

/* TDB's hash of a key, in the files that patchdigest makes. */
uint32_t tdbfile_hash(struct str key);
/* Makes a file without entries and without room for any; the path must not exist. Returns
 * false on error, with errno. */
bool tdbfile_make_empty(const char *path, uint32_t chains, mode_t mode);

/*
 * fn is called before a file is written, or a killed process's transaction is
 * rolled back, in this process: from then on it takes as long as the disk does,
 * and to kill this process would leave the work to the next one. fn NULL: none.
 */
typedef void tdbfile_write_fn(void *arg);
void tdbfile_on_write(tdbfile_write_fn *fn, void *arg);
/* Calls that function: for writers of whole new files. */
void tdbfile_begin_write(void);

/*
 * Counts up when a call, for any file, may begin to wait for another process's
 * lock, and when it stops waiting: while the count is odd and does not change,
 * this process waits. For a signal handler: no call here has a time limit.
 */
int tdbfile_waits(void);
/* The path of the file whose lock is waited for, while the count is odd. */
const char *tdbfile_waits_for(void);

#endif

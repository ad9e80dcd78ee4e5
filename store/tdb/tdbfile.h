/* SPDX-License-Identifier: MIT */
/*
 * One TDB file: opened, read, written and walked. Only tdbfile.c knows TDB.
 * Keys and values are bytes; each value carries a CRC-32 over key and value
 * (store/tdb/checksum.h), which is checked at each read. No lock is held between two
 * calls but inside a transaction.
 */
#ifndef STORE_TDB_TDBFILE_H
#define STORE_TDB_TDBFILE_H

#include <sys/types.h>

#include "store/util/buf.h"
#include "store/util/status.h"

struct tdbfile;

enum tdbfile_how {
	TDBFILE_READ_ONLY = 1,
	TDBFILE_UNLOCKED = 2, /* nobody changes it, or nobody else sees it */
	TDBFILE_MAPPED = 4,
	TDBFILE_NEW = 8, /* made; it must not be there */
};

/* NULL with errno; 0 or another one than of open(2): it is no sound file. mode: of a new
 * one. */
struct tdbfile *tdbfile_open(const char *path, unsigned how, mode_t mode);
/* Says so. ST_NOINPUT, ST_BUSY, ST_NOSPACE, ST_DAMAGED. */
enum status tdbfile_open_failed(int error, const char *path, struct buf *why);
void tdbfile_close(struct tdbfile *);

size_t tdbfile_size(const struct tdbfile *);
bool tdbfile_is_mapped(const struct tdbfile *);

/* The value becomes all of out. ST_NOTFOUND, ST_DAMAGED. */
enum status tdbfile_get(struct tdbfile *, struct str key, struct buf *out);
/* Inside a transaction, or in a new file. ST_EXISTS, ST_DAMAGED, ST_NOSPACE. */
enum status tdbfile_insert(struct tdbfile *, struct str key, struct str value);
enum status tdbfile_replace(struct tdbfile *, struct str key, struct str value);

/* Waits for other writers. ST_BUSY, ST_NOSPACE. */
enum status tdbfile_begin(struct tdbfile *);
/* On the disk, or ST_NOSPACE and nothing is. */
enum status tdbfile_commit(struct tdbfile *);
void tdbfile_cancel(struct tdbfile *);
/* Why begin, a put or commit failed; otherwise: what to say where nothing is known, NULL:
 * what TDB says. */
void tdbfile_tell(const struct tdbfile *, const char *otherwise, struct buf *why);
/* Memory for transactions, taken from the kernel at once. many: they will be large, and
 * many. */
void tdbfile_reserve(const struct tdbfile *, bool many);

/* For list_folder_sweep: a new file is being made. */
void tdbfile_claim(struct tdbfile *);
/* The new file, with room for undoing a transaction, on the disk. ST_NOSPACE. */
enum status tdbfile_finish(struct tdbfile *);

/* Each entry, in no order; fault: NULL, or what is wrong with it. false stops. */
typedef bool tdbfile_walk_fn(void *arg, struct str key, struct str value,
			     const char *fault);
/* look_up: an entry that no look-up finds has a fault. False if the chains are broken. */
bool tdbfile_walk(struct tdbfile *, bool look_up, tdbfile_walk_fn *, void *arg);
/* Of the structure, where all entries could be reached. */
bool tdbfile_sound(struct tdbfile *);

/*
 * Counts on where a call, for whichever file, may begin to wait for another
 * process's lock, and where it goes on: while it is odd, and the same, this
 * process waits. For a signal handler: no call here has a limit of its own.
 */
int tdbfile_waits(void);

#endif

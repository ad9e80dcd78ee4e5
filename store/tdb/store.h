/* SPDX-License-Identifier: MIT */
/*
 * The files of one list: DIR/LIST/0.tdb, 1.tdb ... (store/tdb/tdbfile.h). The
 * newest is the one written to; when it has grown to the epoch size it is
 * sealed inside a transaction of its own and the next one takes over. Older
 * files are only read. A reader holds no lock between two calls.
 */
#ifndef STORE_TDB_STORE_H
#define STORE_TDB_STORE_H

#include "store/util/buf.h"
#include "store/util/status.h"
#include "store/util/str.h"

struct store;

/* What a new file begins with, by store_insert. */
typedef enum status store_fill_fn(struct store *, void *arg);

enum store_mode {
	STORE_READ,  /* read; falls back to reading without locks where writing is not
			allowed */
	STORE_WRITE, /* write; created where it does not exist */
};

struct store_options {
	const char *dir;  /* the store's folder */
	const char *list; /* a list name as list_name_make() makes it */
	enum store_mode mode;
	bool shared;	     /* a new store is for the group too (--shared) */
	store_fill_fn *fill; /* for a list's first file; NULL: nothing */
	uint64_t epoch_size; /* bytes, within the limits above; 0: the default */
	bool bulk; /* many transactions, one after the other: the file is mapped, as long
		      as it is small */
};

#define STORE_EPOCH_MAX (2ull << 30) /* TDB ends at twice that */
#define STORE_EPOCH_MIN                                                                \
	(8ull << 20) /* a file begins with some MB of hash table, chain heads and room \
		      */

/*
 * ST_NOINPUT: no such store or list, or not allowed; ST_DAMAGED, ST_NEWER,
 * ST_BUSY, ST_NOSPACE. why: what was found, what was expected, what to do.
 * *out is NULL after an error.
 */
enum status store_open(struct store **out, const struct store_options *, struct buf *why);
/*
 * One file alone, as the only one of a store, for reading: without locks, and
 * nothing is changed, not even what a broken-off transaction left. epoch: the
 * number that its head must say. As above.
 */
enum status store_open_file(struct store **out, const char *path, uint32_t epoch,
			    struct buf *why);
void store_close(struct store *);

/* How many files; the newest is the last. */
uint32_t store_segments(const struct store *);
/* Random, of the store's making: tells a store from another one made in its place. */
uint64_t store_id(const struct store *);
/* Size of all files in bytes. */
uint64_t store_size(const struct store *);

/*
 * The value of a key in one file: appended to out (which is reset first).
 * ST_NOTFOUND, ST_DAMAGED.
 */
enum status store_get(struct store *, uint32_t epoch, struct str key, struct buf *out);

/* Whether one of the files can be opened: where it can't, no key of it need be asked for.
 */
bool store_can_read(struct store *, uint32_t epoch);

/*
 * A transaction on the newest file; waits for other writers. Where the newest
 * file turns out to be sealed, the next one is taken if it exists; else the
 * transaction holds the sealed file and store_extend must make the next.
 */
enum status store_begin(struct store *, struct buf *why);
enum status store_commit(struct store *, struct buf *why);
void store_cancel(struct store *);
bool store_sealed(const struct store *);
/* The file has reached the epoch size, as nearly as it can without going far beyond. */
bool store_full(const struct store *);
/* Inside a transaction: no more mails into this file; commits. */
enum status store_seal(struct store *, struct buf *why);
/*
 * Inside a transaction on a sealed file: makes the next file, whole or not at
 * all, with what fill inserts, and goes on with a transaction on that.
 */
enum status store_extend(struct store *, store_fill_fn *fill, void *arg, struct buf *why);
/* Inside a transaction, or in a fill. insert: ST_EXISTS if the key is there. replace: new
 * or of the same size. */
enum status store_insert(struct store *, struct str key, struct str value);
enum status store_replace(struct store *, struct str key, struct str value);

/* Each key and value of one file that is sound, in no order; false stops. */
typedef bool store_each_fn(void *arg, struct str key, struct str value);
enum status store_each(struct store *, uint32_t epoch, store_each_fn *fn, void *arg);

/*
 * Verifies every file: structure and each CRC. fn is told of each fault (a
 * phrase) and of each sound entry (fault NULL). Returns ST_DAMAGED if any.
 */
typedef void store_check_fn(void *arg, uint32_t epoch, struct str key, struct str value,
			    const char *fault);
enum status store_check(struct store *, store_check_fn *fn, void *arg);

#endif

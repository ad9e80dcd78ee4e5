/* SPDX-License-Identifier: MIT */
/*
 * The files of one list, its segments: DIR/LIST/0.tdb, 1.tdb ...
 * (store/tdb/tdbfile.h). Mails go into the newest one. After it has grown to
 * the segment size it is sealed, in a transaction of its own, and the next one
 * takes over. Older segments are only read; several may be joined to one. A reader holds
 * no lock between two calls, but for store_begin_reads().
 *
 * Here a segment is named by its place among the list's files, from 0: joined ones count
 * as one.
 */
#ifndef STORE_TDB_STORE_H
#define STORE_TDB_STORE_H

#include "store/tdb/list_folder.h"
#include "store/util/buf.h"
#include "store/util/status.h"
#include "store/util/str.h"

struct store;
struct file_head;

/* Inserts the first entries of a new segment, by store_insert. */
typedef enum status store_fill_fn(struct store *, void *arg);

enum store_mode {
	/* if the file can't be opened for writing it is read without locks */
	STORE_READ,
	/* makes the list's folder and first segment if they are missing */
	STORE_WRITE,
	/* ... or makes nothing, and returns ST_NOTFOUND */
	STORE_WRITE_EXISTING,
};

struct store_options {
	const char *dir;  /* the store's folder */
	const char *list; /* a name that passes list_name_valid() */
	enum store_mode mode;
	bool shared;	       /* a new store is for the group too (--shared) */
	const char *id_name;   /* of a new list, in mail ids; NULL: the list's name */
	store_fill_fn *fill;   /* for a list's first segment; NULL: no entries */
	uint64_t segment_size; /* bytes, clamped to the limits below; 0: the default */
	bool bulk; /* many transactions in a row: a small file is mapped for them */
};

/* Half of the size at which TDB ends. */
#define STORE_SEGMENT_MAX (2ull << 30)
/* A segment begins with some MB of hash table, chain heads and free room. */
#define STORE_SEGMENT_MIN (8ull << 20)

/*
 * ST_NOINPUT: no such store or list, or not allowed; ST_DAMAGED, ST_NEWER,
 * ST_BUSY, ST_NOSPACE. why: what was found, what was expected, what to do.
 * *out is NULL after an error.
 */
enum status store_open(struct store **out, const struct store_options *, struct buf *why);
/* The entries of a list's only segment: how many, and the bytes of their keys and values.
 */
struct store_alone {
	size_t entries, bytes;
};

/*
 * Makes the list's first segment with the entries that o->fill inserts, and no
 * room for more: it is sealed from the beginning, so that store_extend makes the
 * next one. ST_EXISTS: the list has a segment, or another process was first.
 * Otherwise as store_open.
 */
enum status store_make_alone(const struct store_options *o, const struct store_alone *,
			     void *fill_arg, struct buf *why);
/*
 * Opens one file as if it were the only one of a store, for reading: without
 * locks, and without rolling back what an interrupted transaction left.
 * The range: the numbers that its head must give. Errors as store_open.
 */
enum status store_open_file(struct store **out, const char *path, struct segment_range,
			    struct buf *why);
void store_close(struct store *);

/* How many segments there are; the last one is the newest. */
uint32_t store_segments(const struct store *);
/* The numbers of a segment in the names of files. */
struct segment_range store_range(const struct store *, uint32_t segment);
/*
 * Lists the folder again: segments may have been joined. Those that stay remain open.
 * ST_NOINPUT: the list was removed; the segments stay as they were listed. Not inside a
 * transaction, unless the newest segment is still the newest.
 */
enum status store_list(struct store *, struct buf *why);
/* Differs after the segments were listed again. */
uint32_t store_listings(const struct store *);
/*
 * Whether a segment is read from a file that holds others too: it was joined to them
 * after this store was listed. Opens the segment.
 */
bool store_is_within_joined(struct store *, uint32_t segment);
/* The numbers of the segments in the file that a segment is read from. Opens it. */
struct segment_range store_opened(struct store *, uint32_t segment);
/* Whether both are read from one file: they were joined. Opens them. */
bool store_is_same_file(struct store *, uint32_t one, uint32_t other);
/* Random, drawn when the store was made: differs if another store took its place. */
uint64_t store_id(const struct store *);
/* The list's name in mail ids (store/tdb/file_head.h). */
const char *store_id_name(const struct store *);
/* The format of a segment's m and d values; 0 if it can't be opened. */
uint32_t store_format(struct store *, uint32_t segment);
/* The format of the segment itself; 0 if it can't be opened. */
uint32_t store_file_format(struct store *, uint32_t segment);
/* Whether a segment's file was made of several ones. Opens the segment. */
bool store_is_joined(struct store *, uint32_t segment);
/* The newest segment's head, as last read. */
const struct file_head *store_head(const struct store *);
/* The list's folder. */
const struct list_folder *store_list_folder(const struct store *);
/* The path of a segment's file. */
void store_segment_path(const struct store *, uint32_t segment, struct buf *path);
/* Size of all segments in bytes. ST_NOINPUT: one is not known. */
enum status store_size(const struct store *, uint64_t *bytes, struct buf *why);

/* Replaces what out holds with a key's value in one segment. ST_NOTFOUND, ST_DAMAGED. */
enum status store_get(struct store *, uint32_t segment, struct str key, struct buf *out);
/* As sealed_file_get_in_place. The value is valid as long as store_listings() stays.
 * ST_NOTFOUND too if the segment is not open, or is read otherwise. */
enum status store_get_in_place(struct store *, uint32_t segment, struct str key,
			       struct str *value);

/*
 * Between these two, which may be nested, the reads share a lock: a lock for each was a
 * third of a report's time. It is given back now and then by a read, so that a writer's
 * commit waits some milliseconds at most. So one read follows the other, and nothing that
 * takes long stands between them: no output, no sorting.
 */
void store_begin_reads(struct store *);
void store_end_reads(struct store *);

/* Whether a segment can be opened; if it can't, no key in it can be read. */
bool store_can_read(struct store *, uint32_t segment);

/*
 * Begins a transaction on the newest segment; waits for other writers. If that
 * segment has been sealed, takes the next one. If there is no next one, the
 * transaction holds the sealed segment, and store_extend must make the next. If the
 * list was renamed or removed since it was opened, opens the list that has its name
 * now, or makes it, as store_open would: store_id differs then.
 */
enum status store_begin(struct store *, struct buf *why);
enum status store_commit(struct store *, struct buf *why);
void store_cancel(struct store *);
bool store_sealed(const struct store *);
/* Whether the segment would pass the segment size the next time that it grows. filters:
 * their bytes in it, for which it may be larger; twice in a bulk run. */
bool store_full(const struct store *, uint64_t filters);
/* Inside a transaction: marks the segment as sealed, and commits. */
enum status store_seal(struct store *, struct buf *why);
/*
 * Inside a transaction on a sealed segment: makes the next one, with the
 * entries that fill inserts, whole or not at all; then begins a transaction on
 * it.
 */
enum status store_extend(struct store *, store_fill_fn *fill, void *arg, struct buf *why);
/* Inside a transaction, or in a fill. ST_EXISTS if the key is there. */
enum status store_insert(struct store *, struct str key, struct str value);
/* Inside a transaction, or in a fill. The old value, if any, must have the same size. */
enum status store_replace(struct store *, struct str key, struct str value);

/* Visits each sound entry of one segment, in no order; fn reads nothing of the store, and
 * returns false to stop. */
typedef bool store_each_fn(void *arg, struct str key, struct str value);
enum status store_each(struct store *, uint32_t segment, store_each_fn *fn, void *arg);

/* stored: the value with its checksum. Returns false to stop. */
typedef bool store_stored_fn(void *arg, uint32_t hash, struct str key, struct str stored);
/*
 * Visits those entries of a segment with a successor for which from <= hash of the key <=
 * upto; in the order that they have in the file, if the file is of this machine. Keeps
 * the segment closed. The caller has the list folder's lock: no file changes from one
 * visit to the next. ST_DAMAGED: not all could be visited.
 */
enum status store_each_stored(struct store *, uint32_t segment, uint32_t from,
			      uint32_t upto, store_stored_fn *fn, void *arg);

/*
 * Verifies every segment: its structure and each CRC. fn is called for each
 * fault (a phrase) and for each sound entry (fault NULL). Returns ST_DAMAGED
 * if there is a fault.
 */
typedef void store_check_fn(void *arg, uint32_t segment, struct str key, struct str value,
			    const char *fault);
enum status store_check(struct store *, store_check_fn *fn, void *arg);

#endif

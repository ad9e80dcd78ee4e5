/* SPDX-License-Identifier: MIT */
#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>

#include "store/tdb/sealed_file.h"
#include "store/tdb/checksum.h"
#include "store/tdb/tdb_layout.h"
#include "store/tdb/tdbfile.h"
#include "store/util/file.h"

/*
 * The kernel maps 16 pages around the one that is read. When more than 32 MB are in
 * memory all are given back; they stay in the page cache.
 */
#define WINDOW (64u << 10)
#define WINDOWS_MAX 512

struct sealed_file {
	const char *map;
	uint64_t size;
	bool joined;
	uint32_t chains;
	uint32_t in_memory;	/* windows */
	unsigned char *windows; /* a bit for each */
};

static void give_back(struct sealed_file *f)
{
	union {
		const char *in;
		void *out;
	} u = { f->map };

	madvise(u.out, f->size, MADV_DONTNEED);
	memset(f->windows, 0, f->size / WINDOW / 8 + 1);
	f->in_memory = 0;
}

/* The bytes at an offset; NULL if the file ends before. */
static const char *bytes_at(struct sealed_file *f, uint64_t at, uint64_t len)
{
	if (at > f->size || f->size - at < len)
		return NULL;
	for (uint64_t w = at / WINDOW; w <= (at + len) / WINDOW; w++) {
		unsigned char bit = (unsigned char)(1u << (w % 8));

		f->in_memory += !(f->windows[w / 8] & bit);
		f->windows[w / 8] |= bit;
	}
	if (f->in_memory > WINDOWS_MAX)
		give_back(f);
	return f->map + at;
}

static bool number_at(struct sealed_file *f, uint64_t at, uint32_t *number)
{
	const char *bytes = bytes_at(f, at, sizeof(*number));

	if (bytes)
		memcpy(number, bytes, sizeof(*number));
	return bytes;
}

static bool is_readable(struct sealed_file *f)
{
	const char *bytes = bytes_at(f, 0, TDB_LAYOUT_HEAD);
	struct tdb_layout_head h;
	struct tdb_layout_entry undo = { .magic = 0 };

	if (!bytes)
		return false;
	memcpy(&h, bytes, sizeof(h));
	f->chains = h.chains;
	if (strcmp(h.food, TDB_LAYOUT_FOOD) != 0 || h.version != TDB_LAYOUT_VERSION ||
	    h.hash_magic != TDB_LAYOUT_JENKINS || !h.chains ||
	    tdb_layout_start(h.chains) > f->size)
		return false;
	bytes = h.recovery ? bytes_at(f, h.recovery, sizeof(undo)) : NULL;
	if (bytes)
		memcpy(&undo, bytes, sizeof(undo));
	return (bytes || !h.recovery) && undo.magic != TDB_LAYOUT_UNDO;
}

/* Maps the file; NULL with errno. */
static const char *map_file(const char *path, uint64_t *size)
{
	int fd = open(path, O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC);
	void *map = MAP_FAILED;
	struct stat st;

	if (fd < 0 || fstat(fd, &st) != 0) {
		file_close(&fd);
		return NULL;
	}
	*size = (uint64_t)st.st_size;
	errno = EINVAL;
	if (S_ISREG(st.st_mode) && *size > TDB_LAYOUT_HEAD && *size <= UINT32_MAX)
		map = mmap(NULL, *size, PROT_READ, MAP_SHARED, fd, 0);
	file_close(&fd);
	return map == MAP_FAILED ? NULL : map;
}

struct sealed_file *sealed_file_open(const char *path, bool joined)
{
	uint64_t size;
	const char *map = map_file(path, &size);
	struct sealed_file *f;

	if (!map)
		return NULL;
	f = xcalloc(1, sizeof(*f));
	*f = (struct sealed_file){ .map = map, .size = size, .joined = joined };
	f->windows = xcalloc(size / WINDOW / 8 + 1, 1);
	if (is_readable(f))
		return f;
	sealed_file_close(f);
	errno = EINVAL;
	return NULL;
}

void sealed_file_close(struct sealed_file *f)
{
	union {
		const char *in;
		void *out;
	} u;

	if (!f)
		return;
	u.in = f->map;
	munmap(u.out, f->size);
	free(f->windows);
	free(f);
}

/* An entry in the file. */
struct found_entry {
	struct tdb_layout_entry head;
	struct str key, stored;
};

static bool entry_at(struct sealed_file *f, uint64_t at, struct found_entry *e)
{
	const char *bytes = bytes_at(f, at, sizeof(e->head));
	uint64_t len;

	if (!bytes || at % TDB_LAYOUT_ALIGNMENT || at < tdb_layout_start(f->chains))
		return false;
	memcpy(&e->head, bytes, sizeof(e->head));
	len = (uint64_t)e->head.key_len + e->head.value_len;
	if (e->head.magic != TDB_LAYOUT_USED || len > e->head.room)
		return false;
	bytes = bytes_at(f, at + sizeof(e->head), len);
	if (!bytes)
		return false;
	e->key = (struct str){ bytes, e->head.key_len };
	e->stored = (struct str){ bytes + e->head.key_len, e->head.value_len };
	return true;
}

/* Goes through a chain of entries. A damaged one loops if it returns to where it was at
 * the last power of two steps. */
struct chain_walk {
	uint32_t at, was;
	uint64_t steps;
};

/* Returns false at the end, or, with *broken, where the chain is damaged. */
static bool next_in_chain(struct sealed_file *f, struct chain_walk *w,
			  struct found_entry *e, bool *broken)
{
	if (w->steps)
		w->at = e->head.next;
	if (!w->at)
		return false;
	*broken = w->at == w->was || !entry_at(f, w->at, e);
	if (!(w->steps & (w->steps + 1)))
		w->was = w->at;
	w->steps++;
	return !*broken;
}

enum status sealed_file_get(struct sealed_file *f, struct str key, struct buf *out)
{
	const uint32_t hash = tdbfile_hash(key);
	struct chain_walk w = { 0, 0, 0 };
	struct found_entry e = { .head = { .next = 0 } };
	struct str value;
	bool broken = false;

	buf_reset(out);
	if (!number_at(f, tdb_layout_chain(hash, f->chains), &w.at))
		return ST_DAMAGED;
	while (next_in_chain(f, &w, &e, &broken)) {
		if (e.head.hash != hash || !str_eq(e.key, key))
			continue;
		if (!checksum_ok(key, e.stored, &value))
			return ST_DAMAGED;
		buf_adds(out, value);
		return ST_OK;
	}
	return broken ? ST_DAMAGED : ST_NOTFOUND;
}

static int compare_offsets(const void *a, const void *b)
{
	const uint32_t *x = a, *y = b;

	return (*x > *y) - (*x < *y);
}

/* Appends the offsets of the entries that are wanted; returns false if a chain is broken.
 */
static bool add_offsets(struct sealed_file *f, uint32_t from, uint32_t upto,
			struct buf *offsets)
{
	bool broken = false;

	for (uint32_t c = 0; c < f->chains && !broken; c++) {
		struct chain_walk w = { 0, 0, 0 };
		struct found_entry e = { .head = { .next = 0 } };

		if (!number_at(f, tdb_layout_chain(c, f->chains), &w.at))
			return false;
		while (next_in_chain(f, &w, &e, &broken))
			if (e.head.hash >= from && e.head.hash <= upto)
				buf_add(offsets, &w.at, sizeof(w.at));
	}
	if (offsets->len)
		qsort(offsets->data, offsets->len / sizeof(uint32_t), sizeof(uint32_t),
		      compare_offsets);
	return !broken;
}

static enum status pass_entry(const struct found_entry *e, sealed_file_fn *fn, void *arg,
			      bool *more)
{
	struct str value;

	if (!checksum_ok(e->key, e->stored, &value))
		return ST_DAMAGED;
	*more = fn(arg, e->head.hash, e->key, e->stored);
	return ST_OK;
}

/* The entries of a joined file stand one after the other, without free room. */
static enum status each_in_order(struct sealed_file *f, uint32_t from, uint32_t upto,
				 sealed_file_fn *fn, void *arg)
{
	uint64_t at = tdb_layout_start(f->chains);
	struct found_entry e;
	enum status st = ST_OK;
	bool more = true;

	for (; at < f->size && st == ST_OK && more; at += sizeof(e.head) + e.head.room) {
		if (!entry_at(f, at, &e))
			return ST_DAMAGED;
		if (e.head.hash >= from && e.head.hash <= upto)
			st = pass_entry(&e, fn, arg, &more);
	}
	return st;
}

enum status sealed_file_each(struct sealed_file *f, uint32_t from, uint32_t upto,
			     sealed_file_fn *fn, void *arg)
{
	struct buf offsets = BUF_INIT;
	enum status st = ST_OK;
	struct found_entry e;
	const uint32_t *at;
	bool more = true;

	if (f->joined)
		return each_in_order(f, from, upto, fn, arg);
	if (!add_offsets(f, from, upto, &offsets))
		st = ST_DAMAGED;
	at = (const void *)offsets.data;
	for (size_t i = 0; i < offsets.len / sizeof(*at) && st == ST_OK && more; i++)
		st = entry_at(f, at[i], &e) ? pass_entry(&e, fn, arg, &more) : ST_DAMAGED;
	buf_release(&offsets);
	return st;
}

/* SPDX-License-Identifier: MIT */
#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#include "store/tdb/sealed_file.h"
#include "store/tdb/checksum.h"
#include "store/tdb/tdb_layout.h"
#include "store/tdb/tdbfile.h"
#include "store/util/file.h"

/*
 * The kernel maps 16 pages around the one that is read. After 32 MB were read, what was
 * not read again since the 32 MB before is given back; it stays in the page cache. The
 * heads of the hash chains of a file of 1 GB take 20 MB alone.
 */
#define WINDOW (64u << 10)
#define ROUND_WINDOWS 512
/* A file that is read from beginning to end is read once. */
#define ROUND_WINDOWS_IN_ORDER 32
#define ROUND_WINDOWS_MIN 4

/*
 * A hash chain leads all over a file. In a large one the heads of entries that are passed
 * over are read by system calls, if they are not in memory: to map a window takes three
 * times as long. So are the first entries of a window that are looked up, if they are
 * short.
 */
#define LARGE (64u << 20)
#define SHORT 1024

/* In last_rounds, a window that is not in memory has the number of its entries that were
 * read; after so many it is mapped. Rounds are counted from it on. */
#define FIRST_ROUND 4

/* A report reads most records twice: the second time it finds them without their hash
 * chain. */
#define PLACES 8192

/*
 * In a joined file, records that came one after the other stand so, and reports read them
 * in that order or from the last to the first: then the next one is found beside the one
 * before. So the place of the last entry found is kept, for each kind of keys: by their
 * first byte. In a file of TDB's the neighbour may be an entry of an undone
 * transaction, to which no chain leads.
 */
#define LASTS 8

struct sealed_file {
	int fd; /* of a large file; or -1 */
	const char *map;
	uint64_t size;
	bool joined;
	uint32_t chains;
	uint32_t n;	/* windows */
	uint32_t read;	/* how many of them in this round */
	uint32_t round; /* from FIRST_ROUND on; a round has so many windows: */
	uint32_t round_windows;
	uint32_t *last_rounds; /* in which each was read */
	/* where the last entries found stand, by hash; of a large file, or NULL */
	uint32_t *places;
	uint32_t lasts[LASTS]; /* where the last entries found stand; 0: none */
	/* the bytes at an offset, as far as they were read by a system call */
	uint64_t near_at;
	size_t near_len;
	char near[SHORT];
};

/* Gives back n windows. */
static void give_back(struct sealed_file *f, uint32_t first, uint32_t n)
{
	union {
		const char *in;
		void *out;
	} u = { f->map + (uint64_t)first * WINDOW };
	const uint64_t left = f->size - (uint64_t)first * WINDOW,
		       len = (uint64_t)n * WINDOW;

	madvise(u.out, len < left ? len : left, MADV_DONTNEED);
	memset(&f->last_rounds[first], 0, n * sizeof(*f->last_rounds));
}

/* Also true of what was never read: the kernel may have mapped it with its neighbour. */
static bool is_old(const struct sealed_file *f, uint32_t window)
{
	return f->last_rounds[window] < f->round;
}

/* Gives back what was not read in the round that ends. */
static void begin_round(struct sealed_file *f)
{
	uint32_t n;

	for (uint32_t first = 0; first < f->n; first += n + 1) {
		for (n = 0; first + n < f->n && is_old(f, first + n);)
			n++;
		if (n)
			give_back(f, first, n);
	}
	f->round++;
	f->read = 0;
}

/* The bytes at an offset; NULL if the file ends before. */
static const char *bytes_at(struct sealed_file *f, uint64_t at, uint64_t len)
{
	if (at > f->size || f->size - at < len)
		return NULL;
	for (uint64_t w = at / WINDOW; w <= (at + len) / WINDOW; w++) {
		f->read += f->last_rounds[w] != f->round;
		f->last_rounds[w] = f->round;
	}
	if (f->read > f->round_windows)
		begin_round(f);
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

/* Maps the file, and keeps it open if it is large; NULL with errno. */
static const char *map_file(const char *path, uint64_t *size, int *fd)
{
	void *map = MAP_FAILED;
	struct stat st;

	*fd = open(path, O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC);
	if (*fd < 0 || fstat(*fd, &st) != 0) {
		file_close(fd);
		return NULL;
	}
	*size = (uint64_t)st.st_size;
	errno = EINVAL;
	if (S_ISREG(st.st_mode) && *size > TDB_LAYOUT_HEAD && *size <= UINT32_MAX)
		map = mmap(NULL, *size, PROT_READ, MAP_SHARED, *fd, 0);
	if (map == MAP_FAILED || *size < LARGE)
		file_close(fd);
	return map == MAP_FAILED ? NULL : map;
}

struct sealed_file *sealed_file_open(const char *path, bool joined)
{
	uint64_t size;
	int fd;
	const char *map = map_file(path, &size, &fd);
	struct sealed_file *f;

	if (!map)
		return NULL;
	f = xcalloc(1, sizeof(*f));
	*f = (struct sealed_file){ .fd = fd,
				   .map = map,
				   .size = size,
				   .joined = joined,
				   .round = FIRST_ROUND,
				   .round_windows = ROUND_WINDOWS };
	f->n = (uint32_t)(size / WINDOW + 1);
	f->last_rounds = xcalloc(f->n, sizeof(*f->last_rounds));
	if (fd >= 0)
		f->places = xcalloc(PLACES, sizeof(*f->places));
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
	file_close(&f->fd);
	free(f->last_rounds);
	free(f->places);
	free(f);
}

void sealed_file_keep(struct sealed_file *f, uint64_t bytes)
{
	const uint64_t windows = bytes / (2 * WINDOW);

	f->round_windows = windows < ROUND_WINDOWS_MIN ? ROUND_WINDOWS_MIN
			   : windows < ROUND_WINDOWS   ? (uint32_t)windows
						       : ROUND_WINDOWS;
}

/* An entry in the file. */
struct found_entry {
	struct tdb_layout_entry head;
	struct str key, stored;
};

/* Reads by a system call. Returns false if there are fewer than len bytes. */
static bool read_near(struct sealed_file *f, uint64_t at, size_t len)
{
	ssize_t n = pread(f->fd, f->near, sizeof(f->near), (off_t)at);

	f->near_at = at;
	f->near_len = n > 0 ? (size_t)n : 0;
	return f->near_len >= len;
}

static bool is_in_memory(const struct sealed_file *f, uint64_t at)
{
	return f->fd < 0 || at >= f->size || f->last_rounds[at / WINDOW] >= FIRST_ROUND;
}

static bool read_head(struct sealed_file *f, uint64_t at, struct tdb_layout_entry *h)
{
	const char *bytes = f->near;

	if (is_in_memory(f, at))
		bytes = bytes_at(f, at, sizeof(*h));
	else if (!read_near(f, at, sizeof(*h)))
		return false;
	if (bytes)
		memcpy(h, bytes, sizeof(*h));
	return bytes;
}

/* Returns false if no entry can be there. */
static bool head_at(struct sealed_file *f, uint64_t at, struct tdb_layout_entry *h)
{
	return at % TDB_LAYOUT_ALIGNMENT == 0 && at >= tdb_layout_start(f->chains) &&
	       read_head(f, at, h) && h->magic == TDB_LAYOUT_USED &&
	       (uint64_t)h->key_len + h->value_len <= h->room;
}

/* Returns the bytes after the head that was just read. */
static const char *bytes_after_head(struct sealed_file *f, uint64_t at, uint64_t len)
{
	const size_t head = sizeof(struct tdb_layout_entry);

	if (is_in_memory(f, at) || f->near_at != at || f->near_len < head + len ||
	    ++f->last_rounds[at / WINDOW] >= FIRST_ROUND)
		return bytes_at(f, at + head, len);
	return f->near + head;
}

static void set_entry(struct found_entry *e, const char *bytes)
{
	e->key = (struct str){ bytes, e->head.key_len };
	e->stored = (struct str){ bytes + e->head.key_len, e->head.value_len };
}

static bool entry_at(struct sealed_file *f, uint64_t at, struct found_entry *e)
{
	const char *bytes = NULL;

	if (head_at(f, at, &e->head))
		bytes = bytes_at(f, at + sizeof(e->head),
				 (uint64_t)e->head.key_len + e->head.value_len);
	if (bytes)
		set_entry(e, bytes);
	return bytes;
}

/* Goes through a chain of entries. A damaged one loops if it returns to where it was at
 * the last power of two steps. */
struct chain_walk {
	uint32_t at, was;
	uint64_t steps;
};

/* Returns false at the end, or, with *broken, where the chain is damaged. */
static bool next_in_chain(struct sealed_file *f, struct chain_walk *w,
			  struct tdb_layout_entry *head, bool *broken)
{
	if (w->steps)
		w->at = head->next;
	if (!w->at)
		return false;
	*broken = w->at == w->was || !head_at(f, w->at, head);
	if (!(w->steps & (w->steps + 1)))
		w->was = w->at;
	w->steps++;
	return !*broken;
}

/* Sets the entry whose head was just read. mapped: in the mapping. Returns false if it
 * can't be read. */
static bool read_entry(struct sealed_file *f, uint64_t at, bool mapped,
		       struct found_entry *e)
{
	const uint64_t len = (uint64_t)e->head.key_len + e->head.value_len;
	const char *bytes = mapped ? bytes_at(f, at + sizeof(e->head), len)
				   : bytes_after_head(f, at, len);

	if (bytes)
		set_entry(e, bytes);
	return bytes;
}

/* A key that is looked up. */
struct wanted_key {
	struct str key;
	uint32_t hash;
	bool mapped; /* its entry is wanted in the mapping */
};

static enum status walk_to_entry(struct sealed_file *f, const struct wanted_key *k,
				 struct found_entry *e, uint32_t *place)
{
	struct chain_walk w = { 0, 0, 0 };
	bool broken = false;

	if (!number_at(f, tdb_layout_chain(k->hash, f->chains), &w.at))
		return ST_DAMAGED;
	while (next_in_chain(f, &w, &e->head, &broken)) {
		if (e->head.hash != k->hash)
			continue;
		if (!read_entry(f, w.at, k->mapped, e))
			return ST_DAMAGED;
		*place = w.at;
		if (str_eq(e->key, k->key))
			return ST_OK;
	}
	return broken ? ST_DAMAGED : ST_NOTFOUND;
}

static bool is_wanted(struct sealed_file *f, const struct wanted_key *k, uint64_t at,
		      struct found_entry *e)
{
	return head_at(f, at, &e->head) && e->head.hash == k->hash &&
	       read_entry(f, at, k->mapped, e) && str_eq(e->key, k->key);
}

/* Looks before and after an entry. Returns where the wanted one is, or 0. */
static uint32_t find_beside(struct sealed_file *f, const struct wanted_key *k,
			    uint32_t last, struct found_entry *e)
{
	uint32_t size;

	if (!f->joined || !last || !is_in_memory(f, last - sizeof(size)) ||
	    !is_in_memory(f, last))
		return 0;
	if (number_at(f, last - sizeof(size), &size) && size < last &&
	    is_wanted(f, k, last - size, e))
		return last - size;
	if (!head_at(f, last, &e->head))
		return 0;
	size = (uint32_t)sizeof(e->head) + e->head.room;
	return size < UINT32_MAX - last && is_wanted(f, k, last + size, e) ? last + size
									   : 0;
}

static enum status find_entry(struct sealed_file *f, const struct wanted_key *k,
			      struct found_entry *e)
{
	uint32_t unused = 0, *place = &unused, beside;
	uint32_t *last = &f->lasts[k->key.len ? (unsigned char)k->key.s[0] % LASTS : 0];
	enum status st = ST_OK;

	beside = find_beside(f, k, *last, e);
	if (beside) {
		*last = beside;
		return ST_OK;
	}
	if (f->places)
		place = &f->places[k->hash % PLACES];
	if (!*place || !is_wanted(f, k, *place, e))
		st = walk_to_entry(f, k, e, place);
	if (st == ST_OK)
		*last = *place;
	return st;
}

static enum status get_value(struct sealed_file *f, struct str key, bool mapped,
			     struct str *value)
{
	const struct wanted_key k = { key, tdbfile_hash(key), mapped };
	struct found_entry e = { .head.next = 0 };
	enum status st = find_entry(f, &k, &e);

	return st == ST_OK && !checksum_ok(key, e.stored, value) ? ST_DAMAGED : st;
}

enum status sealed_file_get_in_place(struct sealed_file *f, struct str key,
				     struct str *value)
{
	return get_value(f, key, true, value);
}

enum status sealed_file_get(struct sealed_file *f, struct str key, struct buf *out)
{
	struct str value;
	enum status st = get_value(f, key, false, &value);

	buf_reset(out);
	if (st == ST_OK)
		buf_adds(out, value);
	return st;
}

/* Sets *all, which was 0; to 0 again, and returns false, if a chain is broken. */
static bool count_chained(struct sealed_file *f, struct sealed_entries *all)
{
	const uint32_t round_windows = f->round_windows;
	bool broken = false;

	/* the hash chains lead all over the file */
	f->round_windows = ROUND_WINDOWS;
	for (uint32_t c = 0; c < f->chains && !broken; c++) {
		struct chain_walk w = { 0, 0, 0 };
		struct tdb_layout_entry head = { .next = 0 };

		broken = !number_at(f, tdb_layout_chain(c, f->chains), &w.at);
		while (!broken && next_in_chain(f, &w, &head, &broken)) {
			all->n++;
			all->offsets += w.at;
		}
	}
	f->round_windows = round_windows;
	if (broken)
		*all = (struct sealed_entries){ 0, 0 };
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

/* Whether the head is that of room without an entry, which TDB leaves between others. */
static bool is_free(const struct tdb_layout_entry *h)
{
	return h->magic == TDB_LAYOUT_FREE || h->magic == TDB_LAYOUT_NO_UNDO;
}

struct sealed_visit {
	uint32_t from, upto;
	sealed_file_fn *fn;
	void *arg;
	bool more; /* false: fn stopped */
	struct sealed_entries seen;
};

/* Visits up to n entries. In a joined file, they stand one after the other, without free
 * room. */
static enum status each_in_order(struct sealed_file *f, struct sealed_visit *v,
				 uint32_t n)
{
	const uint32_t round_windows = f->round_windows;
	enum status st = ST_OK;
	struct found_entry e;

	f->round_windows = ROUND_WINDOWS_IN_ORDER;
	for (uint64_t at = tdb_layout_start(f->chains);
	     at < f->size && v->seen.n < n && st == ST_OK && v->more;
	     at += sizeof(e.head) + e.head.room) {
		e.head = (struct tdb_layout_entry){ .next = 0 };
		if (!entry_at(f, at, &e)) {
			if (f->joined || !is_free(&e.head) || !e.head.room)
				st = ST_DAMAGED;
			continue;
		}
		v->seen.n++;
		v->seen.offsets += at;
		if (e.head.hash >= v->from && e.head.hash <= v->upto)
			st = pass_entry(&e, v->fn, v->arg, &v->more);
	}
	f->round_windows = round_windows;
	return st;
}

enum status sealed_file_each(struct sealed_file *f, struct sealed_entries *chained,
			     uint32_t from, uint32_t upto, sealed_file_fn *fn, void *arg)
{
	struct sealed_visit v = { from, upto, fn, arg, true, { 0, 0 } };
	enum status st;

	if (f->joined)
		return each_in_order(f, &v, UINT32_MAX);
	if (!chained->n && !count_chained(f, chained))
		return ST_DAMAGED;
	/* the bytes after the last of them may be the room of an undone transaction */
	st = each_in_order(f, &v, chained->n);
	if (st == ST_OK && v.more &&
	    (v.seen.n != chained->n || v.seen.offsets != chained->offsets))
		st = ST_DAMAGED;
	return st;
}

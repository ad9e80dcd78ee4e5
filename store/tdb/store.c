/* SPDX-License-Identifier: MIT */
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

#include "store/tdb/store_impl.h"
#include "store/tdb/open_error.h"

/*
 * Chosen by measurement. A transaction keeps a pointer for every page of the
 * file: a delivery into a full file of 128, 64, 32 MB took 1.89, 1.70, 1.55 ms.
 * But each segment costs room: it has a filter for every older one.
 */
#define SEGMENT_DEFAULT (48ull << 20)
/*
 * Bulk runs and reports map the newest file up to this size in bytes: a full one with the
 * filters of some six million mails. A bulk run reads 44 times for each mail: the mapping
 * saves a third to a half of an import's time. It halves a report's time; a report maps
 * the newest two files, because the last one may just have begun, and those of the older
 * ones that it reads often (store/tdb/older_maps.h).
 */
#define MAPPED_MAX (80ull << 20)

/* Bytes of all older files that a writer keeps in memory: it looks for single mails. */
#define WRITER_KEEPS (24ull << 20)

static uint64_t mapped_max(const struct store *s)
{
	return s->bulk || s->mode == STORE_READ ? MAPPED_MAX : 0;
}

static bool to_be_mapped(const struct store *s, uint32_t segment, const char *path)
{
	const uint32_t newest = s->bulk ? 1 : 2;
	struct stat st;

	if (s->checking)
		return true;
	if (older_maps_has(&s->older, segment))
		return true;
	return segment + newest >= s->n && mapped_max(s) && stat(path, &st) == 0 &&
	       (uint64_t)st.st_size <= mapped_max(s);
}

/* Reads the head of a file that TDB or sealed_file.c has just opened. */
static enum status read_file_head(struct store *s, uint32_t segment)
{
	struct segment_file *f = &s->files[segment];
	struct buf b = BUF_INIT;
	struct file_head h;
	enum status st = f->tdb ? tdbfile_get(f->tdb, file_head_key(), &b)
				: sealed_file_get(f->sealed, file_head_key(), &b);

	st = file_head_parse(st, buf_str(&b), f->opened, &h);
	buf_release(&b);
	f->format = h.format;
	f->data_format = h.data_format;
	if (segment + 1 >= s->n || st != ST_OK)
		s->head = h;
	return st;
}

/* Reads the head of a file that was just opened, if it was; else errno says why not. */
static enum status check_opened(struct store *s, uint32_t segment, const char *path,
				struct buf *why)
{
	const struct segment_file *f = &s->files[segment];
	enum status st;

	if (!f->tdb && !f->sealed)
		return open_error_explain(errno, path, why);
	st = read_file_head(s, segment);
	if (st != ST_OK)
		file_head_explain(st, path, why);
	return st;
}

/*
 * A segment with a successor doesn't change any more: it is read without TDB and without
 * locks. If that can't be, as for a file of another machine, TDB reads it.
 */
static void open_file(struct store *s, uint32_t segment, const char *path)
{
	struct segment_file *f = &s->files[segment];
	const bool sealed = segment + 1 < s->n;
	unsigned how = sealed		       ? TDBFILE_UNLOCKED
		       : s->mode != STORE_READ ? TDBFILE_TO_WRITE
					       : 0;

	if (sealed && !s->checking)
		f->sealed = sealed_file_open(path, f->opened.first != f->opened.last);
	if (f->sealed && s->mode != STORE_READ)
		sealed_file_keep(f->sealed, WRITER_KEEPS / s->n);
	if (f->sealed)
		return;
	if (to_be_mapped(s, segment, path))
		how |= TDBFILE_MAPPED;
	f->tdb = tdbfile_open(path, how, 0);
	if (!f->tdb && s->mode == STORE_READ &&
	    (errno == EACCES || errno == EROFS || errno == EPERM))
		f->tdb = tdbfile_open(path, TDBFILE_READ_ONLY | TDBFILE_UNLOCKED, 0);
}

/* Finds the file that has these segments by now, among others. */
static bool find_joined(const struct store *s, struct segment_range *r)
{
	struct buf why = BUF_INIT;
	struct segment_range *ranges = NULL;
	uint32_t n = 0;
	bool found = false;

	if (list_folder_ranges(&s->folder, &ranges, &n, NULL, &why) == ST_OK)
		for (uint32_t i = 0; i < n && !found; i++) {
			found = ranges[i].first <= r->first &&
				r->last <= ranges[i].last &&
				ranges[i].first < ranges[i].last;
			if (found)
				*r = ranges[i];
		}
	free(ranges);
	buf_release(&why);
	return found;
}

/* How often a segment is joined to others between two looks, at most. */
#define JOINED_MAX 8

enum status store_open_segment(struct store *s, uint32_t segment, struct buf *why)
{
	struct segment_file *f = &s->files[segment];
	struct buf path = BUF_INIT;
	enum status st = ST_OK;
	int looks = 0;

	if (f->tdb || f->sealed)
		return ST_OK;
	f->opened = f->range;
	do {
		list_folder_range_file(&s->folder, f->opened, &path);
		buf_reset(why);
		open_file(s, segment, path.data);
		st = check_opened(s, segment, path.data, why);
	} while (st == ST_NOINPUT && segment + 1 < s->n && access(path.data, F_OK) != 0 &&
		 looks++ < JOINED_MAX && find_joined(s, &f->opened));
	/* a newer segment shows that it existed */
	if (st == ST_NOINPUT && segment + 1 < s->n && access(path.data, F_OK) != 0)
		st = ST_DAMAGED;
	if (st != ST_OK)
		store_close_segment(s, segment);
	buf_release(&path);
	return st;
}

void store_close_segment(struct store *s, uint32_t segment)
{
	struct segment_file *f = &s->files[segment];

	tdbfile_close(f->tdb);
	sealed_file_close(f->sealed);
	f->tdb = NULL;
	f->sealed = NULL;
}

/* Whether the listing before had the file open as it is wanted now. */
static bool stays_open(const struct store *s, uint32_t old, struct segment_range r,
		       bool newest)
{
	const struct segment_range *was = &s->files[old].range;

	return was->first == r.first && was->last == r.last &&
	       newest == (old + 1 == s->n);
}

/* Takes over the files that stay; the others are closed. */
static void set_files(struct store *s, const struct segment_range *ranges, uint32_t n)
{
	struct segment_file *files = xcalloc(n + 1, sizeof(*files));

	for (uint32_t i = 0, old = 0; i < n; i++) {
		files[i].range = ranges[i];
		while (old < s->n && s->files[old].range.last < ranges[i].last)
			store_close_segment(s, old++);
		if (old < s->n && stays_open(s, old, ranges[i], i + 1 == n))
			files[i] = s->files[old++];
	}
	for (uint32_t old = 0; old < s->n; old++)
		if (n && s->files[old].range.last > ranges[n - 1].last)
			store_close_segment(s, old);
	free(s->files);
	s->files = files;
	s->n = n;
	s->listings++;
}

enum status store_list(struct store *s, struct buf *why)
{
	struct segment_range *ranges = NULL;
	uint32_t n = 0;
	enum status st = list_folder_ranges(&s->folder, &ranges, &n, NULL, why);

	/* the list was removed */
	if (st == ST_OK && !n && s->n)
		st = list_folder_missing(&s->folder, why);
	if (st == ST_OK)
		set_files(s, ranges, n);
	free(ranges);
	return st;
}

/* Makes the first segment if need be. ST_NOTFOUND, ST_NOINPUT: there is no segment. */
static enum status list_or_make(struct store *s, struct buf *why)
{
	enum status st = list_folder_check(&s->folder, s->mode != STORE_READ, why);

	if (st == ST_OK)
		st = store_list(s, why);
	if (st != ST_OK || s->n)
		return st;
	if (s->mode == STORE_READ)
		return list_folder_missing(&s->folder, why);
	if (s->mode == STORE_WRITE_EXISTING)
		return ST_NOTFOUND;
	st = store_make_first(s, NULL, why);
	if (st == ST_OK || st == ST_EXISTS)
		st = store_list(s, why);
	return st == ST_OK && !s->n ? list_folder_missing(&s->folder, why) : st;
}

static enum status open_newest(struct store *s, struct buf *why)
{
	enum status st = list_or_make(s, why);
	int looks = 0;

	if (st != ST_OK)
		return st;
	st = store_open_segment(s, s->n - 1, why);
	/* it may have got a successor, and have been joined to others */
	while (st == ST_NOINPUT && looks++ < JOINED_MAX && store_list(s, why) == ST_OK &&
	       s->n) {
		buf_reset(why);
		st = store_open_segment(s, s->n - 1, why);
	}
	return st;
}

enum status store_open(struct store **out, const struct store_options *o, struct buf *why)
{
	struct store *s = xcalloc(1, sizeof(*s));
	enum status st;

	list_folder_init(&s->folder, o->dir, o->list, o->shared);
	s->mode = o->mode;
	if (o->id_name)
		snprintf(s->head.id_name, sizeof(s->head.id_name), "%s", o->id_name);
	s->fill = o->fill;
	s->bulk = o->bulk;
	s->segment_size = o->segment_size ? o->segment_size : SEGMENT_DEFAULT;
	if (s->segment_size > STORE_SEGMENT_MAX)
		s->segment_size = STORE_SEGMENT_MAX;
	if (s->segment_size < STORE_SEGMENT_MIN)
		s->segment_size = STORE_SEGMENT_MIN;
	st = open_newest(s, why);
	if (st == ST_OK && s->mode != STORE_READ)
		tdbfile_reserve(s->files[s->n - 1].tdb, s->bulk);
	*out = s;
	if (st != ST_OK) {
		store_close(s);
		*out = NULL;
	}
	return st;
}

enum status store_open_file(struct store **out, const char *path, struct segment_range r,
			    struct buf *why)
{
	struct store *s = xcalloc(1, sizeof(*s));
	enum status st;

	set_files(s, &r, 1);
	s->files[0].opened = r;
	s->files[0].tdb = tdbfile_open(path, TDBFILE_READ_ONLY | TDBFILE_UNLOCKED, 0);
	st = check_opened(s, 0, path, why);
	*out = s;
	if (st != ST_OK) {
		store_close(s);
		*out = NULL;
	}
	return st;
}

void store_close(struct store *s)
{
	if (!s)
		return;
	for (uint32_t i = 0; i < s->n; i++)
		store_close_segment(s, i);
	older_maps_release(&s->older);
	free(s->files);
	list_folder_release(&s->folder);
	free(s);
}

uint32_t store_segments(const struct store *s)
{
	return s->n;
}

struct segment_range store_range(const struct store *s, uint32_t segment)
{
	return s->files[segment].range;
}

uint32_t store_listings(const struct store *s)
{
	return s->listings;
}

bool store_is_within_joined(struct store *s, uint32_t segment)
{
	const struct segment_file *f = &s->files[segment];

	return store_can_read(s, segment) &&
	       f->opened.last - f->opened.first != f->range.last - f->range.first;
}

struct segment_range store_opened(struct store *s, uint32_t segment)
{
	return store_can_read(s, segment) ? s->files[segment].opened
					  : s->files[segment].range;
}

bool store_is_same_file(struct store *s, uint32_t one, uint32_t other)
{
	return store_can_read(s, one) && store_can_read(s, other) &&
	       s->files[one].opened.first == s->files[other].opened.first;
}

bool store_is_joined(struct store *s, uint32_t segment)
{
	const struct segment_file *f = &s->files[segment];

	return store_can_read(s, segment) && f->opened.first != f->opened.last;
}

const struct file_head *store_head(const struct store *s)
{
	return &s->head;
}

const struct list_folder *store_list_folder(const struct store *s)
{
	return &s->folder;
}

uint64_t store_id(const struct store *s)
{
	return s->head.id;
}

const char *store_id_name(const struct store *s)
{
	return s->head.id_name[0] ? s->head.id_name : s->folder.list;
}

uint32_t store_format(struct store *s, uint32_t segment)
{
	return store_can_read(s, segment) ? s->files[segment].data_format : 0;
}

uint32_t store_file_format(struct store *s, uint32_t segment)
{
	return store_can_read(s, segment) ? s->files[segment].format : 0;
}

enum status store_size(const struct store *s, uint64_t *bytes, struct buf *why)
{
	struct segment_range *ranges = xcalloc(s->n, sizeof(*ranges));
	enum status st;

	for (uint32_t i = 0; i < s->n; i++)
		ranges[i] = s->files[i].range;
	st = list_folder_size(&s->folder, ranges, s->n, bytes, why);
	free(ranges);
	return st;
}

static enum status get_from(struct segment_file *f, struct str key, struct buf *out)
{
	return f->sealed ? sealed_file_get(f->sealed, key, out)
			 : tdbfile_get(f->tdb, key, out);
}

void store_segment_path(const struct store *s, uint32_t segment, struct buf *path)
{
	list_folder_range_file(&s->folder, s->files[segment].range, path);
}

/* Opens a segment for a read; if TDB reads it, mapped if it is read often. While one is
 * walked through, by store_check, it stays as it is. */
static enum status open_to_read(struct store *s, uint32_t segment, struct buf *why)
{
	const struct tdbfile *f = s->files[segment].tdb;
	bool large = f && tdbfile_size(f) > MAPPED_MAX;
	uint32_t unmap;

	if (f && s->mode == STORE_READ && !s->checking && segment + 1 < s->n &&
	    older_maps_note_read(&s->older, segment, large, &unmap)) {
		store_close_segment(s, unmap);
		store_close_segment(s, segment);
	}
	return store_open_segment(s, segment, why);
}

enum status store_get(struct store *s, uint32_t segment, struct str key, struct buf *out)
{
	struct buf why = BUF_INIT;
	enum status st;

	buf_reset(out);
	if (segment >= s->n)
		return ST_NOTFOUND;
	st = open_to_read(s, segment, &why);
	buf_release(&why);
	if (st != ST_OK)
		return st;
	if (s->reading && s->files[segment].tdb)
		tdbfile_lock_reads(s->files[segment].tdb);
	return get_from(&s->files[segment], key, out);
}

enum status store_get_in_place(struct store *s, uint32_t segment, struct str key,
			       struct str *value)
{
	if (segment >= s->n || !s->files[segment].sealed)
		return ST_NOTFOUND;
	return sealed_file_get_in_place(s->files[segment].sealed, key, value);
}

void store_begin_reads(struct store *s)
{
	s->reading++;
}

void store_end_reads(struct store *s)
{
	if (--s->reading)
		return;
	for (uint32_t i = 0; i < s->n; i++)
		if (s->files[i].tdb)
			tdbfile_unlock_reads(s->files[i].tdb);
}

bool store_can_read(struct store *s, uint32_t segment)
{
	struct buf why = BUF_INIT;
	bool can = segment < s->n && store_open_segment(s, segment, &why) == ST_OK;

	buf_release(&why);
	return can;
}

/* If the sealed segment has a successor by now, opens that instead. */
static enum status open_successor(struct store *s, bool *reopened, struct buf *why)
{
	const uint32_t last = s->files[s->n - 1].range.last;
	uint32_t n;
	enum status st = list_folder_segments(&s->folder, &n, why);

	*reopened = st == ST_OK && n > last + 1;
	if (!*reopened)
		return st;
	store_cancel(s);
	st = store_list(s, why);
	return st == ST_OK ? store_open_segment(s, s->n - 1, why) : st;
}

/* Opens the newest file without its mapping after it has grown too large for one. Between
 * transactions there are no locks that this could drop. */
static enum status end_mapping(struct store *s, struct buf *why)
{
	const struct tdbfile *f = s->files[s->n - 1].tdb;

	if (f && (!tdbfile_is_mapped(f) || tdbfile_size(f) <= mapped_max(s)))
		return ST_OK;
	store_close_segment(s, s->n - 1);
	return store_open_segment(s, s->n - 1, why);
}

/* Whether the newest file is still the list's: after a wait for its lock the list may
 * have another name, or none. */
static bool has_name(const struct store *s)
{
	struct buf path = BUF_INIT;
	bool has;

	store_segment_path(s, s->n - 1, &path);
	has = tdbfile_is_at(s->files[s->n - 1].tdb, buf_cstr(&path));
	buf_release(&path);
	return has;
}

/* Opens the list that has the name now. */
static enum status open_namesake(struct store *s, bool *reopened, struct buf *why)
{
	store_cancel(s);
	for (uint32_t i = 0; i < s->n; i++)
		store_close_segment(s, i);
	s->n = 0;
	*reopened = true;
	return open_newest(s, why);
}

enum status store_begin(struct store *s, struct buf *why)
{
	bool reopened = true;
	enum status st = end_mapping(s, why);

	while (st == ST_OK && reopened) {
		const uint32_t last = s->n - 1;
		struct tdbfile *newest = s->files[last].tdb;

		reopened = false;
		st = tdbfile_begin(newest);
		if (st != ST_OK) {
			buf_addf(why, "%s/%u.tdb: ", s->folder.path,
				 s->files[last].range.last);
			if (st == ST_NOSPACE)
				tdbfile_explain(newest, NULL, why);
			else
				buf_addstr(why, status_text(st));
			return st;
		}
		s->target = newest;
		if (!has_name(s)) {
			st = open_namesake(s, &reopened, why);
			continue;
		}
		st = read_file_head(s, last);
		if (st == ST_OK && s->head.sealed != FILE_OPEN)
			st = open_successor(s, &reopened, why);
	}
	if (st != ST_OK)
		store_cancel(s);
	return st;
}

enum status store_commit(struct store *s, struct buf *why)
{
	struct tdbfile *f = s->target;
	enum status st = tdbfile_commit(f);

	s->target = NULL;
	if (st != ST_OK) {
		buf_addf(why, "%s/%u.tdb: the transaction failed: ", s->folder.path,
			 s->n - 1);
		tdbfile_explain(f, NULL, why);
	}
	return st;
}

void store_cancel(struct store *s)
{
	if (s->target)
		tdbfile_cancel(s->target);
	s->target = NULL;
}

bool store_sealed(const struct store *s)
{
	return s->target && s->head.sealed != FILE_OPEN;
}

/*
 * TDB makes a file longer by a quarter at most. Each segment gets a copy of the filters:
 * a bulk run's is larger by as much again, so that a large list's are copied less often.
 */
bool store_full(const struct store *s, uint64_t filters)
{
	const uint64_t next = (uint64_t)tdbfile_size(s->target) / 4 * 5,
		       most = s->segment_size + (s->bulk ? 2 : 1) * filters;

	return next >= most || next >= STORE_SEGMENT_MAX;
}

enum status store_seal(struct store *s, struct buf *why)
{
	struct file_head h = s->head;
	enum status st;

	h.sealed = FILE_SEALED;
	st = file_head_put(s->target, &h);
	if (st == ST_OK)
		return store_commit(s, why);
	store_cancel(s);
	return st;
}

enum status store_extend(struct store *s, store_fill_fn *fill, void *arg, struct buf *why)
{
	const uint32_t next = s->files[s->n - 1].range.last + 1;
	enum status st = store_make_segment(s, next, fill, arg, why);

	store_cancel(s);
	if (st == ST_EXISTS)
		st = ST_OK;
	/* the segment before is opened anew, as one that doesn't change any more */
	if (st == ST_OK)
		st = store_list(s, why);
	if (st == ST_OK)
		st = store_open_segment(s, s->n - 1, why);
	return st == ST_OK ? store_begin(s, why) : st;
}

enum status store_insert(struct store *s, struct str key, struct str value)
{
	return tdbfile_insert(s->target, key, value);
}

enum status store_replace(struct store *s, struct str key, struct str value)
{
	return tdbfile_replace(s->target, key, value);
}

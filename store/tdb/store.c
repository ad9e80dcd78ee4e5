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
 * Bulk runs and reports map the newest file up to this size in bytes. A bulk
 * run reads 44 times for each mail: the mapping saves a third to a half of an
 * import's time. The import has to stay within 64 MB of memory, the mapped file
 * and the transaction included. The mapping halves a report's time; a report
 * maps the newest two files, because the last one may just have begun, and those
 * of the older ones that it reads often (store/tdb/older_maps.h).
 */
#define MAPPED_MAX_BULK (32ull << 20)
#define MAPPED_MAX_READ (64ull << 20)

static uint64_t mapped_max(const struct store *s)
{
	return s->bulk ? MAPPED_MAX_BULK : s->mode == STORE_READ ? MAPPED_MAX_READ : 0;
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

static enum status read_file_head(struct store *s, struct tdbfile *f, uint32_t segment)
{
	struct file_head h;
	enum status st = file_head_get(f, segment, &h);

	/* store_open_file() opens one file alone, whatever its number is. */
	s->formats[s->n == 1 ? 0 : segment] = h.format;
	if (segment + 1 >= s->n || st != ST_OK)
		s->head = h;
	return st;
}

/* Reads the head of a file that was just opened. f: NULL if that failed, with errno. */
static enum status check_opened(struct store *s, struct tdbfile *f, uint32_t segment,
				const char *path, struct buf *why)
{
	enum status st;

	if (!f)
		return open_error_explain(errno, path, why);
	st = read_file_head(s, f, segment);
	if (st != ST_OK)
		file_head_explain(st, path, why);
	return st;
}

/* A segment with a successor doesn't change any more: it is read without locks. */
enum status store_open_segment(struct store *s, uint32_t segment, struct buf *why)
{
	bool sealed = segment + 1 < s->n;
	struct buf path = BUF_INIT;
	enum status st;
	unsigned how = sealed		       ? TDBFILE_UNLOCKED
		       : s->mode != STORE_READ ? TDBFILE_TO_WRITE
					       : 0;

	if (s->files[segment])
		return ST_OK;
	list_folder_file(&s->folder, segment, &path);
	if (to_be_mapped(s, segment, path.data))
		how |= TDBFILE_MAPPED;
	s->files[segment] = tdbfile_open(path.data, how, 0);
	if (!s->files[segment] && s->mode == STORE_READ &&
	    (errno == EACCES || errno == EROFS || errno == EPERM))
		s->files[segment] =
		    tdbfile_open(path.data, TDBFILE_READ_ONLY | TDBFILE_UNLOCKED, 0);
	st = check_opened(s, s->files[segment], segment, path.data, why);
	/* a newer segment shows that it existed */
	if (st == ST_NOINPUT && sealed && access(path.data, F_OK) != 0)
		st = ST_DAMAGED;
	if (st != ST_OK)
		store_close_segment(s, segment);
	buf_release(&path);
	return st;
}

void store_close_segment(struct store *s, uint32_t segment)
{
	tdbfile_close(s->files[segment]);
	s->files[segment] = NULL;
}

static void grow_files(struct store *s, uint32_t n)
{
	s->files = xrealloc(s->files, n * sizeof(struct tdbfile *));
	s->formats = xrealloc(s->formats, n * sizeof(*s->formats));
	for (; s->n < n; s->n++) {
		s->files[s->n] = NULL;
		s->formats[s->n] = 0;
	}
}

static enum status open_newest(struct store *s, struct buf *why)
{
	uint32_t n = 0;
	enum status st = list_folder_check(&s->folder, s->mode != STORE_READ, why);

	if (st == ST_OK)
		st = list_folder_segments(&s->folder, &n, why);
	if (st == ST_OK && n == 0) {
		if (s->mode == STORE_READ)
			return list_folder_missing(&s->folder, why);
		if (s->mode == STORE_WRITE_EXISTING)
			return ST_NOTFOUND;
		st = store_make_first(s, NULL, why);
		n = 1;
	}
	if (st != ST_OK && st != ST_EXISTS)
		return st;
	grow_files(s, n);
	return store_open_segment(s, n - 1, why);
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
		tdbfile_reserve(s->files[s->n - 1], s->bulk);
	*out = s;
	if (st != ST_OK) {
		store_close(s);
		*out = NULL;
	}
	return st;
}

enum status store_open_file(struct store **out, const char *path, uint32_t segment,
			    struct buf *why)
{
	struct store *s = xcalloc(1, sizeof(*s));
	enum status st;

	grow_files(s, 1);
	s->files[0] = tdbfile_open(path, TDBFILE_READ_ONLY | TDBFILE_UNLOCKED, 0);
	st = check_opened(s, s->files[0], segment, path, why);
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
	free(s->formats);
	list_folder_release(&s->folder);
	free(s);
}

uint32_t store_segments(const struct store *s)
{
	return s->n;
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
	return store_can_read(s, segment) ? s->formats[segment] : 0;
}

uint64_t store_size(const struct store *s)
{
	return list_folder_size(&s->folder, s->n);
}

void store_segment_path(const struct store *s, uint32_t segment, struct buf *path)
{
	list_folder_file(&s->folder, segment, path);
}

const char *store_list_path(const struct store *s)
{
	return s->folder.path;
}

/* Opens a segment for a read, mapped if it is read often. While one is walked through, by
 * store_check, it stays as it is. */
static enum status open_to_read(struct store *s, uint32_t segment, struct buf *why)
{
	const struct tdbfile *f = s->files[segment];
	bool large = f && tdbfile_size(f) > MAPPED_MAX_READ;
	uint32_t unmap;

	if (s->mode == STORE_READ && !s->checking && segment + 1 < s->n &&
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
	if (s->reading)
		tdbfile_lock_reads(s->files[segment]);
	return tdbfile_get(s->files[segment], key, out);
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
		if (s->files[i])
			tdbfile_unlock_reads(s->files[i]);
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
	uint32_t n;
	enum status st = list_folder_segments(&s->folder, &n, why);

	*reopened = st == ST_OK && n > s->n;
	if (!*reopened)
		return st;
	store_cancel(s);
	store_close_segment(s, s->n - 1);
	grow_files(s, n);
	return store_open_segment(s, n - 1, why);
}

/* Opens the newest file without its mapping after it has grown too large for one. Between
 * transactions there are no locks that this could drop. */
static enum status end_mapping(struct store *s, struct buf *why)
{
	const struct tdbfile *f = s->files[s->n - 1];

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

	list_folder_file(&s->folder, s->n - 1, &path);
	has = tdbfile_is_at(s->files[s->n - 1], buf_cstr(&path));
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

		reopened = false;
		st = tdbfile_begin(s->files[last]);
		if (st != ST_OK) {
			buf_addf(why, "%s/%u.tdb: ", s->folder.path, last);
			if (st == ST_NOSPACE)
				tdbfile_explain(s->files[last], NULL, why);
			else
				buf_addstr(why, status_text(st));
			return st;
		}
		s->target = s->files[last];
		if (!has_name(s)) {
			st = open_namesake(s, &reopened, why);
			continue;
		}
		st = read_file_head(s, s->target, last);
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

/* TDB makes a file longer by a quarter at most. */
bool store_full(const struct store *s)
{
	return tdbfile_size(s->target) / 4 * 5 >= s->segment_size;
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
	enum status st = store_make_segment(s, s->n, fill, arg, why);

	store_cancel(s);
	if (st == ST_EXISTS)
		st = ST_OK;
	if (st == ST_OK) {
		/* if it is read again it is opened as one that doesn't change any more */
		store_close_segment(s, s->n - 1);
		grow_files(s, s->n + 1);
		st = store_open_segment(s, s->n - 1, why);
	}
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

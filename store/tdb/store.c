/* SPDX-License-Identifier: MIT */
#include <errno.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

#include "store/tdb/store_impl.h"

/*
 * Chosen by measurement: a transaction keeps a pointer for every page of the
 * file: a delivery into a full file of 128, 64, 32 MB took 1.89, 1.70, 1.55 ms.
 * Files cost room: each has a filter of all before it.
 */
#define EPOCH_DEFAULT (48ull << 20)
/*
 * The newest file is mapped by who reads or writes in it much, as long as it is
 * small, in bytes. A bulk run reads 44 times for each mail: a mapping takes a
 * third to a half of an import's time away; but it shall keep within 64 MB of
 * memory, a transaction's and the mapped file included. A report takes half
 * the time; it maps the newest two, as the last one may just have begun.
 */
#define MAPPED_MAX_BULK (32ull << 20)
#define MAPPED_MAX_READ (64ull << 20)

static uint64_t mapped_max(const struct store *s)
{
	return s->bulk ? MAPPED_MAX_BULK : s->mode == STORE_READ ? MAPPED_MAX_READ : 0;
}

static bool to_be_mapped(const struct store *s, uint32_t epoch, const char *path)
{
	const uint32_t newest = s->bulk ? 1 : 2;
	struct stat st;

	if (s->checking)
		return true;
	return epoch + newest >= s->n && mapped_max(s) && stat(path, &st) == 0 &&
	       (uint64_t)st.st_size <= mapped_max(s);
}

static enum status read_head(struct store *s, struct tdbfile *f, uint32_t epoch)
{
	struct file_head h;
	enum status st = file_head_get(f, epoch, &h);

	s->sealed = h.sealed;
	s->id = h.id;
	return st;
}

/* The same of one that was just opened; NULL: it couldn't be. */
static enum status first_look(struct store *s, struct tdbfile *f, uint32_t epoch,
			      const char *path, struct buf *why)
{
	enum status st;

	if (!f)
		return tdbfile_open_failed(errno, path, why);
	st = read_head(s, f, epoch);
	if (st != ST_OK)
		file_head_explain(st, path, why);
	return st;
}

/* A file with a successor doesn't change any more: it is read without locks. */
enum status store_open_segment(struct store *s, uint32_t epoch, struct buf *why)
{
	bool sealed = epoch + 1 < s->n;
	struct buf path = BUF_INIT;
	enum status st;
	unsigned how = sealed ? TDBFILE_UNLOCKED : 0;

	if (s->files[epoch])
		return ST_OK;
	list_folder_file(&s->folder, epoch, &path);
	if (to_be_mapped(s, epoch, path.data))
		how |= TDBFILE_MAPPED;
	s->files[epoch] = tdbfile_open(path.data, how, 0);
	if (!s->files[epoch] && s->mode == STORE_READ &&
	    (errno == EACCES || errno == EROFS || errno == EPERM))
		s->files[epoch] =
		    tdbfile_open(path.data, TDBFILE_READ_ONLY | TDBFILE_UNLOCKED, 0);
	st = first_look(s, s->files[epoch], epoch, path.data, why);
	/* newer files say that it was there */
	if (st == ST_NOINPUT && sealed && access(path.data, F_OK) != 0)
		st = ST_DAMAGED;
	if (st != ST_OK)
		store_close_segment(s, epoch);
	buf_release(&path);
	return st;
}

void store_close_segment(struct store *s, uint32_t epoch)
{
	tdbfile_close(s->files[epoch]);
	s->files[epoch] = NULL;
}

static void grow(struct store *s, uint32_t n)
{
	s->files = xrealloc(s->files, n * sizeof(struct tdbfile *));
	for (; s->n < n; s->n++)
		s->files[s->n] = NULL;
}

static enum status open_newest(struct store *s, struct buf *why)
{
	uint32_t n = 0;
	enum status st = list_folder_check(&s->folder, s->mode == STORE_WRITE, why);

	if (st == ST_OK)
		st = list_folder_segments(&s->folder, &n, why);
	if (st == ST_OK && n == 0) {
		if (s->mode == STORE_READ)
			return list_folder_missing(&s->folder, why);
		st = store_make_first(s, why);
		n = 1;
	}
	if (st != ST_OK)
		return st;
	grow(s, n);
	return store_open_segment(s, n - 1, why);
}

enum status store_open(struct store **out, const struct store_options *o, struct buf *why)
{
	struct store *s = xcalloc(1, sizeof(*s));
	enum status st;

	list_folder_init(&s->folder, o->dir, o->list, o->shared);
	s->mode = o->mode;
	s->fill = o->fill;
	s->bulk = o->bulk;
	s->segment_size = o->segment_size ? o->segment_size : EPOCH_DEFAULT;
	if (s->segment_size > STORE_SEGMENT_MAX)
		s->segment_size = STORE_SEGMENT_MAX;
	if (s->segment_size < STORE_SEGMENT_MIN)
		s->segment_size = STORE_SEGMENT_MIN;
	st = open_newest(s, why);
	if (st == ST_OK && s->mode == STORE_WRITE)
		tdbfile_reserve(s->files[s->n - 1], s->bulk);
	*out = s;
	if (st != ST_OK) {
		store_close(s);
		*out = NULL;
	}
	return st;
}

enum status store_open_file(struct store **out, const char *path, uint32_t epoch,
			    struct buf *why)
{
	struct store *s = xcalloc(1, sizeof(*s));
	enum status st;

	grow(s, 1);
	s->files[0] = tdbfile_open(path, TDBFILE_READ_ONLY | TDBFILE_UNLOCKED, 0);
	st = first_look(s, s->files[0], epoch, path, why);
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
	free(s->files);
	list_folder_release(&s->folder);
	free(s);
}

uint32_t store_segments(const struct store *s)
{
	return s->n;
}

uint64_t store_id(const struct store *s)
{
	return s->id;
}

uint64_t store_size(const struct store *s)
{
	return list_folder_size(&s->folder, s->n);
}

enum status store_get(struct store *s, uint32_t epoch, struct str key, struct buf *out)
{
	struct buf why = BUF_INIT;
	enum status st;

	buf_reset(out);
	if (epoch >= s->n)
		return ST_NOTFOUND;
	st = store_open_segment(s, epoch, &why);
	buf_release(&why);
	return st == ST_OK ? tdbfile_get(s->files[epoch], key, out) : st;
}

bool store_can_read(struct store *s, uint32_t epoch)
{
	struct buf why = BUF_INIT;
	bool can = epoch < s->n && store_open_segment(s, epoch, &why) == ST_OK;

	buf_release(&why);
	return can;
}

/* The newest file was sealed by somebody, and its successor is there: go on with that. */
static enum status follow(struct store *s, bool *followed, struct buf *why)
{
	uint32_t n;
	enum status st = list_folder_segments(&s->folder, &n, why);

	*followed = st == ST_OK && n > s->n;
	if (!*followed)
		return st;
	store_cancel(s);
	store_close_segment(s, s->n - 1);
	grow(s, n);
	return store_open_segment(s, n - 1, why);
}

/* The newest file, which was mapped, has become too large for that. No lock is held
 * between transactions. */
static enum status end_mapping(struct store *s, struct buf *why)
{
	const struct tdbfile *f = s->files[s->n - 1];

	if (f && (!tdbfile_is_mapped(f) || tdbfile_size(f) <= mapped_max(s)))
		return ST_OK;
	store_close_segment(s, s->n - 1);
	return store_open_segment(s, s->n - 1, why);
}

enum status store_begin(struct store *s, struct buf *why)
{
	bool followed = true;
	enum status st = end_mapping(s, why);

	while (st == ST_OK && followed) {
		const uint32_t last = s->n - 1;

		followed = false;
		st = tdbfile_begin(s->files[last]);
		if (st != ST_OK) {
			buf_addf(why, "%s/%u.tdb: ", s->folder.path, last);
			if (st == ST_NOSPACE)
				tdbfile_tell(s->files[last], NULL, why);
			else
				buf_addstr(why, status_text(st));
			return st;
		}
		s->target = s->files[last];
		st = read_head(s, s->target, last);
		if (st == ST_OK && s->sealed)
			st = follow(s, &followed, why);
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
		buf_addf(why,
			 "%s/%u.tdb: the transaction was not taken: ", s->folder.path,
			 s->n - 1);
		tdbfile_tell(f, NULL, why);
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
	return s->target && s->sealed;
}

/* TDB makes a file longer by a quarter at most: at the next time it would pass the size.
 */
bool store_full(const struct store *s)
{
	return tdbfile_size(s->target) / 4 * 5 >= s->segment_size;
}

enum status store_seal(struct store *s, struct buf *why)
{
	enum status st =
	    file_head_put(s->target, &(const struct file_head){ s->n - 1, true, s->id });

	if (st == ST_OK)
		return store_commit(s, why);
	store_cancel(s);
	return st;
}

enum status store_extend(struct store *s, store_fill_fn *fill, void *arg, struct buf *why)
{
	enum status st = store_make_segment(s, s->n, fill, arg, why);

	store_cancel(s);
	if (st == ST_OK) {
		/* opened again, if need be, as one that doesn't change any more */
		store_close_segment(s, s->n - 1);
		grow(s, s->n + 1);
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

/* SPDX-License-Identifier: MIT */
#include <errno.h>
#include <fcntl.h>
#include <malloc.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <sys/mman.h>
#include <sys/random.h>
#include <sys/stat.h>
#include <sys/statvfs.h>
#include <time.h>
#include <unistd.h>

#include <tdb.h>

#include "store/bytes.h"
#include "store/crc.h"
#include "store/folder.h"
#include "store/store.h"

/*
 * Chosen by measurement: each transaction copies the hash table (128 KB) and
 * keeps a pointer for every page of the file: a delivery into a full file of
 * 128, 64, 32 MB took 1.89, 1.70, 1.55 ms. A look-up walks a chain (4 keys in
 * a full file). Files cost room: each has a filter of all before it.
 */
#define EPOCH_DEFAULT (48ull << 20)
#define HASH_SIZE 32749
/*
 * TDB takes a hundred times the room that undoing a file's first transaction
 * needs, which was 2.4 MB for a list with one mail, but only twice that of one
 * that needs more than 100 KB. A delivery needs 24 KB.
 */
#define UNDO_ROOM (101u << 10)

/* What the pages that a mail changes take of a transaction's memory, in bytes. */
#define PAGES_ROOM (48u << 10)
/* More than a delivery's needs: what is larger goes back to the kernel at once. */
#define MEMORY_KEPT (800 << 10)

#define CRC_SIZE 4

/* The head of each file, under the key "H": magic, format, epoch, sealed, the store's random id. */
#define FORMAT 1
static const char magic[] = "patchdigest";
static const struct str head_key = { "H", 1 };

struct store {
	struct folder folder;
	enum store_mode mode;
	store_fill_fn *fill;
	uint64_t epoch_size;
	bool bulk;
	bool checking; /* store_check: all of a file is read */
	struct tdb_context **files; /* by epoch; NULL: not open */
	uint32_t n;		    /* epochs there are */
	struct tdb_context *target; /* of the transaction, or NULL */
	bool sealed;		    /* ... is sealed already */
	bool torn;		    /* tdb could not finish a write or a sync */
	int error;		    /* errno when tdb first had something to say, or 0 */
	uint64_t id;		    /* of the first file's making, in all of them */
	struct buf scratch;
};

static volatile sig_atomic_t waits;

/* Before and after each call of tdb's that takes a lock, if need be waiting for it. */
static void count_wait(void)
{
	waits = (sig_atomic_t)((unsigned)waits + 1); /* is to wrap around */
}

int store_waits(void)
{
	return waits;
}

static TDB_DATA tdb_data(struct str s)
{
	union {
		const char *in;
		unsigned char *out;
	} u = { s.s }; /* tdb.h takes no const */

	return (TDB_DATA){ .dptr = u.out, .dsize = s.len };
}

/*
 * What tdb has to say is not printed: standard error is not ours in a
 * delivery. But its commit calls it success when it could not take its
 * recovery mark back, although the next process that comes will then undo the
 * transaction: only the log tells. And what it calls the error afterwards is
 * often that of a look-up before.
 */
static void note_log(struct tdb_context *tdb, enum tdb_debug_level level, const char *fmt, ...)
{
	struct store *s = tdb_get_logging_private(tdb);

	(void)fmt;
	if (!s->error)
		s->error = errno;
	if (level == TDB_DEBUG_FATAL)
		s->torn = true;
}

static void forget_log(struct store *s)
{
	s->torn = false;
	s->error = errno = 0;
}

static const char disk_full[] = "the disk is full", quota_used[] = "the disk quota is used up";

/*
 * Why a write failed. A file is made longer by posix_fallocate(3), which sets
 * no errno, by at most twice what it has, or some MB if that is more.
 */
static void add_reason(struct buf *why, const struct store *s, struct tdb_context *tdb, const char *otherwise)
{
	const uint64_t some = 10ull << 20, twice = 2 * (uint64_t)tdb_map_size(tdb);
	struct statvfs fs;
	uint64_t left;

	if (s->error == ENOSPC || s->error == EDQUOT) {
		buf_addstr(why, s->error == ENOSPC ? disk_full : quota_used);
		return;
	}
	left = !s->error && fstatvfs(tdb_fd(tdb), &fs) == 0 ? (uint64_t)fs.f_bavail * fs.f_frsize : UINT64_MAX;
	if (left < (twice > some ? twice : some))
		buf_addf(why, "%s (%ju KB left)", disk_full, (uintmax_t)(left >> 10));
	else
		buf_addstr(why, otherwise);
}

/*
 * A commit that makes a mapped file longer maps it anew, and forgets how long
 * that mapping is: of each such commit some MB would stay mapped for good. So
 * that is left to the first read that comes afterwards. (Addresses behind the
 * old end of the file are forgotten too, but never touched.)
 */
static bool commit(struct store *s, struct tdb_context *tdb)
{
	bool mapped = !(tdb_get_flags(tdb) & TDB_NOMMAP), done;

	forget_log(s);
	if (mapped)
		tdb_add_flags(tdb, TDB_NOMMAP);
	count_wait();
	done = tdb_transaction_commit(tdb) == 0 && !s->torn;
	count_wait();
	if (mapped)
		tdb_remove_flags(tdb, TDB_NOMMAP);
	return done;
}

static uint32_t value_crc(struct str key, struct str value)
{
	return crc32_add(crc32_add(0, key), value);
}

bool store_value_sound(struct str key, struct str stored, struct str *value)
{
	struct bytes in = { stored, false };
	uint32_t crc = bytes_get32(&in);

	*value = in.rest;
	return !in.bad && crc == value_crc(key, in.rest);
}

struct parse_arg {
	struct str key;
	struct buf *out;
	bool sound;
};

static int parse_value(TDB_DATA key, TDB_DATA data, void *arg)
{
	struct parse_arg *a = arg;
	struct str value;

	(void)key;
	a->sound = store_value_sound(a->key, (struct str){ (const char *)data.dptr, data.dsize }, &value);
	if (a->sound)
		buf_adds(a->out, value);
	return 0;
}

static enum status get(struct tdb_context *tdb, struct str key, struct buf *out)
{
	struct parse_arg arg = { key, out, false };
	int rc;

	buf_reset(out);
	count_wait();
	rc = tdb_parse_record(tdb, tdb_data(key), parse_value, &arg);
	count_wait();
	if (rc != 0)
		return tdb_error(tdb) == TDB_ERR_NOEXIST ? ST_NOTFOUND : ST_DAMAGED;
	return arg.sound ? ST_OK : ST_DAMAGED;
}

static enum status put(struct store *s, struct str key, struct str value, int flag)
{
	buf_reset(&s->scratch);
	bytes_put32(&s->scratch, value_crc(key, value));
	buf_adds(&s->scratch, value);
	if (tdb_store(s->target, tdb_data(key), tdb_data(buf_str(&s->scratch)), flag) == 0)
		return ST_OK;
	switch (tdb_error(s->target)) {
	case TDB_ERR_EXISTS:
		return ST_EXISTS;
	case TDB_ERR_CORRUPT:
		return ST_DAMAGED;
	default:
		return ST_NOSPACE;
	}
}

static void head_value(struct buf *b, uint32_t epoch, bool sealed, uint64_t id)
{
	buf_reset(b);
	buf_add(b, magic, sizeof(magic));
	bytes_put32(b, FORMAT);
	bytes_put32(b, epoch);
	bytes_put32(b, sealed);
	bytes_put64(b, id);
}

static enum status head_check(struct store *s, struct tdb_context *tdb, uint32_t epoch)
{
	struct buf b = BUF_INIT;
	enum status st = get(tdb, head_key, &b);
	struct bytes in = { buf_str(&b), false };
	struct str name = bytes_get(&in, sizeof(magic));
	uint32_t format = bytes_get32(&in);
	uint32_t number = bytes_get32(&in);

	s->sealed = bytes_get32(&in) != 0;
	s->id = bytes_get64(&in);
	if (st == ST_NOTFOUND || (st == ST_OK && !str_eq(name, (struct str){ magic, sizeof(magic) })))
		st = ST_DAMAGED;
	else if (st == ST_OK && format > FORMAT)
		st = ST_NEWER;
	else if (st == ST_OK && (in.bad || number != epoch))
		st = ST_DAMAGED;
	buf_release(&b);
	return st;
}

/* TDB would wait for what comes out of a pipe. */
static bool is_special(const char *path)
{
	struct stat st;

	return lstat(path, &st) == 0 && !S_ISREG(st.st_mode) && !S_ISLNK(st.st_mode);
}

/*
 * A file that others have too is not mapped: a mapping costs a page fault for
 * each 16 pages touched, which hash chains are all over the file, and two more
 * syncs for each sync; and all of the file would count as our memory.
 */
#define SHARED_FILE TDB_NOMMAP
/*
 * The newest file is mapped by who reads or writes in it much, as long as it is
 * small, in bytes. A bulk run reads 44 times for each mail: a mapping takes a
 * third to a half of an import's time away; but it shall keep within 64 MB of
 * memory, a transaction's and the mapped file included. A report takes half
 * the time; it maps the newest two, as the last one may just have begun.
 */
#define MAPPED_MAX_BULK (32ull << 20)
#define MAPPED_MAX_READ (64ull << 20)
/* One that nobody else sees yet is mapped, and not locked: its 8,192 chain heads take a tenth of the time. */
#define FRESH_FILE TDB_NOLOCK

static struct tdb_context *open_tdb(struct store *s, const char *path, int open_flags, int tdb_flags,
				    mode_t mode)
{
	struct tdb_logging_context log = { note_log, s };
	struct tdb_context *tdb;

	if (is_special(path)) {
		errno = EINVAL;
		return NULL;
	}
	errno = 0;
	count_wait();
	tdb = tdb_open_ex(path, HASH_SIZE, TDB_INCOMPATIBLE_HASH | TDB_DISALLOW_NESTING | tdb_flags,
			  open_flags | O_NOFOLLOW | O_CLOEXEC, mode, &log, NULL);
	count_wait();
	return tdb;
}

static enum status open_failed(int error, const char *path, struct buf *why)
{
	static const struct {
		int error;
		enum status st;
		const char *text;
	} rows[] = {
		{ EACCES, ST_NOINPUT, "not allowed to open it" },
		{ EPERM, ST_NOINPUT, "not allowed to open it" },
		{ EROFS, ST_NOINPUT, "the file system is read-only" },
		{ ELOOP, ST_NOINPUT, "it is a symbolic link, which is not followed" },
		{ ENOENT, ST_NOINPUT, "it is gone" },
		{ ENOTDIR, ST_NOINPUT, "its folder is none" },
		{ EMFILE, ST_BUSY, "too many open files" },
		{ ENFILE, ST_BUSY, "too many open files" },
		{ ENOMEM, ST_BUSY, "no memory" },
		{ EBUSY, ST_BUSY, "it is open already" },
		{ EAGAIN, ST_BUSY, "it is locked" },
		{ ENOLCK, ST_BUSY, "its file system has no locks" },
		{ ENOSPC, ST_NOSPACE, disk_full },
		{ EDQUOT, ST_NOSPACE, quota_used },
	};

	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		if (rows[i].error != error)
			continue;
		buf_addf(why, "%s: %s", path, rows[i].text);
		return rows[i].st;
	}
	buf_addf(why, "%s: no sound store file (neither an empty nor a foreign file is touched); "
		      "move it away, or build the store again from the archive", path);
	return ST_DAMAGED;
}

static enum status check_head(struct store *s, struct tdb_context *tdb, uint32_t epoch,
			      const char *path, struct buf *why)
{
	enum status st = head_check(s, tdb, epoch);

	if (st == ST_NEWER)
		buf_addf(why, "%s: written by a newer version of patchdigest; this one knows format %d", path,
			 FORMAT);
	else if (st != ST_OK)
		buf_addf(why, "%s: a TDB file, but no store of patchdigest's, or its head is damaged", path);
	return st;
}

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

/*
 * O_CREAT is never given: TDB would wipe a file that it does not know. A file
 * with a successor doesn't change any more: it is read without locks.
 */
static enum status open_epoch(struct store *s, uint32_t epoch, struct buf *why)
{
	bool sealed = epoch + 1 < s->n;
	struct buf path = BUF_INIT;
	struct tdb_context *tdb;
	enum status st = ST_OK;
	int flags = sealed ? SHARED_FILE | TDB_NOLOCK : SHARED_FILE;

	if (s->files[epoch])
		return ST_OK;
	folder_file(&s->folder, epoch, &path);
	if (to_be_mapped(s, epoch, path.data))
		flags &= ~SHARED_FILE;
	tdb = open_tdb(s, path.data, O_RDWR, flags, 0);
	if (!tdb && s->mode == STORE_READ &&
	    (errno == EACCES || errno == EROFS || errno == EPERM))
		tdb = open_tdb(s, path.data, O_RDONLY, SHARED_FILE | TDB_NOLOCK, 0);
	if (!tdb)
		st = open_failed(errno, path.data, why);
	else
		st = check_head(s, tdb, epoch, path.data, why);
	/* newer files say that it was there */
	if (st == ST_NOINPUT && sealed && access(path.data, F_OK) != 0)
		st = ST_DAMAGED;
	if (st == ST_OK)
		s->files[epoch] = tdb;
	else if (tdb)
		tdb_close(tdb);
	buf_release(&path);
	return st;
}

static void close_epoch(struct store *s, uint32_t epoch)
{
	if (s->files[epoch])
		tdb_close(s->files[epoch]);
	s->files[epoch] = NULL;
}

static void grow(struct store *s, uint32_t n)
{
	s->files = xrealloc(s->files, n * sizeof(struct tdb_context *));
	for (; s->n < n; s->n++)
		s->files[s->n] = NULL;
}

/*
 * Room for undoing a transaction, in a file that nobody sees yet: one changes
 * a value of UNDO_ROOM bytes, which is removed again.
 */
static enum status make_undo_room(struct store *s)
{
	const struct str key = STR("room");
	char *text = xcalloc(1, UNDO_ROOM);
	struct str value = { text, UNDO_ROOM };
	enum status st = put(s, key, value, TDB_INSERT);

	memset(text, 1, UNDO_ROOM); /* the same once more would not be written */
	if (st == ST_OK && tdb_transaction_start(s->target) != 0)
		st = ST_NOSPACE;
	if (st == ST_OK)
		st = put(s, key, value, TDB_MODIFY);
	if (st == ST_OK && (!commit(s, s->target) || tdb_delete(s->target, tdb_data(key)) != 0))
		st = ST_NOSPACE;
	free(text);
	return st;
}

/*
 * The new file's head, and what fill adds, on disk. Nobody sees the file yet:
 * it needs no transaction, which would leave room for its undoing behind.
 */
static enum status fill_file(struct store *s, uint32_t epoch, store_fill_fn *fill, void *arg)
{
	struct buf head = BUF_INIT;
	enum status st;

	forget_log(s);
	head_value(&head, epoch, false, s->id);
	st = put(s, head_key, buf_str(&head), TDB_INSERT);
	if (st == ST_OK && fill)
		st = fill(s, arg);
	if (st == ST_OK)
		st = make_undo_room(s);
	if (st == ST_OK && (fsync(tdb_fd(s->target)) != 0 || s->torn)) {
		s->error = s->error ? s->error : errno;
		st = ST_NOSPACE;
	}
	buf_release(&head);
	return st;
}

static void tell_unmade(const struct store *s, const char *fresh, enum status st, struct buf *why)
{
	buf_addf(why, "%s: ", fresh);
	if (st == ST_NOSPACE)
		add_reason(why, s, s->target, status_text(st));
	else
		buf_addstr(why, status_text(st));
}

/*
 * Makes an epoch's file under a name of its own and links it to its place: a
 * file called N.tdb is whole at any moment, and the first of two makers wins.
 */
static enum status make_epoch(struct store *s, uint32_t epoch, store_fill_fn *fill, void *arg,
			      struct buf *why)
{
	mode_t mode = s->folder.shared ? 0660 : 0600;
	struct buf fresh = BUF_INIT;
	struct tdb_context *outer = s->target;
	enum status st = ST_OK;

	folder_sweep(&s->folder);
	folder_fresh(&s->folder, epoch, &fresh);
	s->target = open_tdb(s, fresh.data, O_RDWR | O_CREAT | O_EXCL, FRESH_FILE, mode);
	if (!s->target) {
		st = folder_failed(fresh.data, why);
	} else {
		/* for folder_sweep: somebody is making this one */
		flock(tdb_fd(s->target), LOCK_EX | LOCK_NB);
		st = fill_file(s, epoch, fill, arg);
		if (st != ST_OK)
			tell_unmade(s, fresh.data, st, why);
		tdb_close(s->target);
		if (st == ST_OK)
			st = folder_adopt(&s->folder, fresh.data, epoch, why);
		else
			unlink(fresh.data);
	}
	s->target = outer;
	buf_release(&fresh);
	return st;
}

/* --shared needs group rights that the umask would take. */
static enum status make_first(struct store *s, struct buf *why)
{
	mode_t old = umask(s->folder.shared ? 007 : 077);
	enum status st = folder_make(&s->folder, why);

	if (getrandom(&s->id, sizeof(s->id), 0) != sizeof(s->id))
		s->id = (uint64_t)time(NULL) << 32 ^ (uint64_t)getpid();
	if (st == ST_OK)
		st = make_epoch(s, 0, s->fill, NULL, why);
	umask(old);
	return st;
}

static enum status open_newest(struct store *s, struct buf *why)
{
	uint32_t n = 0;
	enum status st = folder_check(&s->folder, s->mode == STORE_WRITE, why);

	if (st == ST_OK)
		st = folder_epochs(&s->folder, &n, why);
	if (st == ST_OK && n == 0) {
		if (s->mode == STORE_READ)
			return folder_missing(&s->folder, why);
		st = make_first(s, why);
		n = 1;
	}
	if (st != ST_OK)
		return st;
	grow(s, n);
	return open_epoch(s, n - 1, why);
}

/*
 * TDB asks for what a transaction needs piece by piece: a copy of the hash
 * table, a pointer for each page of the file, the pages that change. Taken from
 * the kernel at once, and kept, it takes a delivery a twentieth less time than
 * by a fault for each page. Kernels before 5.14 know no such call: then by faults.
 */
static void reserve_memory(const struct store *s)
{
	const uintptr_t page = (uintptr_t)sysconf(_SC_PAGESIZE);
	const size_t pages = tdb_map_size(s->files[s->n - 1]) / page;
	size_t need = HASH_SIZE * sizeof(uint32_t) + pages * sizeof(void *) + PAGES_ROOM;
	char *room;

	mallopt(M_MMAP_THRESHOLD, MEMORY_KEPT);
	mallopt(M_TRIM_THRESHOLD, 2 * MEMORY_KEPT);
	if (s->bulk)
		return;
	/* what is not kept would be taken for nothing */
	if (need > MEMORY_KEPT / 2)
		need = MEMORY_KEPT / 2;
	room = xmalloc(need + page);
#ifdef MADV_POPULATE_WRITE
	madvise(room + (page - (uintptr_t)room % page), need, MADV_POPULATE_WRITE);
#endif
	free(room);
}

enum status store_open(struct store **out, const struct store_options *o, struct buf *why)
{
	struct store *s = xcalloc(1, sizeof(*s));
	enum status st;

	folder_init(&s->folder, o->dir, o->list, o->shared);
	s->mode = o->mode;
	s->fill = o->fill;
	s->bulk = o->bulk;
	s->epoch_size = o->epoch_size ? o->epoch_size : EPOCH_DEFAULT;
	if (s->epoch_size > STORE_EPOCH_MAX)
		s->epoch_size = STORE_EPOCH_MAX;
	if (s->epoch_size < STORE_EPOCH_MIN)
		s->epoch_size = STORE_EPOCH_MIN;
	st = open_newest(s, why);
	if (st == ST_OK && s->mode == STORE_WRITE)
		reserve_memory(s);
	*out = s;
	if (st != ST_OK) {
		store_close(s);
		*out = NULL;
	}
	return st;
}

enum status store_open_file(struct store **out, const char *path, uint32_t epoch, struct buf *why)
{
	struct store *s = xcalloc(1, sizeof(*s));
	struct tdb_context *tdb = open_tdb(s, path, O_RDONLY, SHARED_FILE | TDB_NOLOCK, 0);
	enum status st = tdb ? check_head(s, tdb, epoch, path, why) : open_failed(errno, path, why);

	grow(s, 1);
	s->files[0] = tdb;
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
		close_epoch(s, i);
	free(s->files);
	folder_release(&s->folder);
	buf_release(&s->scratch);
	free(s);
}

uint32_t store_epochs(const struct store *s)
{
	return s->n;
}

uint64_t store_id(const struct store *s)
{
	return s->id;
}

uint64_t store_size(const struct store *s)
{
	return folder_size(&s->folder, s->n);
}

enum status store_get(struct store *s, uint32_t epoch, struct str key, struct buf *out)
{
	struct buf why = BUF_INIT;
	enum status st;

	buf_reset(out);
	if (epoch >= s->n)
		return ST_NOTFOUND;
	st = open_epoch(s, epoch, &why);
	buf_release(&why);
	return st == ST_OK ? get(s->files[epoch], key, out) : st;
}

/* The newest file was sealed by somebody, and its successor is there: go on with that. */
static enum status follow(struct store *s, bool *followed, struct buf *why)
{
	uint32_t n;
	enum status st = folder_epochs(&s->folder, &n, why);

	*followed = st == ST_OK && n > s->n;
	if (!*followed)
		return st;
	store_cancel(s);
	close_epoch(s, s->n - 1);
	grow(s, n);
	return open_epoch(s, n - 1, why);
}

/* The newest file, which was mapped, has become too large for that. No lock is held between transactions. */
static enum status end_mapping(struct store *s, struct buf *why)
{
	struct tdb_context *tdb = s->files[s->n - 1];

	if (tdb && (tdb_get_flags(tdb) & TDB_NOMMAP || tdb_map_size(tdb) <= mapped_max(s)))
		return ST_OK;
	close_epoch(s, s->n - 1);
	return open_epoch(s, s->n - 1, why);
}

static bool start(struct tdb_context *tdb)
{
	int rc;

	count_wait();
	rc = tdb_transaction_start(tdb);
	count_wait();
	return rc == 0;
}

enum status store_begin(struct store *s, struct buf *why)
{
	bool followed = true;
	enum status st = end_mapping(s, why);

	while (st == ST_OK && followed) {
		followed = false;
		if (!start(s->files[s->n - 1])) {
			buf_addf(why, "%s/%u.tdb: %s", s->folder.path, s->n - 1, tdb_errorstr(s->files[s->n - 1]));
			return tdb_error(s->files[s->n - 1]) == TDB_ERR_LOCK ? ST_BUSY : ST_NOSPACE;
		}
		s->target = s->files[s->n - 1];
		st = head_check(s, s->target, s->n - 1);
		if (st == ST_OK && s->sealed)
			st = follow(s, &followed, why);
	}
	if (st != ST_OK)
		store_cancel(s);
	return st;
}

enum status store_commit(struct store *s, struct buf *why)
{
	struct tdb_context *tdb = s->target;

	s->target = NULL;
	if (commit(s, tdb))
		return ST_OK;
	buf_addf(why, "%s/%u.tdb: the transaction was not taken: ", s->folder.path, s->n - 1);
	add_reason(why, s, tdb, tdb_errorstr(tdb));
	return ST_NOSPACE;
}

void store_cancel(struct store *s)
{
	if (s->target)
		tdb_transaction_cancel(s->target);
	s->target = NULL;
}

bool store_sealed(const struct store *s)
{
	return s->target && s->sealed;
}

/* TDB makes a file longer by a quarter at most: at the next time it would pass the size. */
bool store_full(const struct store *s)
{
	return tdb_map_size(s->target) / 4 * 5 >= s->epoch_size;
}

enum status store_seal(struct store *s, struct buf *why)
{
	struct buf head = BUF_INIT;
	enum status st;

	head_value(&head, s->n - 1, true, s->id);
	st = put(s, head_key, buf_str(&head), TDB_REPLACE);
	buf_release(&head);
	if (st == ST_OK)
		return store_commit(s, why);
	store_cancel(s);
	return st;
}

enum status store_extend(struct store *s, store_fill_fn *fill, void *arg, struct buf *why)
{
	mode_t old = umask(s->folder.shared ? 007 : 077);
	enum status st = make_epoch(s, s->n, fill, arg, why);

	umask(old);
	store_cancel(s);
	if (st == ST_OK) {
		/* opened again, if need be, as one that doesn't change any more */
		close_epoch(s, s->n - 1);
		grow(s, s->n + 1);
		st = open_epoch(s, s->n - 1, why);
	}
	return st == ST_OK ? store_begin(s, why) : st;
}

enum status store_insert(struct store *s, struct str key, struct str value)
{
	return put(s, key, value, TDB_INSERT);
}

enum status store_replace(struct store *s, struct str key, struct str value)
{
	return put(s, key, value, TDB_REPLACE);
}

struct walk_arg {
	store_each_fn *each;
	store_check_fn *check;
	void *arg;
	uint32_t epoch;
	enum status st;
};

static bool is_found(struct tdb_context *tdb, TDB_DATA key)
{
	bool found;

	count_wait();
	found = tdb_exists(tdb, key);
	count_wait();
	return found;
}

static int walk_entry(struct tdb_context *tdb, TDB_DATA k, TDB_DATA v, struct walk_arg *w)
{
	struct str key = { (const char *)k.dptr, k.dsize };
	struct str value;
	bool sound = store_value_sound(key, (struct str){ (const char *)v.dptr, v.dsize }, &value);
	const char *fault = sound ? NULL : "its checksum is wrong";

	/* an entry's head repeats the key's hash: where that is wrong, only a walk comes by */
	if (w->check && sound && !is_found(tdb, k))
		fault = "it stands where no look-up finds it";
	if (fault)
		w->st = ST_DAMAGED;
	if (w->check)
		w->check(w->arg, w->epoch, key, value, fault);
	else if (sound && !w->each(w->arg, key, value))
		return -1;
	return 0;
}

/* Nothing is waited for in here, however long it takes. */
static int leave_for_entry(struct tdb_context *tdb, TDB_DATA k, TDB_DATA v, void *arg)
{
	int rc;

	count_wait();
	rc = walk_entry(tdb, k, v, arg);
	count_wait();
	return rc;
}

static int walk(struct tdb_context *tdb, struct walk_arg *w)
{
	int n;

	count_wait();
	n = tdb_traverse_read(tdb, leave_for_entry, w);
	count_wait();
	return n;
}

enum status store_each(struct store *s, uint32_t epoch, store_each_fn *fn, void *arg)
{
	struct walk_arg w = { fn, NULL, arg, epoch, ST_OK };
	struct buf why = BUF_INIT;
	enum status st = open_epoch(s, epoch, &why);

	buf_release(&why);
	if (st != ST_OK)
		return st;
	walk(s->files[epoch], &w);
	return w.st;
}

/* tdb_check goes through all of a file: that takes long, but doesn't wait. */
static int leave_for_check(TDB_DATA key, TDB_DATA data, void *arg)
{
	(void)key;
	(void)data;
	(void)arg;
	count_wait();
	count_wait();
	return 0;
}

/*
 * A transaction that made the file longer and was then rolled back leaves
 * what it had added behind: space that nothing points to, harmless, but
 * unsound to tdb_check for ever (which also takes the rest of the file for
 * dead where such space begins with zeros). All entries have been reached
 * before; what else matters is the list of free space.
 */
static bool structure_sound(struct tdb_context *tdb)
{
	bool sound;
	int n;

	count_wait();
	sound = tdb_check(tdb, leave_for_check, NULL) == 0 || tdb_validate_freelist(tdb, &n) == 0;
	count_wait();
	return sound;
}

static enum status check_epoch(struct store *s, uint32_t epoch, store_check_fn *fn, void *arg)
{
	struct walk_arg w = { NULL, fn, arg, epoch, ST_OK };
	const bool by_name = s->folder.path; /* not store_open_file's */
	struct buf why = BUF_INIT;

	if (by_name)
		close_epoch(s, epoch);
	if (open_epoch(s, epoch, &why) != ST_OK) {
		fn(arg, epoch, STR_EMPTY, STR_EMPTY, buf_cstr(&why));
		w.st = ST_DAMAGED;
	} else if (walk(s->files[epoch], &w) < 0) {
		fn(arg, epoch, STR_EMPTY, STR_EMPTY, "its chains are broken: some entries can't be reached");
		w.st = ST_DAMAGED;
	} else if (!structure_sound(s->files[epoch])) {
		fn(arg, epoch, STR_EMPTY, STR_EMPTY, "TDB finds its structure unsound (all entries could be read)");
		w.st = ST_DAMAGED;
	}
	/* what is mapped is memory: mostly of one file at a time */
	if (by_name)
		close_epoch(s, epoch);
	buf_release(&why);
	return w.st;
}

/*
 * A file is sealed when the next one is to take over. It may be just about to,
 * or its maker has died: the next mail makes it. Or it was there, and is lost.
 */
static bool is_followed(struct store *s)
{
	struct buf why = BUF_INIT;
	uint32_t n = s->n, last = s->n - 1;
	bool followed = true;

	if (s->folder.path && open_epoch(s, last, &why) == ST_OK && head_check(s, s->files[last], last) == ST_OK)
		followed = !s->sealed || folder_epochs(&s->folder, &n, &why) != ST_OK || n > s->n;
	buf_release(&why);
	return followed;
}

enum status store_check(struct store *s, store_check_fn *fn, void *arg)
{
	enum status st = ST_OK;

	s->checking = true;
	for (uint32_t e = 0; e < s->n; e++)
		if (check_epoch(s, e, fn, arg) != ST_OK)
			st = ST_DAMAGED;
	s->checking = false;
	if (!is_followed(s)) {
		fn(arg, s->n - 1, STR_EMPTY, STR_EMPTY,
		   "it is sealed, and the file that goes on is missing: the next mail makes one, but what a lost one held is not in it");
		st = ST_DAMAGED;
	}
	return st;
}

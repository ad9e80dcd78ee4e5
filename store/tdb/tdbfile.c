/* SPDX-License-Identifier: MIT */
#include <errno.h>
#include <fcntl.h>
#include <malloc.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <sys/statvfs.h>
#include <unistd.h>

#include <tdb.h>

#include "store/tdb/tdbfile.h"
#include "store/tdb/checksum.h"
#include "store/util/array.h"

/*
 * Chosen by measurement: each transaction copies the hash table (128 KB). A
 * look-up walks a chain (4 keys in a full file).
 */
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

struct tdbfile {
	struct tdb_context *tdb;
	bool torn; /* tdb could not finish a write or a sync */
	int error; /* errno when tdb first had something to say, or 0 */
	struct buf scratch;
};

static volatile sig_atomic_t waits;

/* Before and after each call of tdb's that takes a lock, if need be waiting for it. */
static void count_wait(void)
{
	waits = (sig_atomic_t)((unsigned)waits + 1); /* is to wrap around */
}

int tdbfile_waits(void)
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
static void note_log(struct tdb_context *tdb, enum tdb_debug_level level, const char *fmt,
		     ...)
{
	struct tdbfile *f = tdb_get_logging_private(tdb);

	(void)fmt;
	if (!f->error)
		f->error = errno;
	if (level == TDB_DEBUG_FATAL)
		f->torn = true;
}

static void forget_log(struct tdbfile *f)
{
	f->torn = false;
	f->error = errno = 0;
}

static const char disk_full[] = "the disk is full",
		  quota_used[] = "the disk quota is used up";

/*
 * Why a write failed. A file is made longer by posix_fallocate(3), which sets
 * no errno, by at most twice what it has, or some MB if that is more.
 */
void tdbfile_tell(const struct tdbfile *f, const char *otherwise, struct buf *why)
{
	const uint64_t some = 10ull << 20, twice = 2 * (uint64_t)tdb_map_size(f->tdb);
	struct statvfs fs;
	uint64_t left;

	if (f->error == ENOSPC || f->error == EDQUOT) {
		buf_addstr(why, f->error == ENOSPC ? disk_full : quota_used);
		return;
	}
	left = !f->error && fstatvfs(tdb_fd(f->tdb), &fs) == 0
		   ? (uint64_t)fs.f_bavail * fs.f_frsize
		   : UINT64_MAX;
	if (left < (twice > some ? twice : some))
		buf_addf(why, "%s (%ju KB left)", disk_full, (uintmax_t)(left >> 10));
	else
		buf_addstr(why, otherwise ? otherwise : tdb_errorstr(f->tdb));
}

/*
 * A commit that makes a mapped file longer maps it anew, and forgets how long
 * that mapping is: of each such commit some MB would stay mapped for good. So
 * that is left to the first read that comes afterwards. (Addresses behind the
 * old end of the file are forgotten too, but never touched.)
 */
enum status tdbfile_commit(struct tdbfile *f)
{
	bool mapped = tdbfile_is_mapped(f), done;

	forget_log(f);
	if (mapped)
		tdb_add_flags(f->tdb, TDB_NOMMAP);
	count_wait();
	done = tdb_transaction_commit(f->tdb) == 0 && !f->torn;
	count_wait();
	if (mapped)
		tdb_remove_flags(f->tdb, TDB_NOMMAP);
	return done ? ST_OK : ST_NOSPACE;
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
	a->sound = checksum_ok(
	    a->key, (struct str){ (const char *)data.dptr, data.dsize }, &value);
	if (a->sound)
		buf_adds(a->out, value);
	return 0;
}

enum status tdbfile_get(struct tdbfile *f, struct str key, struct buf *out)
{
	struct parse_arg arg = { key, out, false };
	int rc;

	buf_reset(out);
	count_wait();
	rc = tdb_parse_record(f->tdb, tdb_data(key), parse_value, &arg);
	count_wait();
	if (rc != 0)
		return tdb_error(f->tdb) == TDB_ERR_NOEXIST ? ST_NOTFOUND : ST_DAMAGED;
	return arg.sound ? ST_OK : ST_DAMAGED;
}

static enum status put(struct tdbfile *f, struct str key, struct str value, int flag)
{
	checksum_put(&f->scratch, key, value);
	if (tdb_store(f->tdb, tdb_data(key), tdb_data(buf_str(&f->scratch)), flag) == 0)
		return ST_OK;
	switch (tdb_error(f->tdb)) {
	case TDB_ERR_EXISTS:
		return ST_EXISTS;
	case TDB_ERR_CORRUPT:
		return ST_DAMAGED;
	default:
		return ST_NOSPACE;
	}
}

enum status tdbfile_insert(struct tdbfile *f, struct str key, struct str value)
{
	return put(f, key, value, TDB_INSERT);
}

enum status tdbfile_replace(struct tdbfile *f, struct str key, struct str value)
{
	return put(f, key, value, TDB_REPLACE);
}

enum status tdbfile_begin(struct tdbfile *f)
{
	int rc;

	forget_log(f);
	count_wait();
	rc = tdb_transaction_start(f->tdb);
	count_wait();
	if (rc == 0)
		return ST_OK;
	return tdb_error(f->tdb) == TDB_ERR_LOCK ? ST_BUSY : ST_NOSPACE;
}

void tdbfile_cancel(struct tdbfile *f)
{
	tdb_transaction_cancel(f->tdb);
}

/* TDB would wait for what comes out of a pipe. */
static bool is_special(const char *path)
{
	struct stat st;

	return lstat(path, &st) == 0 && !S_ISREG(st.st_mode) && !S_ISLNK(st.st_mode);
}

/*
 * A file that others have too is not mapped unless much is read in it: a
 * mapping costs a page fault for each 16 pages touched, which hash chains are
 * all over the file, and two more syncs for each sync; and all of the file
 * would count as our memory. O_CREAT is given for a new name only: TDB would
 * wipe a file that it does not know.
 */
struct tdbfile *tdbfile_open(const char *path, unsigned how, mode_t mode)
{
	const int open_flags = how & TDBFILE_READ_ONLY ? O_RDONLY : O_RDWR;
	const int made = how & TDBFILE_NEW ? O_CREAT | O_EXCL : 0;
	const int tdb_flags = (how & TDBFILE_MAPPED ? 0 : TDB_NOMMAP) |
			      (how & TDBFILE_UNLOCKED ? TDB_NOLOCK : 0);
	struct tdbfile *f = xcalloc(1, sizeof(*f));
	struct tdb_logging_context log = { note_log, f };
	int error = EINVAL;

	if (!is_special(path)) {
		errno = 0;
		count_wait();
		f->tdb = tdb_open_ex(
		    path, HASH_SIZE,
		    TDB_INCOMPATIBLE_HASH | TDB_DISALLOW_NESTING | tdb_flags,
		    open_flags | made | O_NOFOLLOW | O_CLOEXEC, mode, &log, NULL);
		count_wait();
		error = errno;
	}
	if (f->tdb)
		return f;
	free(f);
	errno = error;
	return NULL;
}

void tdbfile_close(struct tdbfile *f)
{
	if (!f)
		return;
	tdb_close(f->tdb);
	buf_release(&f->scratch);
	free(f);
}

size_t tdbfile_size(const struct tdbfile *f)
{
	return tdb_map_size(f->tdb);
}

bool tdbfile_is_mapped(const struct tdbfile *f)
{
	return !(tdb_get_flags(f->tdb) & TDB_NOMMAP);
}

enum status tdbfile_open_failed(int error, const char *path, struct buf *why)
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

	for (size_t i = 0; i < ARRAY_SIZE(rows); i++) {
		if (rows[i].error != error)
			continue;
		buf_addf(why, "%s: %s", path, rows[i].text);
		return rows[i].st;
	}
	buf_addf(
	    why,
	    "%s: no sound store file (neither an empty nor a foreign file is touched); "
	    "move it away, or build the store again from the archive",
	    path);
	return ST_DAMAGED;
}

/*
 * TDB asks for what a transaction needs piece by piece: a copy of the hash
 * table, a pointer for each page of the file, the pages that change. Taken from
 * the kernel at once, and kept, it takes a delivery a twentieth less time than
 * by a fault for each page. Kernels before 5.14 know no such call: then by faults.
 */
void tdbfile_reserve(const struct tdbfile *f, bool many)
{
	const uintptr_t page = (uintptr_t)sysconf(_SC_PAGESIZE);
	const size_t pages = tdb_map_size(f->tdb) / page;
	size_t need = HASH_SIZE * sizeof(uint32_t) + pages * sizeof(void *) + PAGES_ROOM;
	char *room;

	mallopt(M_MMAP_THRESHOLD, MEMORY_KEPT);
	mallopt(M_TRIM_THRESHOLD, 2 * MEMORY_KEPT);
	if (many)
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

void tdbfile_claim(struct tdbfile *f)
{
	flock(tdb_fd(f->tdb), LOCK_EX | LOCK_NB);
}

/* One transaction changes a value of UNDO_ROOM bytes, which is removed again. */
static enum status make_undo_room(struct tdbfile *f)
{
	const struct str key = STR("room");
	char *text = xcalloc(1, UNDO_ROOM);
	struct str value = { text, UNDO_ROOM };
	enum status st = put(f, key, value, TDB_INSERT);

	memset(text, 1, UNDO_ROOM); /* the same once more would not be written */
	if (st == ST_OK)
		st = tdbfile_begin(f);
	if (st == ST_OK)
		st = put(f, key, value, TDB_MODIFY);
	if (st == ST_OK)
		st = tdbfile_commit(f);
	if (st == ST_OK && tdb_delete(f->tdb, tdb_data(key)) != 0)
		st = ST_NOSPACE;
	free(text);
	return st;
}

enum status tdbfile_finish(struct tdbfile *f)
{
	enum status st = make_undo_room(f);

	if (st == ST_OK && (fsync(tdb_fd(f->tdb)) != 0 || f->torn)) {
		f->error = f->error ? f->error : errno;
		st = ST_NOSPACE;
	}
	return st;
}

struct walk_arg {
	tdbfile_walk_fn *fn;
	void *arg;
	bool look_up;
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
	bool sound =
	    checksum_ok(key, (struct str){ (const char *)v.dptr, v.dsize }, &value);
	const char *fault = sound ? NULL : "its checksum is wrong";

	/* an entry's head repeats the key's hash: where that is wrong, only a walk comes
	 * by */
	if (w->look_up && sound && !is_found(tdb, k))
		fault = "it stands where no look-up finds it";
	return w->fn(w->arg, key, value, fault) ? 0 : -1;
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

bool tdbfile_walk(struct tdbfile *f, bool look_up, tdbfile_walk_fn *fn, void *arg)
{
	struct walk_arg w = { fn, arg, look_up };
	int n;

	count_wait();
	n = tdb_traverse_read(f->tdb, leave_for_entry, &w);
	count_wait();
	return n >= 0;
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
bool tdbfile_sound(struct tdbfile *f)
{
	bool sound;
	int n;

	count_wait();
	sound = tdb_check(f->tdb, leave_for_check, NULL) == 0 ||
		tdb_validate_freelist(f->tdb, &n) == 0;
	count_wait();
	return sound;
}

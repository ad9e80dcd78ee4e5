/* SPDX-License-Identifier: MIT */
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <sys/statvfs.h>
#include <time.h>
#include <unistd.h>

#include <tdb.h>

#include "store/tdb/tdbfile.h"
#include "store/tdb/checksum.h"
#include "store/tdb/heap.h"
#include "store/tdb/open_error.h"
#include "store/tdb/rolled_back.h"

/*
 * Chosen by measurement: each transaction copies the hash table (128 KB). A
 * look-up goes through one of TDB's chains (4 keys in a full file).
 */
#define HASH_SIZE 32749
/* For a file with few entries: a small part of its one page. */
#define HASH_SIZE_SMALL 131
/*
 * TDB reserves a hundred times the room that undoing a file's first
 * transaction needs: 2.4 MB for a list with one mail, whose delivery needs
 * 24 KB. If the first one needs more than 100 KB, TDB reserves only twice that.
 */
#define UNDO_ROOM (101u << 10)

/* A transaction's memory for the pages that one mail changes, in bytes. */
#define PAGES_ROOM (48u << 10)

/*
 * A lock for each read was a third of a report's time. So reads share one, for at most as
 * long as a commit takes; in the pause after it a commit that waits gets its turn.
 */
#define LOCKED_NS 2000000
#define PAUSE_NS 20000

/* Bytes of a file that is walked in about that time. */
#define SMALL_FILE (2u << 20)

struct tdbfile {
	struct tdb_context *tdb;
	bool torn;	  /* tdb could not finish a write or a sync */
	bool rolled_back; /* tdb may have undone a killed process's transaction */
	bool reads_locked;
	bool complained;  /* tdb reported an error since this was set to false */
	int error;	  /* errno at tdb's first log message, or 0 */
	size_t committed; /* the size that the last commit was to give the file */
	struct tdbfile *next_locked;
	struct buf scratch;
};

static volatile sig_atomic_t waits;
static const char *volatile awaited = "";

/* Called before and after each tdb call that may wait for a lock. */
static void count_wait(void)
{
	waits = (sig_atomic_t)((unsigned)waits + 1); /* may wrap around */
}

/* The call that begins to wait is for this file. */
static void begin_wait(const char *path)
{
	awaited = path;
	count_wait();
}

const char *tdbfile_waits_for(void)
{
	return awaited;
}

int tdbfile_waits(void)
{
	return waits;
}

static tdbfile_write_fn *write_fn;
static void *write_arg;

void tdbfile_on_write(tdbfile_write_fn *fn, void *arg)
{
	write_fn = fn;
	write_arg = arg;
}

void tdbfile_begin_write(void)
{
	if (write_fn)
		write_fn(write_arg);
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
 * Log messages are not printed: a delivery's standard error stays empty. They
 * matter all the same. A commit that could not remove its recovery mark returns
 * success, although the next process will undo the transaction: only a log
 * message shows it. And tdb_error() often returns an earlier look-up's error.
 */
static void record_log(struct tdb_context *tdb, enum tdb_debug_level level,
		       const char *fmt, ...)
{
	struct tdbfile *f = tdb_get_logging_private(tdb);

	if (str_starts(str_from(fmt), STR("tdb_transaction_recover: recovered"))) {
		f->rolled_back = true;
		return;
	}
	if (!f->error)
		f->error = errno;
	if (level <= TDB_DEBUG_ERROR)
		f->complained = true;
	if (level == TDB_DEBUG_FATAL)
		f->torn = true;
}

static void forget_log(struct tdbfile *f)
{
	f->torn = false;
	f->error = errno = 0;
}

/*
 * TDB makes a file longer by posix_fallocate(3), which sets no errno, by at most
 * twice its size, or that which a commit was to give it, or some MB, whichever is more:
 * without an errno the disk is full if less than that is left.
 */
void tdbfile_explain(const struct tdbfile *f, const char *otherwise, struct buf *why)
{
	const size_t now = tdb_map_size(f->tdb);
	const uint64_t some = 10ull << 20;
	const uint64_t twice = 2 * (uint64_t)(now > f->committed ? now : f->committed);
	struct statvfs fs;
	uint64_t left;

	if (disk_error_text(f->error)) {
		buf_addstr(why, disk_error_text(f->error));
		return;
	}
	left = !f->error && fstatvfs(tdb_fd(f->tdb), &fs) == 0
		   ? (uint64_t)fs.f_bavail * fs.f_frsize
		   : UINT64_MAX;
	if (left < (twice > some ? twice : some))
		buf_addf(why, "%s (%ju KB left)", disk_error_text(ENOSPC),
			 (uintmax_t)(left >> 10));
	else
		buf_addstr(why, otherwise ? otherwise : tdb_errorstr(f->tdb));
}

/*
 * A commit that makes a mapped file longer maps it anew and forgets how long the
 * new mapping is: each such commit would leave some MB mapped for good. So the
 * commit runs without a mapping, and the next read maps the file. (The old
 * mapping's end is forgotten too, but nothing touches those addresses.)
 */
enum status tdbfile_commit(struct tdbfile *f)
{
	bool mapped = tdbfile_is_mapped(f), done;

	tdbfile_begin_write();
	forget_log(f);
	f->committed = tdb_map_size(f->tdb);
	if (mapped)
		tdb_add_flags(f->tdb, TDB_NOMMAP);
	begin_wait(tdb_name(f->tdb));
	done = tdb_transaction_commit(f->tdb) == 0 && !f->torn;
	count_wait();
	if (mapped)
		tdb_remove_flags(f->tdb, TDB_NOMMAP);
	return done ? ST_OK : ST_NOSPACE;
}

struct value_parse {
	struct str key;
	struct buf *out;
	bool sound;
};

static int parse_value(TDB_DATA key, TDB_DATA data, void *arg)
{
	struct value_parse *a = arg;
	struct str value;

	(void)key;
	a->sound = checksum_ok(
	    a->key, (struct str){ (const char *)data.dptr, data.dsize }, &value);
	if (a->sound)
		buf_adds(a->out, value);
	return 0;
}

/* For tdb_parse_record() a key whose chain it can't lock or read is no key of the file:
 * only a log message tells the two apart. */
enum status tdbfile_get(struct tdbfile *f, struct str key, struct buf *out)
{
	struct value_parse arg = { key, out, false };
	int rc;

	buf_reset(out);
	f->complained = false;
	begin_wait(tdb_name(f->tdb));
	rc = tdb_parse_record(f->tdb, tdb_data(key), parse_value, &arg);
	count_wait();
	if (rc != 0)
		return tdb_error(f->tdb) == TDB_ERR_NOEXIST && !f->complained
			   ? ST_NOTFOUND
			   : ST_DAMAGED;
	return arg.sound ? ST_OK : ST_DAMAGED;
}

static int64_t monotonic_ns(void)
{
	struct timespec now;

	clock_gettime(CLOCK_MONOTONIC, &now);
	return now.tv_sec * (int64_t)1000000000 + now.tv_nsec;
}

/* The files whose reads are locked, and since when some are. */
static struct tdbfile *locked_files;
static int64_t locked_at;

static void unlock_all_reads(void)
{
	for (struct tdbfile *f = locked_files; f; f = f->next_locked) {
		tdb_unlockall_read(f->tdb);
		f->reads_locked = false;
	}
	locked_files = NULL;
}

static void lock_file_reads(struct tdbfile *f)
{
	begin_wait(tdb_name(f->tdb));
	f->reads_locked = tdb_lockall_read(f->tdb) == 0;
	count_wait();
	if (!f->reads_locked)
		return; /* each read takes its own lock */
	if (!locked_files)
		locked_at = monotonic_ns();
	f->next_locked = locked_files;
	locked_files = f;
}

void tdbfile_lock_reads(struct tdbfile *f)
{
	const struct timespec pause = { 0, PAUSE_NS };

	if (locked_files && monotonic_ns() - locked_at >= LOCKED_NS) {
		unlock_all_reads();
		nanosleep(&pause, NULL);
	}
	if (!f->reads_locked && !(tdb_get_flags(f->tdb) & TDB_NOLOCK))
		lock_file_reads(f);
}

void tdbfile_unlock_reads(struct tdbfile *f)
{
	struct tdbfile **at = &locked_files;

	if (!f->reads_locked)
		return;
	while (*at != f)
		at = &(*at)->next_locked;
	*at = f->next_locked;
	f->reads_locked = false;
	tdb_unlockall_read(f->tdb);
}

static enum status put_value(struct tdbfile *f, struct str key, struct str value,
			     int flag)
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
	return put_value(f, key, value, TDB_INSERT);
}

enum status tdbfile_replace(struct tdbfile *f, struct str key, struct str value)
{
	return put_value(f, key, value, TDB_REPLACE);
}

/*
 * Makes the file shorter by what a transaction that was rolled back took. Other
 * processes may have it open, and mapped: none of their chains leads there, and
 * TDB looks at the file's size again before it needs more room.
 */
static void cut_rolled_back(struct tdbfile *f)
{
	const int fd = tdb_fd(f->tdb);
	struct stat st;

	f->rolled_back = false;
	begin_wait(tdb_name(f->tdb));
	if (tdb_lockall(f->tdb) == 0) {
		if (fstat(fd, &st) == 0) {
			size_t size = (size_t)st.st_size;
			size_t end = rolled_back_end(fd, size);

			/* the room is only wasted if this fails */
			if (end < size)
				(void)!ftruncate(fd, (off_t)end);
		}
		tdb_unlockall(f->tdb);
	}
	count_wait();
}

static bool start_transaction(struct tdbfile *f)
{
	int rc;

	forget_log(f);
	begin_wait(tdb_name(f->tdb));
	rc = tdb_transaction_start(f->tdb);
	count_wait();
	return rc == 0;
}

enum status tdbfile_begin(struct tdbfile *f)
{
	bool started = start_transaction(f);

	if (started && f->rolled_back) {
		tdb_transaction_cancel(f->tdb);
		cut_rolled_back(f);
		started = start_transaction(f);
	}
	if (started)
		return ST_OK;
	return tdb_error(f->tdb) == TDB_ERR_LOCK ? ST_BUSY : ST_NOSPACE;
}

void tdbfile_cancel(struct tdbfile *f)
{
	tdb_transaction_cancel(f->tdb);
}

/* Whether it is a pipe or the like: TDB would wait for its bytes. */
static bool is_special(const char *path)
{
	struct stat st;

	return lstat(path, &st) == 0 && !S_ISREG(st.st_mode) && !S_ISLNK(st.st_mode);
}

static void look_for_rolled_back(struct tdbfile *f, const char *path)
{
	enum rolled_back seen = rolled_back_seen(path);

	f->rolled_back = seen != ROLLED_BACK_NOTHING;
	if (seen == ROLLED_BACK_PENDING)
		tdbfile_begin_write();
}

/*
 * A file that other processes use too is mapped only if much is read in it. A
 * mapping costs a page fault for each 16 pages touched (hash chains run all
 * over the file) and two more syncs for each sync, and all of the file counts
 * as our memory. O_CREAT is given for a new name only: TDB would wipe a file
 * that it does not know.
 */
struct tdbfile *tdbfile_open(const char *path, unsigned how, mode_t mode)
{
	const int open_flags = how & TDBFILE_READ_ONLY ? O_RDONLY : O_RDWR;
	const int made = how & TDBFILE_NEW ? O_CREAT | O_EXCL : 0;
	const int tdb_flags = (how & TDBFILE_MAPPED ? 0 : TDB_NOMMAP) |
			      (how & TDBFILE_UNLOCKED ? TDB_NOLOCK : 0);
	struct tdbfile *f = xcalloc(1, sizeof(*f));
	struct tdb_logging_context log = { record_log, f };
	int error = EINVAL;

	if (!is_special(path)) {
		if (how & TDBFILE_TO_WRITE)
			look_for_rolled_back(f, path);
		errno = 0;
		begin_wait(path);
		f->tdb = tdb_open_ex(
		    path, how & TDBFILE_SMALL ? HASH_SIZE_SMALL : HASH_SIZE,
		    TDB_INCOMPATIBLE_HASH | TDB_DISALLOW_NESTING | tdb_flags,
		    open_flags | made | O_NOFOLLOW | O_CLOEXEC, mode, &log, NULL);
		count_wait();
		error = errno;
	}
	if (f->tdb) {
		if (f->rolled_back && how & TDBFILE_TO_WRITE)
			cut_rolled_back(f);
		return f;
	}
	free(f);
	errno = error;
	return NULL;
}

void tdbfile_close(struct tdbfile *f)
{
	if (!f)
		return;
	tdbfile_unlock_reads(f);
	tdb_close(f->tdb);
	buf_release(&f->scratch);
	free(f);
}

size_t tdbfile_size(const struct tdbfile *f)
{
	return tdb_map_size(f->tdb);
}

bool tdbfile_is_at(const struct tdbfile *f, const char *path)
{
	struct stat own, there;

	return fstat(tdb_fd(f->tdb), &own) == 0 && lstat(path, &there) == 0 &&
	       own.st_dev == there.st_dev && own.st_ino == there.st_ino;
}

bool tdbfile_is_mapped(const struct tdbfile *f)
{
	return !(tdb_get_flags(f->tdb) & TDB_NOMMAP);
}

void tdbfile_reserve(const struct tdbfile *f, bool many)
{
	const size_t pages = tdbfile_size(f) / (size_t)sysconf(_SC_PAGESIZE);

	heap_reserve(HASH_SIZE * sizeof(uint32_t) + pages * sizeof(void *) + PAGES_ROOM,
		     many);
}

void tdbfile_claim(struct tdbfile *f)
{
	flock(tdb_fd(f->tdb), LOCK_EX | LOCK_NB);
}

/*
 * TDB takes for an entry its head, a length after it, and a quarter more room
 * than its bytes need. If the file has to become longer for the entry, TDB makes
 * it longer by a hundred times that, as far as the next page. So an entry of a
 * hundredth is inserted, and removed.
 */
#define ENTRY_HEAD 24
#define ENTRY_END 4
#define ENTRY_ALIGNMENT 4
#define ROOM_FACTOR 100

enum status tdbfile_make_room(struct tdbfile *f, size_t entries, size_t bytes)
{
	const size_t own = ENTRY_HEAD + ENTRY_END + ENTRY_ALIGNMENT;
	const size_t each = own + sizeof(uint32_t) * 5 / 4; /* the checksum */
	const size_t part = (entries * each + bytes / 4 * 5) / ROOM_FACTOR;
	const size_t len = part > own ? (part - own) * 4 / 5 + 1 : 1;
	char *key = xcalloc(1, len);
	const struct str room = { key, len };
	bool made =
	    tdb_store(f->tdb, tdb_data(room), tdb_data(STR_EMPTY), TDB_INSERT) == 0 &&
	    tdb_delete(f->tdb, tdb_data(room)) == 0;

	free(key);
	return made ? ST_OK : ST_NOSPACE;
}

/* One transaction changes a value of UNDO_ROOM bytes, which is then removed. */
enum status tdbfile_make_undo_room(struct tdbfile *f)
{
	const struct str key = STR("room");
	char *text = xcalloc(1, UNDO_ROOM);
	struct str value = { text, UNDO_ROOM };
	enum status st = put_value(f, key, value, TDB_INSERT);

	memset(text, 1, UNDO_ROOM); /* an unchanged value would not be written */
	if (st == ST_OK)
		st = tdbfile_begin(f);
	if (st == ST_OK)
		st = put_value(f, key, value, TDB_MODIFY);
	if (st == ST_OK)
		st = tdbfile_commit(f);
	if (st == ST_OK && tdb_delete(f->tdb, tdb_data(key)) != 0)
		st = ST_NOSPACE;
	free(text);
	return st;
}

enum status tdbfile_sync(struct tdbfile *f)
{
	if (fsync(tdb_fd(f->tdb)) == 0 && !f->torn)
		return ST_OK;
	f->error = f->error ? f->error : errno;
	return ST_NOSPACE;
}

struct tdb_walk {
	tdbfile_walk_fn *fn;
	void *arg;
	bool look_up;
};

static bool is_found(struct tdb_context *tdb, TDB_DATA key)
{
	bool found;

	begin_wait(tdb_name(tdb));
	found = tdb_exists(tdb, key);
	count_wait();
	return found;
}

static int walk_entry(struct tdb_context *tdb, TDB_DATA k, TDB_DATA v, struct tdb_walk *w)
{
	struct str key = { (const char *)k.dptr, k.dsize };
	struct str value;
	bool sound =
	    checksum_ok(key, (struct str){ (const char *)v.dptr, v.dsize }, &value);
	const char *fault = sound ? NULL : "its checksum is wrong";

	/* an entry repeats its key's hash; if that is wrong only a walk finds it */
	if (w->look_up && sound && !is_found(tdb, k))
		fault = "it stands where no look-up finds it";
	return w->fn(w->arg, key, value, fault) ? 0 : -1;
}

/* The callback waits for no lock, however long it runs. */
static int visit_entry(struct tdb_context *tdb, TDB_DATA k, TDB_DATA v, void *arg)
{
	int rc;

	count_wait();
	rc = walk_entry(tdb, k, v, arg);
	count_wait();
	return rc;
}

static bool walk(struct tdbfile *f, struct tdb_walk *w)
{
	int n;

	begin_wait(tdb_name(f->tdb));
	n = tdb_traverse_read(f->tdb, visit_entry, w);
	count_wait();
	return n >= 0;
}

/* An entry that was copied; key and value follow. */
struct walked {
	size_t key_len, value_len;
	const char *fault;
};

static bool copy_entry(void *arg, struct str key, struct str value, const char *fault)
{
	const struct walked entry = { key.len, value.len, fault };
	struct buf *copies = arg;

	buf_add(copies, &entry, sizeof(entry));
	buf_adds(copies, key);
	buf_adds(copies, value);
	return true;
}

static void visit_copies(struct str copies, struct tdb_walk *w)
{
	struct walked entry;
	bool more = true;

	while (more && copies.len) {
		struct str key, value;

		memcpy(&entry, copies.s, sizeof(entry));
		copies = str_sub(copies, sizeof(entry), copies.len);
		key = str_sub(copies, 0, entry.key_len);
		value = str_sub(copies, entry.key_len, entry.key_len + entry.value_len);
		copies = str_sub(copies, entry.key_len + entry.value_len, copies.len);
		more = w->fn(w->arg, key, value, entry.fault);
	}
}

/* TDB takes two locks for an entry, which is most of the time of a small file's walk: its
 * entries are copied under one lock, which no callback holds. */
static bool walk_small(struct tdbfile *f, struct tdb_walk *w)
{
	struct buf copies = BUF_INIT;
	struct tdb_walk copy = { copy_entry, &copies, w->look_up };
	bool locked, whole;

	begin_wait(tdb_name(f->tdb));
	locked = tdb_lockall_read(f->tdb) == 0;
	count_wait();
	whole = walk(f, &copy);
	if (locked)
		tdb_unlockall_read(f->tdb);
	visit_copies(buf_str(&copies), w);
	buf_release(&copies);
	return whole;
}

bool tdbfile_walk(struct tdbfile *f, bool look_up, tdbfile_walk_fn *fn, void *arg)
{
	struct tdb_walk w = { fn, arg, look_up };

	return tdb_map_size(f->tdb) <= SMALL_FILE ? walk_small(f, &w) : walk(f, &w);
}

/* tdb_check goes through all of a file: the wait count moves, so that it is not taken for
 * a wait. */
static int visit_nothing(TDB_DATA key, TDB_DATA data, void *arg)
{
	(void)key;
	(void)data;
	(void)arg;
	count_wait();
	count_wait();
	return 0;
}

/*
 * A transaction that made the file longer and was then rolled back leaves the
 * added space there. Nothing points to it and it does no harm, but tdb_check
 * calls the file unsound for ever (and takes all of the rest for dead if that
 * space begins with zeros). tdbfile_walk has reached all entries: only the list
 * of free space still matters.
 */
bool tdbfile_sound(struct tdbfile *f)
{
	bool sound;
	int n;

	begin_wait(tdb_name(f->tdb));
	sound = tdb_check(f->tdb, visit_nothing, NULL) == 0 ||
		tdb_validate_freelist(f->tdb, &n) == 0;
	count_wait();
	return sound;
}

uint32_t tdbfile_hash(struct str key)
{
	TDB_DATA data = tdb_data(key);

	return tdb_jenkins_hash(&data);
}

bool tdbfile_make_empty(const char *path, uint32_t chains, mode_t mode)
{
	struct tdb_context *tdb =
	    tdb_open(path, (int)chains, TDB_INCOMPATIBLE_HASH | TDB_NOMMAP | TDB_NOLOCK,
		     O_RDWR | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, mode);

	return tdb && tdb_close(tdb) == 0;
}

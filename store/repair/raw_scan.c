/* SPDX-License-Identifier: MIT */
#include <errno.h>
#include <fcntl.h>
#include <stddef.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "store/repair/raw_scan.h"
#include "store/tdb/checksum.h"
#include "store/tdb/tdb_layout.h"
#include "store/util/file.h"

/*
 * Numbers have the byte order of the machine that made the file. An entry's magic says
 * that it is in use and not free room, our checksum that it is whole.
 */
#define HEAD_SIZE sizeof(struct tdb_layout_entry)
#define ALIGNMENT TDB_LAYOUT_ALIGNMENT
#define MAGIC TDB_LAYOUT_USED
#define KEY_MAX 20
/* Far above any record's size: forged lengths cost no time. */
#define VALUE_MAX (64u << 20)

/* Read at once; of what a failing disk can't read, pages are given up one by one. */
#define BLOCK (64u << 10)
#define PAGE 4096u

struct tdb_entry_head {
	uint32_t room, key_len, value_len;
};

/* Unreadable bytes count as zeros. */
static void read_at(int fd, uint64_t at, char *to, size_t len)
{
	while (len) {
		ssize_t n = pread(fd, to, len, (off_t)at);

		if (n < 0 && errno == EINTR)
			continue;
		if (n < 0 && len > PAGE) {
			read_at(fd, at, to, len / 2);
			n = (ssize_t)(len / 2);
		} else if (n <= 0) {
			memset(to, 0, len);
			return;
		}
		at += (uint64_t)n;
		to += n;
		len -= (size_t)n;
	}
}

static uint32_t read_u32(const char *bytes, bool swapped)
{
	uint32_t v;

	memcpy(&v, bytes, sizeof(v));
	return swapped ? __builtin_bswap32(v) : v;
}

static bool read_tdb_entry_head(const char *bytes, struct tdb_entry_head *h)
{
	uint32_t magic =
	    read_u32(bytes + offsetof(struct tdb_layout_entry, magic), false);
	bool swapped = magic == __builtin_bswap32(MAGIC);

	if (magic != MAGIC && !swapped)
		return false;
	*h = (struct tdb_entry_head){
		read_u32(bytes + offsetof(struct tdb_layout_entry, room), swapped),
		read_u32(bytes + offsetof(struct tdb_layout_entry, key_len), swapped),
		read_u32(bytes + offsetof(struct tdb_layout_entry, value_len), swapped),
	};
	return h->key_len && h->key_len <= KEY_MAX && h->value_len <= VALUE_MAX &&
	       h->room >= h->key_len + h->value_len;
}

/* Reads key and value of an entry, given its head; returns false unless it is whole. */
static bool read_tdb_entry(struct raw_scan *s, uint64_t at,
			   const struct tdb_entry_head *h, struct str *key,
			   struct str *value)
{
	size_t len = h->key_len + h->value_len;

	if (s->size - at < HEAD_SIZE + len)
		return false;
	buf_reset(&s->entry);
	buf_reserve(&s->entry, len);
	read_at(s->fd, at + HEAD_SIZE, s->entry.data, len);
	*key = (struct str){ s->entry.data, h->key_len };
	return checksum_ok(*key, (struct str){ s->entry.data + h->key_len, h->value_len },
			   value);
}

static void scan_bytes(struct raw_scan *s, raw_scan_fn *fn, void *arg)
{
	char *block = xmalloc(BLOCK);
	/* end: of the last entry; bytes inside it may look like one */
	uint64_t at = 0, end = 0;

	while (s->size - at >= HEAD_SIZE) {
		size_t n = s->size - at < BLOCK ? (size_t)(s->size - at) : BLOCK, i;

		read_at(s->fd, at, block, n);
		for (i = 0; i + HEAD_SIZE <= n; i += ALIGNMENT) {
			struct str key, value;
			struct tdb_entry_head h;

			if (at + i < end || !read_tdb_entry_head(block + i, &h) ||
			    !read_tdb_entry(s, at + i, &h, &key, &value))
				continue;
			end = at + i + HEAD_SIZE + h.key_len + h.value_len;
			fn(arg, key, value, at + i);
		}
		at += i;
	}
	free(block);
}

struct raw_scan_visit {
	raw_scan_fn *fn;
	void *arg;
	struct buf *why;
};

/* Keeps the first fault only: more of the kind follow. */
static void pass_entry_found(void *arg, uint32_t segment, struct str key,
			     struct str value, const char *fault)
{
	struct raw_scan_visit *e = arg;

	(void)segment;
	if (!fault)
		e->fn(e->arg, key, value, 0);
	else if (!e->why->len)
		buf_addf(e->why, "%s%s", key.len ? "an entry: " : "", fault);
}

enum status raw_scan_each(struct raw_scan *s, raw_scan_fn *fn, void *arg, struct buf *why)
{
	struct raw_scan_visit e = { fn, arg, why };

	if (s->store && store_check(s->store, pass_entry_found, &e) == ST_OK)
		return ST_OK;
	if (!s->store)
		buf_addstr(why, "no sound store file");
	scan_bytes(s, fn, arg);
	return ST_DAMAGED;
}

enum status raw_scan_get(struct raw_scan *s, struct str key, uint64_t at,
			 struct buf *value)
{
	char bytes[HEAD_SIZE];
	struct str found, content;
	struct tdb_entry_head h;

	if (!at)
		return store_get(s->store, 0, key, value);
	read_at(s->fd, at, bytes, sizeof(bytes));
	buf_reset(value);
	if (!read_tdb_entry_head(bytes, &h) ||
	    !read_tdb_entry(s, at, &h, &found, &content) || !str_eq(found, key))
		return ST_DAMAGED;
	buf_adds(value, content);
	return ST_OK;
}

/* If a process has the lock for that long, it hangs: the file is read without the lock.
 */
#define LOCK_TRIES 200
#define LOCK_PAUSE_US 50000

/* A lock of the file, not of the process: it stays when TDB closes the file. */
static void keep_writers_out(int fd)
{
	struct flock lock = { .l_type = F_RDLCK,
			      .l_whence = SEEK_SET,
			      .l_start = TDB_LAYOUT_TRANSACTION_LOCK,
			      .l_len = 1 };

	for (int i = 0; i < LOCK_TRIES; i++) {
		if (fcntl(fd, F_OFD_SETLK, &lock) == 0 ||
		    (errno != EAGAIN && errno != EACCES))
			return;
		usleep(LOCK_PAUSE_US);
	}
}

enum status raw_scan_open(struct raw_scan *s, const char *path, struct segment_range r,
			  struct buf *why)
{
	struct buf damage = BUF_INIT;
	struct stat st;
	enum status opened;

	*s = RAW_SCAN_INIT;
	s->fd = open(path, O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC);
	if (s->fd >= 0)
		keep_writers_out(s->fd);
	if (s->fd < 0 || fstat(s->fd, &st) != 0 || !S_ISREG(st.st_mode))
		return status_say(why, ST_NOINPUT, "%s: %s", path,
				  s->fd < 0 ? strerror(errno) : "is no file");
	s->size = (uint64_t)st.st_size;
	opened = store_open_file(&s->store, path, r, &damage);
	if (opened == ST_NEWER)
		buf_adds(why, buf_str(&damage));
	buf_release(&damage);
	return opened == ST_NEWER ? ST_NEWER : ST_OK;
}

void raw_scan_release(struct raw_scan *s)
{
	store_close(s->store);
	file_close(&s->fd);
	buf_release(&s->entry);
	*s = RAW_SCAN_INIT;
}

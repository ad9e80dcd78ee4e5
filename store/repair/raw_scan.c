/* SPDX-License-Identifier: MIT */
#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "store/repair/raw_scan.h"
#include "store/tdb/checksum.h"

/*
 * An entry as TDB lays it down, aligned to 4 bytes, numbers in the byte order
 * of the machine that made the file:
 *
 *	u32 next  u32 room  u32 key's length  u32 value's length  u32 hash  u32 magic
 *	key  value
 *
 * The magic says that it is in use and not free room, the checksum that it
 * is whole, and ours.
 */
#define HEAD_SIZE 24
#define ALIGNMENT 4
#define MAGIC 0x26011999u
#define KEY_MAX 20
#define VALUE_MAX \
	(64u << 20) /* no record comes near; keeps forged lengths from costing time */

/* Read at once in a search; what a failing disk refuses is given up in pieces of a page.
 */
#define BLOCK (64u << 10)
#define PAGE 4096u

struct entry_head {
	uint32_t room, key_len, value_len;
};

/* What can't be read counts as zeros. */
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

static uint32_t number(const char *bytes, bool swapped)
{
	uint32_t v;

	memcpy(&v, bytes, sizeof(v));
	return swapped ? __builtin_bswap32(v) : v;
}

static bool entry_head_get(const char *bytes, struct entry_head *h)
{
	uint32_t magic = number(bytes + 20, false);
	bool swapped = magic == __builtin_bswap32(MAGIC);

	if (magic != MAGIC && !swapped)
		return false;
	*h = (struct entry_head){ number(bytes + 4, swapped), number(bytes + 8, swapped),
				  number(bytes + 12, swapped) };
	return h->key_len && h->key_len <= KEY_MAX && h->value_len <= VALUE_MAX &&
	       h->room >= h->key_len + h->value_len;
}

/* Key and value of an entry whose head was found at this place; false unless it is whole.
 */
static bool entry_get(struct raw_scan *s, uint64_t at, const struct entry_head *h,
		      struct str *key, struct str *value)
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

static void search(struct raw_scan *s, raw_scan_fn *fn, void *arg)
{
	char *block = xmalloc(BLOCK);
	uint64_t at = 0, end = 0; /* of the last entry: what it holds is text, no entry */

	while (s->size - at >= HEAD_SIZE) {
		size_t n = s->size - at < BLOCK ? (size_t)(s->size - at) : BLOCK, i;

		read_at(s->fd, at, block, n);
		for (i = 0; i + HEAD_SIZE <= n; i += ALIGNMENT) {
			struct str key, value;
			struct entry_head h;

			if (at + i < end || !entry_head_get(block + i, &h) ||
			    !entry_get(s, at + i, &h, &key, &value))
				continue;
			end = at + i + HEAD_SIZE + h.key_len + h.value_len;
			fn(arg, key, value, at + i);
		}
		at += i;
	}
	free(block);
}

struct each {
	raw_scan_fn *fn;
	void *arg;
	struct buf *why;
};

/* The first fault is told: where one is, more of the same follow. */
static void take(void *arg, uint32_t epoch, struct str key, struct str value,
		 const char *fault)
{
	struct each *e = arg;

	(void)epoch;
	if (!fault)
		e->fn(e->arg, key, value, 0);
	else if (!e->why->len)
		buf_addf(e->why, "%s%s", key.len ? "an entry: " : "", fault);
}

enum status raw_scan_each(struct raw_scan *s, raw_scan_fn *fn, void *arg, struct buf *why)
{
	struct each e = { fn, arg, why };

	if (s->store && store_check(s->store, take, &e) == ST_OK)
		return ST_OK;
	if (!s->store)
		buf_addstr(why, "no sound store file");
	search(s, fn, arg);
	return ST_DAMAGED;
}

enum status raw_scan_get(struct raw_scan *s, struct str key, uint64_t at,
			 struct buf *value)
{
	char bytes[HEAD_SIZE];
	struct str found, content;
	struct entry_head h;

	if (!at)
		return store_get(s->store, 0, key, value);
	read_at(s->fd, at, bytes, sizeof(bytes));
	buf_reset(value);
	if (!entry_head_get(bytes, &h) || !entry_get(s, at, &h, &found, &content) ||
	    !str_eq(found, key))
		return ST_DAMAGED;
	buf_adds(value, content);
	return ST_OK;
}

enum status raw_scan_open(struct raw_scan *s, const char *path, uint32_t epoch,
			  struct buf *why)
{
	struct buf damage = BUF_INIT;
	struct stat st;
	enum status opened;

	*s = (struct raw_scan)SALVAGE_INIT;
	s->fd = open(path, O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC);
	if (s->fd < 0 || fstat(s->fd, &st) != 0 || !S_ISREG(st.st_mode)) {
		buf_addf(why, "%s: %s", path, s->fd < 0 ? strerror(errno) : "is no file");
		return ST_NOINPUT;
	}
	s->size = (uint64_t)st.st_size;
	opened = store_open_file(&s->store, path, epoch, &damage);
	if (opened == ST_NEWER)
		buf_adds(why, buf_str(&damage));
	buf_release(&damage);
	return opened == ST_NEWER ? ST_NEWER : ST_OK;
}

void raw_scan_release(struct raw_scan *s)
{
	store_close(s->store);
	if (s->fd >= 0)
		close(s->fd);
	buf_release(&s->entry);
	*s = (struct raw_scan)SALVAGE_INIT;
}

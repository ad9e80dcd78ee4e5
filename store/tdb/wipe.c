/* SPDX-License-Identifier: MIT */
#include <errno.h>
#include <fcntl.h>
#include <stddef.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#include "store/tdb/checksum.h"
#include "store/tdb/tdb_layout.h"
#include "store/tdb/tdbfile.h"
#include "store/tdb/wipe.h"
#include "store/util/bytes.h"
#include "store/util/file.h"

/* A TDB file, in numbers of 32 bits. */
#define WORD(type, member) (offsetof(struct type, member) / 4)
enum header_word {
	VERSION = WORD(tdb_layout_head, version),
	CHAINS = WORD(tdb_layout_head, chains),
	RECOVERY = WORD(tdb_layout_head, recovery),
	FREE_LIST = TDB_LAYOUT_HEAD / 4,
};
enum record_word {
	NEXT = WORD(tdb_layout_entry, next),
	REC_LEN = WORD(tdb_layout_entry, room),
	KEY_LEN = WORD(tdb_layout_entry, key_len),
	DATA_LEN = WORD(tdb_layout_entry, value_len),
	MAGIC = WORD(tdb_layout_entry, magic),
	HEAD_WORDS = sizeof(struct tdb_layout_entry) / 4,
};

#define HEAD_BYTES (4 * HEAD_WORDS)
#define CHECKSUM_BYTES 4

static uint32_t word_at(const struct wipe *w, size_t index)
{
	uint32_t v = w->map[index];

	return w->swapped ? __builtin_bswap32(v) : v;
}

static enum status say_unsound(const struct wipe *w, struct buf *why)
{
	return status_say(why, ST_DAMAGED,
			  "%s: TDB's structure is broken; patchdigest-filter --rebuild "
			  "makes a new list of what can be read",
			  w->path);
}

enum status wipe_open(struct wipe *w, const char *path, struct buf *why)
{
	struct stat st;
	void *map = MAP_FAILED;

	*w = (struct wipe){ .path = path, .fd = -1 };
	w->fd = open(path, O_RDWR | O_NOFOLLOW | O_CLOEXEC);
	if (w->fd >= 0 && fstat(w->fd, &st) == 0 && st.st_size > 0)
		map = mmap(NULL, (size_t)st.st_size, PROT_READ, MAP_SHARED, w->fd, 0);
	if (map == MAP_FAILED)
		return status_say(why, ST_NOINPUT, "%s: %s", path, strerror(errno));
	w->map = map;
	w->words = (size_t)st.st_size / 4;
	if (w->words <= FREE_LIST)
		return say_unsound(w, why);
	w->swapped = w->map[VERSION] == __builtin_bswap32(TDB_LAYOUT_VERSION);
	if (word_at(w, VERSION) != TDB_LAYOUT_VERSION || !word_at(w, CHAINS) ||
	    FREE_LIST + 1 + (size_t)word_at(w, CHAINS) > w->words)
		return say_unsound(w, why);
	return ST_OK;
}

static enum status say_not_written(const struct wipe *w, struct buf *why)
{
	return status_say(why, ST_NOSPACE, "%s: %s", w->path, strerror(errno));
}

enum status wipe_close(struct wipe *w, struct buf *why)
{
	enum status st = ST_OK;

	if (w->map && fdatasync(w->fd) != 0)
		st = say_not_written(w, why);
	if (w->map)
		munmap(w->map, 4 * w->words);
	w->map = NULL;
	file_close(&w->fd);
	return st;
}

static bool write_at(const struct wipe *w, struct str bytes, size_t offset)
{
	return lseek(w->fd, (off_t)offset, SEEK_SET) >= 0 && file_write_all(w->fd, bytes);
}

/* Where the record at an offset has its head, in words; false if there can be none. */
static bool record_at(const struct wipe *w, uint32_t offset, size_t *head)
{
	*head = offset / 4;
	return offset % 4 == 0 && *head > FREE_LIST && *head + HEAD_WORDS <= w->words &&
	       (word_at(w, *head + REC_LEN) + (size_t)HEAD_BYTES + offset) / 4 <=
		   w->words;
}

static struct str key_at(const struct wipe *w, size_t head)
{
	return (struct str){ (const char *)(w->map + head + HEAD_WORDS),
			     word_at(w, head + KEY_LEN) };
}

static bool entry_fits(const struct wipe *w, size_t head)
{
	return (uint64_t)word_at(w, head + KEY_LEN) + word_at(w, head + DATA_LEN) <=
	       word_at(w, head + REC_LEN);
}

/* A chain is no longer than the file has records: a damaged chain may loop. */
static size_t chain_limit(const struct wipe *w)
{
	return w->words / HEAD_WORDS;
}

/* Finds a key's record. ST_NOTFOUND, ST_DAMAGED. */
static enum status find_key(const struct wipe *w, struct str key, size_t *head)
{
	size_t chain = FREE_LIST + 1 + tdbfile_hash(key) % word_at(w, CHAINS);
	uint32_t offset = word_at(w, chain);

	for (size_t n = 0; offset; n++) {
		if (n > chain_limit(w) || !record_at(w, offset, head) ||
		    !entry_fits(w, *head))
			return ST_DAMAGED;
		if (word_at(w, *head + MAGIC) == TDB_LAYOUT_USED &&
		    str_eq(key_at(w, *head), key))
			return ST_OK;
		offset = word_at(w, *head + NEXT);
	}
	return ST_NOTFOUND;
}

enum status wipe_value(struct wipe *w, struct str key, size_t keep, struct buf *why)
{
	struct buf value = BUF_INIT, stored = BUF_INIT;
	enum status st;
	size_t head, len;
	struct str old;

	st = find_key(w, key, &head);
	if (st == ST_DAMAGED)
		return say_unsound(w, why);
	if (st != ST_OK)
		return st;
	old = key_at(w, head);
	len = word_at(w, head + DATA_LEN);
	old = (struct str){ old.s + old.len, len };
	if (len < CHECKSUM_BYTES + keep)
		return say_unsound(w, why);
	buf_add(&value, old.s + CHECKSUM_BYTES, keep);
	while (value.len < len - CHECKSUM_BYTES)
		buf_addch(&value, 0);
	checksum_put(&stored, key, buf_str(&value));
	if (!write_at(w, buf_str(&stored),
		      4 * head + HEAD_BYTES + word_at(w, head + KEY_LEN)))
		st = say_not_written(w, why);
	buf_release(&value);
	buf_release(&stored);
	return st;
}

/* A bit for each word of the file that must stay. */
struct live_words {
	const struct wipe *w;
	unsigned char *bits;
};

static void keep_words(struct live_words *l, size_t from, size_t to)
{
	for (size_t i = from; i < to && i < l->w->words; i++)
		l->bits[i / 8] |= (unsigned char)(1u << (i % 8));
}

/* Keeps the record's head, its last word, and if it is an entry its key and data. */
static void keep_record(struct live_words *l, size_t head)
{
	const struct wipe *w = l->w;
	const size_t end = head + HEAD_WORDS + word_at(w, head + REC_LEN) / 4;
	size_t bytes = 0;

	if (word_at(w, head + MAGIC) == TDB_LAYOUT_USED)
		bytes = (size_t)word_at(w, head + KEY_LEN) + word_at(w, head + DATA_LEN);
	keep_words(l, head, head + HEAD_WORDS + (bytes + 3) / 4);
	keep_words(l, end - 1, end);
}

/* entries: the list is a chain of entries, and not of free records. */
static bool keep_list(struct live_words *l, size_t first, bool entries)
{
	uint32_t offset = word_at(l->w, first);
	size_t head;

	for (size_t n = 0; offset; n++) {
		if (n > chain_limit(l->w) || !record_at(l->w, offset, &head) ||
		    (entries && !entry_fits(l->w, head)))
			return false;
		keep_record(l, head);
		offset = word_at(l->w, head + NEXT);
	}
	return true;
}

static bool find_live_words(struct live_words *l)
{
	const struct wipe *w = l->w;
	const size_t chains = word_at(w, CHAINS);
	bool sound = keep_list(l, FREE_LIST, false);
	size_t head;

	keep_words(l, 0, FREE_LIST + 1 + chains);
	for (size_t i = 0; i < chains && sound; i++)
		sound = keep_list(l, FREE_LIST + 1 + i, true);
	if (sound && word_at(w, RECOVERY) && record_at(w, word_at(w, RECOVERY), &head))
		keep_record(l, head);
	return sound;
}

/* Words that are written at a time. */
#define ZEROS 16384

static bool is_dead(const struct live_words *l, size_t word)
{
	return !(l->bits[word / 8] >> (word % 8) & 1);
}

static enum status write_zeros(const struct live_words *l, struct buf *why)
{
	uint32_t *zeros = xcalloc(ZEROS, sizeof(*zeros));
	enum status st = ST_OK;
	uint32_t found;
	size_t n;

	for (size_t i = 0; i < l->w->words && st == ST_OK; i += n ? n : 1) {
		found = 0;
		for (n = 0; n < ZEROS && i + n < l->w->words && is_dead(l, i + n); n++)
			found |= l->w->map[i + n];
		if (found &&
		    !write_at(l->w, (struct str){ (const char *)zeros, 4 * n }, 4 * i))
			st = say_not_written(l->w, why);
	}
	free(zeros);
	return st;
}

enum status wipe_dead_space(struct wipe *w, struct buf *why)
{
	struct live_words live = { w, xcalloc(w->words / 8 + 1, 1) };
	enum status st =
	    find_live_words(&live) ? write_zeros(&live, why) : say_unsound(w, why);

	free(live.bits);
	return st;
}

enum status wipe_file(const char *path, struct buf *why)
{
	struct wipe w = { .path = path, .fd = -1 };
	uint32_t *zeros = xcalloc(ZEROS, sizeof(*zeros));
	enum status st = ST_OK;
	off_t left = 0;
	struct stat file;

	w.fd = open(path, O_WRONLY | O_NOFOLLOW | O_CLOEXEC);
	if (w.fd < 0 || fstat(w.fd, &file) != 0)
		st = status_say(why, ST_NOINPUT, "%s: %s", path, strerror(errno));
	else
		left = file.st_size;
	while (left > 0 && st == ST_OK) {
		const size_t n = left < 4 * ZEROS ? (size_t)left : 4 * (size_t)ZEROS;

		if (!file_write_all(w.fd, (struct str){ (const char *)zeros, n }))
			st = say_not_written(&w, why);
		left -= (off_t)n;
	}
	if (st == ST_OK && fdatasync(w.fd) != 0)
		st = say_not_written(&w, why);
	file_close(&w.fd);
	free(zeros);
	return st;
}

/* SPDX-License-Identifier: MIT */
/*
 * A store file in which bytes of a sound file are overwritten. Neither a report nor a
 * delivery may crash.
 *
 * Input: a byte of flags (below), then positions (2 bytes) and new values (1 byte).
 * Positions count only the bytes that matter: the header, and those that putting mails
 * has changed.
 */
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include <tdb.h>

#include "store/util/array.h"
#include "store/util/bytes.h"
#include "store/tdb/checksum.h"
#include "store/inbox/inbox.h"
#include "tests/fuzz/fuzz.h"
#include "tests/support/nosync.h"
#include "tests/support/temp.h"

/* Flags: corrects the checksums, so that the values get past them; checks the store,
 * which takes longest. */
#define REPAIR 1
#define CHECK 2

#define LIST "fuzz.example.org"
#define MAILS 12

/*
 * TDB's file: a header, the list of free space, the hash table, then pieces of six native
 * words and bytes. A piece is an entry (key and value), free, or for recovery.
 */
#define HEADER 168
#define ENTRIES (HEADER + 4 * (1 + HASH_SIZE))
#define ENTRY_ROOM 4
#define ENTRY_KEY_LEN 8
#define ENTRY_DATA_LEN 12
#define ENTRY_MAGIC_AT 20
#define ENTRY_MAGIC 0x26011999u
#define ENTRY_HEAD 24
#define TAIL 4

/*
 * A small hash table and no locks. In a store as the filter makes it, a check touches
 * each page of the hash table and locks each entry, which would take nearly all of the
 * time.
 */
#define HASH_SIZE 2039
#define ADD_FLAGS TDB_NOLOCK
#define DROP_FLAGS TDB_NOMMAP

__typeof__(tdb_open_ex) __real_tdb_open_ex, __wrap_tdb_open_ex;

struct tdb_context *__wrap_tdb_open_ex(const char *path, int hash_size, int flags,
				       int open_flags, mode_t mode,
				       const struct tdb_logging_context *log,
				       tdb_hash_func hash)
{
	(void)hash_size;
	return __real_tdb_open_ex(path, HASH_SIZE, (flags | ADD_FLAGS) & ~DROP_FLAGS,
				  open_flags, mode, log, hash);
}

/* A third of the mails each: in an archive, with a live commit, without a commit. */
static void make_commit_ref(struct commit_ref *p, int i)
{
	*p = (struct commit_ref){ .pos = { 0, 0, (uint32_t)i } };
	p->archived = i % 3 == 0;
	p->commit_digits = i % 3 == 2 ? 0 : 40;
	memset(p->commit, i / 2, p->commit_digits / 2);
}

static enum status put_one(struct inbox *ib, int i)
{
	struct record r = RECORD_INIT;
	struct commit_ref p;
	enum status st;
	char id[16];

	snprintf(id, sizeof(id), "%d@x", i);
	r.kind = KIND_PATCH;
	r.rules = RECORD_RULES;
	r.message_id = str_from(id);
	r.in_reply_to = i ? STR("0@x") : STR_EMPTY;
	r.subject = r.title = STR("a title");
	r.author_addr = STR("a@x");
	r.links = STR("change-id one\n");
	r.version = STR("1");
	r.arrival = i * 40000;
	make_commit_ref(&p, i);
	st = inbox_put(ib, &r, &p);
	return st == ST_EXISTS ? ST_OK : st;
}

static enum status put_archive(struct inbox *ib, int n)
{
	struct import_mark mark = { .next_ordinal = (uint32_t)n, .commit_len = 20 };
	struct commit_ref p;
	enum status st;

	make_commit_ref(&p, n - n % 3);
	st = inbox_put_commit_entry(ib, &p, SEQ_NONE);
	return st == ST_OK || st == ST_EXISTS ? inbox_put_import_mark(ib, 0, &mark) : st;
}

static enum status put_some(const char *dir, int from, int to)
{
	struct store_options o = { .dir = dir, .list = LIST, .mode = STORE_WRITE };
	struct buf why = BUF_INIT;
	struct inbox *ib;
	enum status st = inbox_open(&ib, &o, &why);

	if (st == ST_OK)
		st = inbox_begin(ib, &why);
	for (int i = from; i < to && st == ST_OK; i++)
		st = put_one(ib, i);
	if (from < to && st == ST_OK)
		st = put_archive(ib, to);
	if (ib && st == ST_OK)
		st = inbox_commit(ib, &why);
	else if (ib)
		inbox_cancel(ib);
	inbox_close(ib);
	buf_release(&why);
	return st;
}

static bool any_mail(void *arg, struct mail *m)
{
	(void)arg;
	(void)m;
	return true;
}

static bool any_position(void *arg, struct mail *m, const struct commit_entry *entry)
{
	(void)entry;
	return any_mail(arg, m);
}

static bool any_id(void *arg, const char *hex, const struct commit_entry *entry)
{
	(void)arg;
	(void)hex;
	(void)entry;
	return true;
}

static void any_fault(void *arg, const char *fault)
{
	(void)arg;
	(void)fault;
}

static void read_indexes(struct inbox *ib)
{
	static const char *const commits[] = {
		"0303030", "0000000000", "0505050505050505050505050505050505050505"
	};
	unsigned char hash[ID_HASH];
	uint32_t seq;
	struct archive_pos best;

	id_hash(hash, STR("0@x"));
	inbox_replies(ib, hash, 0, any_mail, NULL);
	id_hash_title(hash, STR("a title"));
	inbox_with_title(ib, hash, INT64_MAX, any_mail, NULL);
	id_hash_title_author(hash, STR("a title"), STR("a@x"));
	inbox_with_title(ib, hash, INT64_MAX, any_mail, NULL);
	id_hash(hash, STR("one"));
	inbox_with_change_id(ib, hash, INT64_MAX, any_mail, NULL);
	for (size_t i = 0; i < ARRAY_SIZE(commits); i++)
		inbox_abbrev(ib, str_from(commits[i]), any_id, NULL);
	inbox_lookup(ib, STR("7@x"), &seq, &best);
}

static void read_store(const char *dir, bool check)
{
	struct store_options o = { .dir = dir, .list = LIST, .mode = STORE_READ };
	struct buf why = BUF_INIT;
	struct mail m = MAIL_INIT;
	struct inbox_totals totals;
	struct import_mark mark;
	struct inbox *ib;
	struct commit_entry last;

	if (inbox_open(&ib, &o, &why) == ST_OK) {
		inbox_totals(ib, &totals);
		inbox_get_import_mark(ib, 0, &mark);
		inbox_arrived(ib, 0, 1000000, any_mail, NULL);
		inbox_inserted(ib, 0, 100, any_mail, NULL);
		inbox_in_archive_order(ib, ARCHIVE_POS_START, ARCHIVE_POS_NONE,
				       any_position, NULL);
		inbox_last_commit_entry(ib, &last);
		inbox_last_before(ib, 200000, &m);
		read_indexes(ib);
		if (check)
			inbox_check(ib, any_fault, NULL);
	}
	mail_release(&m);
	inbox_close(ib);
	buf_release(&why);
}

static void read_segment(struct buf *bytes, const char *dir)
{
	struct buf path = BUF_INIT;

	buf_addf(&path, "%s/" LIST "/0.tdb", dir);
	temp_read(bytes, path.data);
	buf_release(&path);
}

static uint32_t word_at(const struct buf *bytes, size_t at)
{
	uint32_t word;

	memcpy(&word, bytes->data + at, sizeof(word));
	return word;
}

/* A sound file and the positions that matter. The first run makes it. */
struct sound {
	struct buf bytes;
	size_t size; /* of the file: bytes, free room, tail */
	char tail[TAIL];
	size_t *positions, n_positions;
	size_t *entries, n_entries;
};

static void add_position(size_t **list, size_t *n, size_t at)
{
	if (!(*n & (*n - 1)))
		*list = xrealloc(*list, (*n ? 2 * *n : 1) * sizeof(**list));
	(*list)[(*n)++] = at;
}

static void add_positions(struct sound *s, size_t at, size_t len)
{
	for (size_t i = 0; i < len; i++)
		add_position(&s->positions, &s->n_positions, at + i);
}

/* Leaves out the entries of the empty store: thousands of heads of chains. */
static void find_positions(struct sound *s, const struct buf *empty)
{
	size_t step;

	add_positions(s, 0, HEADER);
	for (size_t at = ENTRIES; at + ENTRY_HEAD <= s->bytes.len;
	     at += ENTRY_HEAD + step) {
		bool entry = word_at(&s->bytes, at + ENTRY_MAGIC_AT) == ENTRY_MAGIC;
		const char *was = empty->data + at;
		size_t len = ENTRY_HEAD;

		step = word_at(&s->bytes, at + ENTRY_ROOM);
		if (entry)
			len += word_at(&s->bytes, at + ENTRY_KEY_LEN) +
			       word_at(&s->bytes, at + ENTRY_DATA_LEN);
		if (at + len <= empty->len && memcmp(s->bytes.data + at, was, len) == 0)
			continue;
		add_positions(s, at, len);
		if (entry)
			add_position(&s->entries, &s->n_entries, at);
	}
}

static void cut_room(struct sound *s)
{
	size_t end = s->size = s->bytes.len;

	end -= TAIL;
	memcpy(s->tail, s->bytes.data + end, TAIL);
	while (end > 1 && s->bytes.data[end - 1] == s->bytes.data[end - 2])
		end--;
	buf_trim(&s->bytes, end);
}

static void sound_make(struct sound *s)
{
	char *dir = temp_dir();
	struct buf empty = BUF_INIT;

	if (put_some(dir, 0, 0) != ST_OK)
		abort();
	read_segment(&empty, dir);
	if (put_some(dir, 0, MAILS) != ST_OK)
		abort();
	read_segment(&s->bytes, dir);
	find_positions(s, &empty);
	cut_room(s);
	buf_release(&empty);
	temp_remove(dir);
}

/*
 * An entry that bounds a loop over numbers keeps its wrong checksum. No accident makes
 * that one right, and a loop of four thousand million steps would be no finding.
 */
static bool bounds_loop(char key)
{
	return key == 'T' || key == 'O' || key == 'x';
}

static void repair_checksum(struct buf *bytes, size_t at)
{
	size_t key_len = word_at(bytes, at + ENTRY_KEY_LEN);
	size_t len = word_at(bytes, at + ENTRY_DATA_LEN);
	char *key = bytes->data + at + ENTRY_HEAD;
	size_t room = bytes->len - at - ENTRY_HEAD;
	struct buf crc = BUF_INIT;

	if (key_len > room || len > room - key_len || len < 4 || !key_len ||
	    bounds_loop(*key))
		return;
	bytes_put32(&crc, checksum_crc32(checksum_crc32(0, (struct str){ key, key_len }),
					 (struct str){ key + key_len + 4, len - 4 }));
	memcpy(key + key_len, crc.data, 4);
	buf_release(&crc);
}

static void write_damaged(const char *path, const struct sound *s, const uint8_t *data,
			  size_t size)
{
	bool good = size && data[0] & REPAIR;
	struct buf bytes = BUF_INIT;
	int fd = open(path, O_RDWR | O_CREAT | O_TRUNC, 0600);

	buf_adds(&bytes, buf_str(&s->bytes));
	for (size_t i = 1; i + 3 <= size; i += 3)
		bytes.data[s->positions[(data[i] << 8 | data[i + 1]) % s->n_positions]] =
		    (char)data[i + 2];
	for (size_t i = 0; i < s->n_entries && good; i++)
		repair_checksum(&bytes, s->entries[i]);
	if (fd < 0 || write(fd, bytes.data, bytes.len) != (ssize_t)bytes.len ||
	    pwrite(fd, s->tail, TAIL, (off_t)(s->size - TAIL)) != TAIL)
		abort();
	close(fd);
	buf_release(&bytes);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	static struct sound sound;
	bool check = size && data[0] & CHECK;
	char *dir = temp_dir();
	struct buf path = BUF_INIT;

	if (!sound.n_positions)
		sound_make(&sound);
	buf_addf(&path, "%s/" LIST, dir);
	if (mkdir(path.data, 0700) != 0)
		abort();
	buf_addstr(&path, "/0.tdb");
	write_damaged(path.data, &sound, data, size);
	read_store(dir, check);
	put_some(dir, MAILS / 2, MAILS + 6);
	read_store(dir, check);
	buf_release(&path);
	temp_remove(dir);
	return 0;
}

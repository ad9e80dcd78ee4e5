/* SPDX-License-Identifier: MIT */
/*
 * A whole store file: the bytes of a sound one with pieces of the input
 * written over it. Neither reading nor a delivery may crash.
 */
#include <fcntl.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#include "store/inbox.h"
#include "tests/fuzz/fuzz.h"
#include "tests/temp.h"

#define LIST "fuzz.example.org"

/* Beyond the hash table, and the header before it: there is where a flipped byte does most. */
#define HEADER 168
#define HASH_TABLE (4 * 65521)

/* A disk is not what is tested: nothing is synced. */
int fsync(int fd)
{
	(void)fd;
	return 0;
}

int fdatasync(int fd)
{
	(void)fd;
	return 0;
}

int msync(void *at, size_t len, int flags)
{
	(void)at;
	(void)len;
	(void)flags;
	return 0;
}

static struct record some_record(int i)
{
	static char id[16];
	struct record r = RECORD_INIT;

	snprintf(id, sizeof(id), "%d@x", i);
	r.kind = KIND_PATCH;
	r.rules = RECORD_RULES;
	r.message_id = str_from(id);
	r.in_reply_to = i ? STR("0@x") : STR_EMPTY;
	r.subject = r.title = STR("a title");
	r.version = STR("1");
	r.arrival = i * 40000;
	return r;
}

static enum status put_some(const char *dir, int from, int to)
{
	struct store_options o = { .dir = dir, .list = LIST, .mode = STORE_WRITE };
	struct buf why = BUF_INIT;
	struct inbox *ib;
	enum status st = inbox_open(&ib, &o, &why);

	if (st == ST_OK)
		st = inbox_begin(ib, &why);
	for (int i = from; i < to && st == ST_OK; i++) {
		struct record r = some_record(i);
		struct placing p = { .commit_len = 20, .archived = true, .place = { 0, 0, (uint32_t)i } };

		memset(p.commit, i, 20);
		st = inbox_put(ib, &r, &p);
		if (st == ST_EXISTS)
			st = ST_OK;
	}
	if (ib && st == ST_OK)
		inbox_commit(ib, &why);
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

static bool any_place(void *arg, struct mail *m, const struct spot *spot)
{
	(void)spot;
	return any_mail(arg, m);
}

static bool any_id(void *arg, const char *hex, const struct spot *spot)
{
	(void)arg;
	(void)hex;
	(void)spot;
	return true;
}

static void any_fault(void *arg, const char *fault)
{
	(void)arg;
	(void)fault;
}

static void read_all(const char *dir)
{
	struct store_options o = { .dir = dir, .list = LIST, .mode = STORE_READ };
	unsigned char hash[ID_HASH];
	struct buf why = BUF_INIT;
	struct mail m = MAIL_INIT;
	struct inbox *ib;

	if (inbox_open(&ib, &o, &why) == ST_OK) {
		id_hash(hash, STR("0@x"));
		inbox_arrived(ib, 0, 1000000, any_mail, NULL);
		inbox_inserted(ib, 0, 100, any_mail, NULL);
		inbox_placed(ib, PLACE_START, (struct place){ 0, 0, 50 }, any_place, NULL);
		inbox_replies(ib, hash, 0, any_mail, NULL);
		inbox_find(ib, STR("0303030303"), any_id, NULL);
		inbox_before(ib, 200000, &m);
		inbox_check(ib, any_fault, NULL);
	}
	mail_release(&m);
	inbox_close(ib);
	buf_release(&why);
}

/* The sound file's bytes, made by the first run. */
static void sound_file(struct buf *bytes)
{
	char *dir = temp_dir();
	struct buf path = BUF_INIT;
	ssize_t n = 1;
	int fd;

	if (put_some(dir, 0, 10) != ST_OK)
		abort();
	buf_addf(&path, "%s/" LIST "/0.tdb", dir);
	fd = open(path.data, O_RDONLY);
	while (n > 0) {
		buf_reserve(bytes, 1 << 20);
		n = read(fd, bytes->data + bytes->len, 1 << 20);
		if (n < 0)
			abort();
		bytes->len += (size_t)n;
	}
	close(fd);
	buf_release(&path);
	temp_remove(dir);
}

/* Input: offset (3 bytes) and byte, again and again. */
static void write_damaged(const char *path, const struct buf *sound, const uint8_t *data, size_t size)
{
	char *bytes = memcpy(xmalloc(sound->len), sound->data, sound->len);
	int fd = open(path, O_RDWR | O_CREAT | O_TRUNC, 0600);

	for (; size >= 4; data += 4, size -= 4) {
		size_t at = (size_t)data[0] << 16 | (size_t)data[1] << 8 | data[2];

		at %= sound->len - HASH_TABLE;
		if (at >= HEADER)
			at += HASH_TABLE;
		bytes[at] = (char)data[3];
	}
	if (fd < 0 || write(fd, bytes, sound->len) != (ssize_t)sound->len)
		abort();
	close(fd);
	free(bytes);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	static struct buf sound = BUF_INIT;
	char *dir = temp_dir();
	struct buf path = BUF_INIT;

	if (!sound.len)
		sound_file(&sound);
	buf_addf(&path, "%s/" LIST, dir);
	if (mkdir(path.data, 0700) != 0)
		abort();
	buf_addstr(&path, "/0.tdb");
	write_damaged(path.data, &sound, data, size);
	read_all(dir);
	put_some(dir, 5, 15);
	read_all(dir);
	buf_release(&path);
	temp_remove(dir);
	return 0;
}

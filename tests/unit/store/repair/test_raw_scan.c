/* SPDX-License-Identifier: MIT */
/*
 * Scans a store's file that was cut, zeroed, or had bytes flipped: every whole
 * entry is found, no other one is, and the file does not change.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <fcntl.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cmocka.h>

#include "store/repair/raw_scan.h"
#include "tests/support/temp.h"

#define LIST "scan.example.org"
#define ENTRIES 300
#define HEAD 24 /* what TDB puts before a key */

struct scan_fixture {
	char *dir;
	struct buf path;
	struct buf sound;   /* the file's bytes */
	size_t at[ENTRIES]; /* where each entry begins */
	size_t end[ENTRIES];
	size_t first, last; /* where the first begins and the last ends */
	bool found[ENTRIES];
	size_t n_found, n_by_search;
};

/* Lengths vary, so that the next entry has to be aligned. */
static void value_of(struct buf *b, int i)
{
	buf_reset(b);
	buf_addf(b, "<%d>", i);
	for (int n = 0; n < i % 97; n++)
		buf_addf(b, " text %d", i);
}

static void key_of(char key[5], int i)
{
	const char bytes[5] = { 'm', 0, 0, (char)(i >> 8), (char)i };

	memcpy(key, bytes, 5);
}

static void record_found(void *arg, struct str key, struct str value, uint64_t at)
{
	struct scan_fixture *p = arg;
	struct buf want = BUF_INIT;
	int i;

	if (key.s[0] != 'm')
		return;
	assert_int_equal(key.len, 5);
	i = (unsigned char)key.s[3] << 8 | (unsigned char)key.s[4];
	assert_true(i < ENTRIES);
	value_of(&want, i);
	assert_true(str_eq(buf_str(&want), value));
	if (at)
		assert_int_equal(at, p->at[i]);
	p->n_found += !p->found[i];
	p->n_by_search += at != 0;
	p->found[i] = true;
	buf_release(&want);
}

static void read_file(const char *path, struct buf *b)
{
	int fd = open(path, O_RDONLY);
	struct stat st;

	assert_true(fd >= 0);
	assert_int_equal(fstat(fd, &st), 0);
	buf_reset(b);
	buf_reserve(b, (size_t)st.st_size);
	assert_int_equal(read(fd, b->data, (size_t)st.st_size), st.st_size);
	b->len = (size_t)st.st_size;
	close(fd);
}

static void write_file(const char *path, struct str bytes)
{
	int fd = open(path, O_WRONLY | O_CREAT | O_TRUNC, 0600);

	assert_true(fd >= 0);
	assert_int_equal(write(fd, bytes.s, bytes.len), bytes.len);
	close(fd);
}

static void locate(struct scan_fixture *p)
{
	struct buf value = BUF_INIT;
	char key[5];

	for (int i = 0; i < ENTRIES; i++) {
		size_t at;

		value_of(&value, i);
		key_of(key, i);
		at = str_find(buf_str(&p->sound), buf_str(&value));
		assert_true(at < p->sound.len);
		p->at[i] = at - sizeof(key) - 4 - HEAD;
		p->end[i] = at + value.len;
		assert_memory_equal(p->sound.data + p->at[i] + HEAD, key, sizeof(key));
		p->first = !i || p->at[i] < p->first ? p->at[i] : p->first;
		p->last = p->end[i] > p->last ? p->end[i] : p->last;
	}
	buf_release(&value);
}

static int setup(void **state)
{
	struct scan_fixture *p = xcalloc(1, sizeof(*p));
	struct store_options o = { .list = LIST, .mode = STORE_WRITE };
	struct buf why = BUF_INIT, value = BUF_INIT;
	struct store *s;
	char key[5];

	p->dir = temp_dir();
	o.dir = p->dir;
	assert_int_equal(store_open(&s, &o, &why), ST_OK);
	assert_int_equal(store_begin(s, &why), ST_OK);
	for (int i = 0; i < ENTRIES; i++) {
		key_of(key, i);
		value_of(&value, i);
		assert_int_equal(
		    store_insert(s, (struct str){ key, sizeof(key) }, buf_str(&value)),
		    ST_OK);
	}
	assert_int_equal(store_commit(s, &why), ST_OK);
	store_close(s);
	buf_addf(&p->path, "%s/" LIST "/0.tdb", p->dir);
	read_file(p->path.data, &p->sound);
	locate(p);
	buf_release(&value);
	buf_release(&why);
	*state = p;
	return 0;
}

static int teardown(void **state)
{
	struct scan_fixture *p = *state;

	buf_release(&p->path);
	buf_release(&p->sound);
	temp_remove(p->dir);
	free(p);
	return 0;
}

static const struct segment_range first_segment = { 0, 0 };

/* Scans a file of these bytes into p->found; the file must not change. */
static enum status scan_file(struct scan_fixture *p, struct str bytes)
{
	struct buf why = BUF_INIT, after = BUF_INIT;
	struct raw_scan s;
	enum status st;

	write_file(p->path.data, bytes);
	memset(p->found, 0, sizeof(p->found));
	p->n_found = p->n_by_search = 0;
	alarm(120);
	st = raw_scan_open(&s, p->path.data, first_segment, &why);
	if (st == ST_OK)
		st = raw_scan_each(&s, record_found, p, &why);
	assert_true(st == ST_OK || why.len);
	raw_scan_release(&s);
	read_file(p->path.data, &after);
	assert_true(str_eq(bytes, buf_str(&after)));
	buf_release(&after);
	buf_release(&why);
	return st;
}

/* All entries outside of the broken range are found. */
static void expect_outside(const struct scan_fixture *p, size_t from, size_t to)
{
	for (int i = 0; i < ENTRIES; i++) {
		bool whole = p->end[i] <= from || p->at[i] >= to;

		if (whole && !p->found[i])
			fail_msg("%zu to %zu broken: entry %d at %zu is not found", from,
				 to, i, p->at[i]);
	}
}

static void reads_sound_file(void **state)
{
	struct scan_fixture *p = *state;

	assert_int_equal(scan_file(p, buf_str(&p->sound)), ST_OK);
	assert_int_equal(p->n_found, ENTRIES);
	assert_int_equal(p->n_by_search, 0);
}

static void reads_cut_file(void **state)
{
	struct scan_fixture *p = *state;
	size_t step = (p->last - p->first) / 25;

	for (size_t at = 0; at < p->last; at += at < p->first ? p->first / 10 : step) {
		assert_int_equal(scan_file(p, str_sub(buf_str(&p->sound), 0, at)),
				 ST_DAMAGED);
		expect_outside(p, at, p->sound.len);
	}
	/* only free room is missing */
	scan_file(p, str_sub(buf_str(&p->sound), 0, p->last));
	assert_int_equal(p->n_found, ENTRIES);
}

static void break_stretch(struct scan_fixture *p, size_t from, size_t to,
			  unsigned char with)
{
	struct buf broken = BUF_INIT;

	buf_adds(&broken, buf_str(&p->sound));
	for (size_t i = from; i < to; i++)
		broken.data[i] = with ? (char)(broken.data[i] ^ with) : 0;
	scan_file(p, buf_str(&broken));
	expect_outside(p, from, to);
	buf_release(&broken);
}

/* Zeroes the header, the hash table, all before the first entry, and more. */
static void reads_file_zeroed_from_start(void **state)
{
	struct scan_fixture *p = *state;
	size_t step = (p->last - p->first) / 25;

	break_stretch(p, 0, 32, 0);
	assert_int_equal(p->n_found, ENTRIES);
	break_stretch(p, 0, p->first, 0);
	assert_int_equal(p->n_found, ENTRIES);
	for (size_t to = p->first + 1; to < p->sound.len; to += step)
		break_stretch(p, 0, to, 0);
	break_stretch(p, 0, p->sound.len, 0);
	assert_int_equal(p->n_found, 0);
}

/* Odd strides hit every field of the header and of an entry. */
static void reads_flipped_bytes(void **state)
{
	struct scan_fixture *p = *state;

	for (size_t at = 0; at < 200; at += 7)
		break_stretch(p, at, at + 1, 0xff);
	for (size_t at = p->first; at < p->last; at += (p->last - p->first) / 80 | 1)
		break_stretch(p, at, at + 1, 0x01);
}

/* A scan skips the text of an entry, even if it contains another entry. */
static void ignores_entry_in_text(void **state)
{
	struct scan_fixture *p = *state;
	struct store_options o = { .dir = p->dir,
				   .list = "forged.example.org",
				   .mode = STORE_WRITE };
	struct buf why = BUF_INIT, text = BUF_INIT, bytes = BUF_INIT, path = BUF_INIT;
	struct store *s;

	/* three bytes, so that it is aligned as an entry */
	buf_add(&text, "xxx", 3);
	buf_add(&text, p->sound.data + p->at[7], p->end[7] - p->at[7]);
	assert_int_equal(store_open(&s, &o, &why), ST_OK);
	assert_int_equal(store_begin(s, &why), ST_OK);
	assert_int_equal(store_insert(s, STR("x"), buf_str(&text)), ST_OK);
	assert_int_equal(store_commit(s, &why), ST_OK);
	store_close(s);
	buf_addf(&path, "%s/forged.example.org/0.tdb", p->dir);
	read_file(path.data, &bytes);
	memset(bytes.data, 0, 32);
	assert_int_equal(scan_file(p, buf_str(&bytes)), ST_DAMAGED);
	assert_int_equal(p->n_found, 0);
	/* without the entry around it, it is found */
	p->at[7] = str_find(buf_str(&bytes), buf_str(&text)) + 3;
	bytes.data[p->at[7] - 4 - 1 - 4] ^= 1;
	assert_int_equal(p->at[7] % 4, 0);
	scan_file(p, buf_str(&bytes));
	assert_int_equal(p->n_found, 1);
	buf_release(&path);
	buf_release(&bytes);
	buf_release(&text);
	buf_release(&why);
}

static void refuses_what_is_no_file(void **state)
{
	struct scan_fixture *p = *state;
	struct buf why = BUF_INIT, link = BUF_INIT;
	struct raw_scan s;

	assert_int_equal(raw_scan_open(&s, "/nonexistent/0.tdb", first_segment, &why),
			 ST_NOINPUT);
	raw_scan_release(&s);
	assert_int_equal(raw_scan_open(&s, p->dir, first_segment, &why), ST_NOINPUT);
	raw_scan_release(&s);
	buf_addf(&link, "%s/link", p->dir);
	assert_int_equal(symlink(p->path.data, link.data), 0);
	assert_int_equal(raw_scan_open(&s, link.data, first_segment, &why), ST_NOINPUT);
	raw_scan_release(&s);
	buf_release(&link);
	buf_release(&why);
}

int main(void)
{
#define T(name) cmocka_unit_test_setup_teardown(name, setup, teardown)
	const struct CMUnitTest tests[] = {
		T(reads_sound_file),
		T(reads_cut_file),
		T(reads_file_zeroed_from_start),
		T(reads_flipped_bytes),
		T(ignores_entry_in_text),
		T(refuses_what_is_no_file),
	};

	return cmocka_run_group_tests_name("raw scan", tests, NULL, NULL);
}

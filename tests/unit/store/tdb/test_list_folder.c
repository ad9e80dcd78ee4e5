/* SPDX-License-Identifier: MIT */
#include <dirent.h>
#include <fcntl.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

#include <cmocka.h>

#include "store/tdb/list_folder.h"
#include "store/tdb/store.h"
#include "store/util/array.h"
#include "store/util/file.h"
#include "tests/support/temp.h"

#define LIST "kvm.example.org"
#define LEFT ".0.tdb.4711.1763000000.12345"

/* A store with one list, whose folder is the current one. */
struct folder_fixture {
	char *top;
	struct list_folder folder;
	struct buf why;
};

static int set_up(void **state)
{
	struct folder_fixture *p = xcalloc(1, sizeof(*p));

	p->top = temp_dir();
	list_folder_init(&p->folder, p->top, LIST, false);
	assert_int_equal(mkdir(p->folder.path, 0700), 0);
	assert_int_equal(chdir(p->folder.path), 0);
	*state = p;
	return 0;
}

static int tear_down(void **state)
{
	struct folder_fixture *p = *state;

	assert_int_equal(chdir("/"), 0);
	list_folder_release(&p->folder);
	temp_remove(p->top);
	buf_release(&p->why);
	free(p);
	return 0;
}

/* Opens a file that was last written to `age` seconds ago. */
static int touch(const char *name, time_t age)
{
	const struct timespec times[2] = { { time(NULL) - age, 0 },
					   { time(NULL) - age, 0 } };
	int fd = open(name, O_RDWR | O_CREAT, 0600);

	assert_true(fd >= 0);
	assert_int_equal(futimens(fd, times), 0);
	return fd;
}

static bool exists(const char *name)
{
	struct stat st;

	return lstat(name, &st) == 0;
}

static void check_segments(void **state)
{
	static const struct {
		const char *name;
		enum status st;
		uint32_t n; /* once this file exists too */
	} rows[] = {
		{ "x.tdb", ST_OK, 0 },	       { ".3.tdb", ST_OK, 0 },
		{ "03.tdb", ST_OK, 0 },	       { "0.tdb", ST_OK, 1 },
		{ "2.tdb", ST_OK, 3 },	       { "300000000.tdb", ST_DAMAGED, 3 },
		{ "32767.tdb", ST_OK, 32768 }, { "32768.tdb", ST_DAMAGED, 32768 },
	};
	struct folder_fixture *p = *state;
	uint32_t n;

	for (size_t i = 0; i < ARRAY_SIZE(rows); i++) {
		close(touch(rows[i].name, 0));
		buf_reset(&p->why);
		assert_int_equal(list_folder_segments(&p->folder, &n, &p->why),
				 rows[i].st);
		assert_int_equal(n, rows[i].n);
		if (rows[i].st == ST_OK)
			continue;
		assert_non_null(strstr(buf_cstr(&p->why), rows[i].name));
		unlink(rows[i].name);
	}
}

/* Name and age say whether a file in the making is stale. */
static void check_stale(void **state)
{
	static const struct {
		const char *name;
		time_t age;
		bool stays;
	} rows[] = {
		{ LEFT, 7200, false },
		{ ".17.tdb.1.2.3", 4000, false },
		{ ".0.tdb.4711.1763000000.12346", 3000, true },
		{ ".0.tdb.4711.1763000000.12347", -7200, true },
		{ ".0.tdb", 7200, true },
		{ ".0.tdb.4711", 7200, true },
		{ ".0.tdb.4711.1.", 7200, true },
		{ ".0.tdb.4711.1.1.backup", 7200, true },
		{ ".x.tdb.4711.1.1", 7200, true },
		{ "0.tdb", 7200, true },
		{ "0.tdb.4711.1.1", 7200, true },
	};
	struct folder_fixture *p = *state;

	for (size_t i = 0; i < ARRAY_SIZE(rows); i++)
		close(touch(rows[i].name, rows[i].age));
	list_folder_remove_stale(&p->folder);
	for (size_t i = 0; i < ARRAY_SIZE(rows); i++)
		if (exists(rows[i].name) != rows[i].stays)
			fail_msg("%s", rows[i].name);
}

static void check_stale_odd(void **state)
{
	const struct timespec old[2] = { { 1763000000, 0 }, { 1763000000, 0 } };
	struct folder_fixture *p = *state;
	int busy = touch(".1.tdb.1.1.1", 7200);

	assert_int_equal(flock(busy, LOCK_EX), 0);
	close(touch("target", 7200));
	assert_int_equal(symlink("target", ".1.tdb.1.1.2"), 0);
	assert_int_equal(utimensat(AT_FDCWD, ".1.tdb.1.1.2", old, AT_SYMLINK_NOFOLLOW),
			 0);
	assert_int_equal(mkdir(".1.tdb.1.1.3", 0700), 0);
	assert_int_equal(utimensat(AT_FDCWD, ".1.tdb.1.1.3", old, 0), 0);
	close(touch("0.tdb", 7200));
	assert_int_equal(link("0.tdb", ".0.tdb.1.1.4"), 0);
	list_folder_remove_stale(&p->folder);
	assert_true(exists(".1.tdb.1.1.1"));
	assert_true(exists(".1.tdb.1.1.2"));
	assert_true(exists(".1.tdb.1.1.3"));
	assert_false(exists(".0.tdb.1.1.4"));
	assert_true(exists("0.tdb"));
	assert_true(exists("target"));
	close(busy);
	list_folder_remove_stale(&p->folder);
	assert_false(exists(".1.tdb.1.1.1"));
}

/* A symbolic link instead of the list's folder is not followed. */
static void check_stale_link(void **state)
{
	struct folder_fixture *p = *state;
	struct list_folder other;

	close(touch(LEFT, 7200));
	list_folder_init(&other, p->top, "link", false);
	assert_int_equal(symlink(p->folder.path, other.path), 0);
	list_folder_remove_stale(&other);
	assert_true(exists(LEFT));
	list_folder_release(&other);
}

/* While the store makes a file: it is not removed as stale, though its time is old. */
static enum status look_at_makers(struct store *s, void *arg)
{
	const struct timespec old[2] = { { 1763000000, 0 }, { 1763000000, 0 } };
	struct list_folder f;
	DIR *d = opendir(".");
	struct dirent *e;
	int n = 0;

	(void)s;
	(void)arg;
	while ((e = readdir(d)))
		if (strncmp(e->d_name, ".0.tdb.", 7) == 0) {
			assert_int_equal(utimensat(AT_FDCWD, e->d_name, old, 0), 0);
			n++;
		}
	assert_int_equal(n, 1);
	list_folder_init(&f, "..", LIST, false);
	list_folder_remove_stale(&f);
	list_folder_release(&f);
	closedir(d);
	return ST_OK;
}

static void check_make(void **state)
{
	struct folder_fixture *p = *state;
	struct store_options o = {
		.dir = p->top,
		.list = LIST,
		.mode = STORE_WRITE,
		.fill = look_at_makers,
	};
	struct store *s;

	close(touch(LEFT, 7200));
	assert_int_equal(store_open(&s, &o, &p->why), ST_OK);
	store_close(s);
	assert_false(exists(LEFT));
	assert_true(exists("0.tdb"));
}

#define TEST(f) cmocka_unit_test_setup_teardown(f, set_up, tear_down)

static void check_lock(void **state)
{
	struct folder_fixture *p = *state;
	int fd, other;

	assert_int_equal(list_folder_lock(&p->folder, &fd, &p->why), ST_OK);
	assert_int_equal(list_folder_lock(&p->folder, &other, &p->why), ST_BUSY);
	assert_non_null(strstr(buf_cstr(&p->why), p->folder.path));
	file_close(&other);
	file_close(&fd);
	assert_int_equal(list_folder_lock(&p->folder, &fd, &p->why), ST_OK);
	file_close(&fd);
	assert_int_equal(rmdir(p->folder.path), 0);
	assert_int_equal(list_folder_lock(&p->folder, &fd, &p->why), ST_NOTFOUND);
	file_close(&fd);
}

static enum status size_of(const struct folder_fixture *p, uint64_t *bytes,
			   struct buf *why)
{
	static const struct segment_range ranges[] = { { 0, 0 }, { 1, 1 }, { 2, 2 } };

	return list_folder_size(&p->folder, ranges, ARRAY_SIZE(ranges), bytes, why);
}

/* A file that is gone by now has no bytes; one that can't be asked is no file of none. */
static void check_size(void **state)
{
	struct folder_fixture *p = *state;
	uint64_t bytes;

	temp_write("0.tdb", "seven b");
	temp_write("2.tdb", "five.");
	assert_int_equal(size_of(p, &bytes, &p->why), ST_OK);
	assert_int_equal(bytes, 12);
	assert_int_equal(symlink("1.tdb", "1.tdb"), 0);
	assert_int_equal(size_of(p, &bytes, &p->why), ST_NOINPUT);
	assert_non_null(strstr(buf_cstr(&p->why), "1.tdb: "));
}

/* A folder that can't be renamed stays, and the message says what to do. */
static void check_other_file_system(void **state)
{
	struct folder_fixture *p = *state;
	char there[] = "/dev/shm/patchdigest.XXXXXX";
	struct list_folder to;
	struct stat here, other;

	if (!mkdtemp(there))
		skip();
	assert_int_equal(stat(p->top, &here), 0);
	assert_int_equal(stat(there, &other), 0);
	list_folder_init(&to, there, LIST, false);
	if (here.st_dev != other.st_dev) {
		assert_int_equal(list_folder_move(&p->folder, &to, &p->why), ST_NOINPUT);
		assert_non_null(strstr(buf_cstr(&p->why), "can't rename this folder"));
		assert_int_equal(access(p->folder.path, F_OK), 0);
	}
	assert_int_equal(rmdir(there), 0);
	list_folder_release(&to);
	if (here.st_dev == other.st_dev)
		skip();
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(check_size),      TEST(check_segments),	      TEST(check_stale),
		TEST(check_stale_odd), TEST(check_stale_link),	      TEST(check_make),
		TEST(check_lock),      TEST(check_other_file_system),
	};

	return cmocka_run_group_tests_name("list folder", tests, NULL, NULL);
}

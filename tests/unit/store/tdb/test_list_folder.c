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

#include <cmocka.h>

#include "store/tdb/list_folder.h"
#include "store/tdb/store.h"
#include "store/util/array.h"
#include "tests/support/temp.h"

#define LIST "kvm.example.org"
#define LEFT ".0.tdb.4711.1763000000.12345"

/* A store with one folder, which is the current one. */
struct archive_pos {
	char *top;
	struct list_folder folder;
	struct buf why;
};

static int set_up(void **state)
{
	struct archive_pos *p = xcalloc(1, sizeof(*p));

	p->top = temp_dir();
	list_folder_init(&p->folder, p->top, LIST, false);
	assert_int_equal(mkdir(p->folder.path, 0700), 0);
	assert_int_equal(chdir(p->folder.path), 0);
	*state = p;
	return 0;
}

static int tear_down(void **state)
{
	struct archive_pos *p = *state;

	assert_int_equal(chdir("/"), 0);
	list_folder_release(&p->folder);
	temp_remove(p->top);
	buf_release(&p->why);
	free(p);
	return 0;
}

/* A file that was last written to so many seconds ago; open. */
static int touch(const char *name, time_t age)
{
	const struct timespec times[2] = { { time(NULL) - age, 0 },
					   { time(NULL) - age, 0 } };
	int fd = open(name, O_RDWR | O_CREAT, 0600);

	assert_true(fd >= 0);
	assert_int_equal(futimens(fd, times), 0);
	return fd;
}

static bool there(const char *name)
{
	struct stat st;

	return lstat(name, &st) == 0;
}

static void check_epochs(void **state)
{
	static const struct {
		const char *name;
		enum status st;
		uint32_t n; /* when that is there too */
	} rows[] = {
		{ "x.tdb", ST_OK, 0 },	       { ".3.tdb", ST_OK, 0 },
		{ "03.tdb", ST_OK, 0 },	       { "0.tdb", ST_OK, 1 },
		{ "2.tdb", ST_OK, 3 },	       { "300000000.tdb", ST_DAMAGED, 3 },
		{ "32767.tdb", ST_OK, 32768 }, { "32768.tdb", ST_DAMAGED, 32768 },
	};
	struct archive_pos *p = *state;
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

/* Whose file it is counts by its name, its age and its lock. */
static void check_sweep(void **state)
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
	struct archive_pos *p = *state;

	for (size_t i = 0; i < ARRAY_SIZE(rows); i++)
		close(touch(rows[i].name, rows[i].age));
	list_folder_sweep(&p->folder);
	for (size_t i = 0; i < ARRAY_SIZE(rows); i++)
		if (there(rows[i].name) != rows[i].stays)
			fail_msg("%s", rows[i].name);
}

static void check_sweep_odd(void **state)
{
	const struct timespec old[2] = { { 1763000000, 0 }, { 1763000000, 0 } };
	struct archive_pos *p = *state;
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
	list_folder_sweep(&p->folder);
	assert_true(there(".1.tdb.1.1.1"));
	assert_true(there(".1.tdb.1.1.2"));
	assert_true(there(".1.tdb.1.1.3"));
	assert_false(there(".0.tdb.1.1.4"));
	assert_true(there("0.tdb"));
	assert_true(there("target"));
	close(busy);
	list_folder_sweep(&p->folder);
	assert_false(there(".1.tdb.1.1.1"));
}

/* A link in the place of the list's folder leads nowhere. */
static void check_sweep_link(void **state)
{
	struct archive_pos *p = *state;
	struct list_folder other;

	close(touch(LEFT, 7200));
	list_folder_init(&other, p->top, "link", false);
	assert_int_equal(symlink(p->folder.path, other.path), 0);
	list_folder_sweep(&other);
	assert_true(there(LEFT));
	list_folder_release(&other);
}

/* Who makes a file removes what others left, but not what is in the making: fill looks.
 */
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
	list_folder_sweep(&f);
	list_folder_release(&f);
	closedir(d);
	return ST_OK;
}

static void check_make(void **state)
{
	struct archive_pos *p = *state;
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
	assert_false(there(LEFT));
	assert_true(there("0.tdb"));
}

#define TEST(f) cmocka_unit_test_setup_teardown(f, set_up, tear_down)

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(check_epochs),	TEST(check_sweep), TEST(check_sweep_odd),
		TEST(check_sweep_link), TEST(check_make),
	};

	return cmocka_run_group_tests_name("folder", tests, NULL, NULL);
}

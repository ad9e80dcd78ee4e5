/* SPDX-License-Identifier: MIT */
#include <fcntl.h>
#include <sys/file.h>
#include <sys/stat.h>

#include "report/site/site_place.h"
#include "tests/support/rows.h"
#include "tests/support/temp.h"

static enum status print_words(struct output *out, const void *words)
{
	output_add(out, str_from(words));
	return strcmp(words, "damaged") == 0	? ST_DAMAGED
	       : strcmp(words, "no store") == 0 ? ST_NOINPUT
						: ST_OK;
}

static void check_file(const char *dir, const char *name, const char *want)
{
	struct buf path = BUF_INIT, text = BUF_INIT;

	buf_addf(&path, "%s/%s", dir, name);
	temp_read(&text, buf_cstr(&path));
	same_buf(&text, want);
	buf_release(&path);
}

static void writes_whole_files(void **state)
{
	struct site_place p = SITE_PLACE_INIT;
	struct buf dir = BUF_INIT, why = BUF_INIT;
	mode_t old = umask(027);
	struct stat st;

	buf_addf(&dir, "%s/a/b", (const char *)*state);
	assert_int_equal(site_place_open(&p, buf_cstr(&dir), &why), ST_OK);
	assert_int_equal(stat(buf_cstr(&dir), &st), 0);
	assert_int_equal(st.st_mode & 0777, 0750);
	assert_int_equal(site_place_write(&p, "f", print_words, "one", &why), ST_OK);
	temp_write(buf_cstr(&p.new_file), "what a killed run left");
	assert_int_equal(site_place_write(&p, "f", print_words, "two", &why), ST_OK);
	check_file(buf_cstr(&dir), "f", "two");
	assert_int_equal(access(buf_cstr(&p.new_file), F_OK), -1);
	assert_int_equal(site_place_make(&p, "c", &why), ST_OK);
	assert_int_equal(site_place_make(&p, "c", &why), ST_OK);
	assert_int_equal(site_place_write(&p, "c/g", print_words, "damaged", &why),
			 ST_DAMAGED);
	check_file(buf_cstr(&dir), "c/g", "damaged");
	assert_int_equal(why.len, 0);
	site_place_close(&p);
	umask(old);
	buf_release(&dir);
	buf_release(&why);
}

static void keeps_the_old_file(void **state)
{
	struct site_place p = SITE_PLACE_INIT;
	struct buf why = BUF_INIT;

	assert_int_equal(site_place_open(&p, *state, &why), ST_OK);
	assert_int_equal(site_place_write(&p, "f", print_words, "one", &why), ST_OK);
	assert_int_equal(site_place_write(&p, "f", print_words, "no store", &why),
			 ST_NOINPUT);
	check_file(*state, "f", "one");
	assert_int_equal(site_place_make(&p, "f", &why), ST_CANTCREAT);
	assert_non_null(strstr(buf_cstr(&why), "/f can't be made: Not a directory"));
	buf_reset(&why);
	assert_int_equal(site_place_write(&p, "no/f", print_words, "x", &why),
			 ST_CANTCREAT);
	assert_non_null(strstr(buf_cstr(&why), "no/f"));
	site_place_close(&p);
	buf_release(&why);
}

static void no_folder(void **state)
{
	struct site_place p = SITE_PLACE_INIT;
	struct buf dir = BUF_INIT, why = BUF_INIT;

	buf_addf(&dir, "%s/file", (const char *)*state);
	temp_write(buf_cstr(&dir), "");
	assert_int_equal(site_place_open(&p, buf_cstr(&dir), &why), ST_CANTCREAT);
	assert_non_null(strstr(buf_cstr(&why), "file can't be made: Not a directory"));
	site_place_close(&p);
	buf_release(&dir);
	buf_release(&why);
}

static void reads_files(void **state)
{
	struct buf path = BUF_INIT, text = BUF_INIT, why = BUF_INIT;

	buf_addf(&path, "%s/f", (const char *)*state);
	assert_int_equal(site_place_read(&text, buf_cstr(&path), 9, &why), ST_NOTFOUND);
	temp_write(buf_cstr(&path), "123456789");
	assert_int_equal(site_place_read(&text, buf_cstr(&path), 9, &why), ST_OK);
	assert_string_equal(buf_cstr(&text), "123456789");
	assert_int_equal(site_place_read(&text, buf_cstr(&path), 8, &why), ST_NOTFOUND);
	assert_int_equal(text.len, 0);
	assert_int_equal(site_place_read_head(&text, buf_cstr(&path), 2, &why), ST_OK);
	assert_true(str_starts(buf_str(&text), STR("12")));
	buf_addstr(&path, "/below");
	assert_int_equal(site_place_read(&text, buf_cstr(&path), 9, &why), ST_NOTFOUND);
	assert_int_equal(why.len, 0);
	assert_int_equal(site_place_read(&text, *state, 9, &why), ST_CANTCREAT);
	assert_non_null(strstr(buf_cstr(&why), "can't be read: Is a directory"));
	buf_release(&path);
	buf_release(&text);
	buf_release(&why);
}

static enum status count_names(void *n, const char *name, struct buf *why)
{
	(void)why;
	*(int *)n += name[0] != '.';
	return strcmp(name, "stop") == 0 ? ST_USAGE : ST_OK;
}

static void reads_names(void **state)
{
	struct buf path = BUF_INIT, why = BUF_INIT;
	int n = 0;

	buf_addf(&path, "%s/one", (const char *)*state);
	temp_write(buf_cstr(&path), "");
	assert_int_equal(site_place_each(*state, count_names, &n, &why), ST_OK);
	assert_int_equal(n, 1);
	buf_trim(&path, path.len - 3);
	buf_addstr(&path, "stop");
	temp_write(buf_cstr(&path), "");
	assert_int_equal(site_place_each(*state, count_names, &n, &why), ST_USAGE);
	assert_int_equal(why.len, 0);
	assert_int_equal(site_place_each(buf_cstr(&path), count_names, &n, &why),
			 ST_CANTCREAT);
	assert_non_null(strstr(buf_cstr(&why), "stop can't be read: Not a directory"));
	buf_release(&path);
	buf_release(&why);
}

/* Another run has the folder for longer than we wait. */
static void waits(void **state)
{
	struct site_place p = SITE_PLACE_INIT;
	int other = open(*state, O_RDONLY | O_DIRECTORY);
	struct buf why = BUF_INIT;

	assert_int_equal(flock(other, LOCK_EX), 0);
	assert_int_equal(site_place_open(&p, *state, &why), ST_BUSY);
	assert_non_null(strstr(buf_cstr(&why), "another report writes to the site"));
	site_place_close(&p);
	close(other);
	buf_reset(&why);
	assert_int_equal(site_place_open(&p, *state, &why), ST_OK);
	site_place_close(&p);
	buf_release(&why);
}

static const struct CMUnitTest tests[] = {
	cmocka_unit_test_setup_teardown(writes_whole_files, temp_setup, temp_teardown),
	cmocka_unit_test_setup_teardown(keeps_the_old_file, temp_setup, temp_teardown),
	cmocka_unit_test_setup_teardown(no_folder, temp_setup, temp_teardown),
	cmocka_unit_test_setup_teardown(reads_files, temp_setup, temp_teardown),
	cmocka_unit_test_setup_teardown(reads_names, temp_setup, temp_teardown),
	cmocka_unit_test_setup_teardown(waits, temp_setup, temp_teardown),
};

int main(void)
{
	return cmocka_run_group_tests_name("site place", tests, NULL, NULL);
}

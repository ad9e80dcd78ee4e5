/* SPDX-License-Identifier: MIT */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include <cmocka.h>

#include "report/window/bookmark_file.h"
#include "tests/support/temp.h"

static int make_state(void **state)
{
	*state = temp_dir();
	return setenv("XDG_STATE_HOME", *state, 1);
}

static int remove_state(void **state)
{
	temp_remove(*state);
	return 0;
}

static void open_for(struct bookmark_file *f, const char *lists, bool peek,
		     enum status want)
{
	struct buf why = BUF_INIT;

	*f = BOOKMARK_FILE_INIT;
	assert_int_equal(bookmark_file_open(f, "a", str_from(lists), peek, &why), want);
	assert_int_equal(why.len > 0, want != ST_OK);
	buf_release(&why);
}

static void open_file(struct bookmark_file *f, bool peek, enum status want)
{
	open_for(f, "kvm", peek, want);
}

/* Each list has an id of its own. */
static uint64_t id_of(const char *list)
{
	return (uint64_t)list[0];
}

static void prepare_list(struct bookmark_file *f, const char *list, uint32_t seq)
{
	struct bookmark_line line = {
		1, id_of(list), seq, 3, str_from(list), STR("/srv")
	};
	struct buf why = BUF_INIT;

	bookmark_set(&f->bookmark, &line);
	assert_int_equal(bookmark_file_prepare(f, &why), ST_OK);
	assert_int_equal(why.len, 0);
}

static void prepare_bookmark(struct bookmark_file *f, uint32_t seq)
{
	prepare_list(f, "kvm", seq);
}

static void move_bookmark(struct bookmark_file *f)
{
	struct buf why = BUF_INIT;

	assert_int_equal(bookmark_file_move(f, &why), ST_OK);
	assert_int_equal(why.len, 0);
}

/* The list's position in the file; 0 if it has no line. */
static uint32_t read_list(const char *list)
{
	const struct bookmark_line *line;
	struct bookmark_file f;
	uint32_t seq;

	open_file(&f, true, ST_OK);
	line = bookmark_find(&f.bookmark, STR("/srv"), str_from(list), id_of(list));
	seq = line ? line->next_seq : 0;
	bookmark_file_close(&f);
	return seq;
}

static uint32_t read_position(void)
{
	return read_list("kvm");
}

static void counts_once_it_is_moved(void **state)
{
	struct bookmark_file f;

	(void)state;
	open_file(&f, false, ST_OK);
	assert_int_equal(f.bookmark.n, 0);
	prepare_bookmark(&f, 5);
	assert_int_equal(read_position(), 0);
	move_bookmark(&f);
	assert_int_equal(read_position(), 5);
	bookmark_file_close(&f);
	open_file(&f, false, ST_OK);
	prepare_bookmark(&f, 6);
	bookmark_file_close(&f);
	assert_int_equal(read_position(), 5);
	assert_int_not_equal(access(buf_cstr(&f.new_path), F_OK), 0);
}

static void a_second_run_waits_and_gives_up(void **state)
{
	struct bookmark_file first, second;

	(void)state;
	open_file(&first, false, ST_OK);
	prepare_bookmark(&first, 5);
	open_file(&second, false, ST_BUSY);
	bookmark_file_close(&second); /* must leave the file that the first prepared */
	move_bookmark(&first);
	assert_int_equal(read_position(), 5);
	bookmark_file_close(&first);
	open_file(&second, false, ST_OK);
	bookmark_file_close(&second);
}

static void another_list_does_not_wait(void **state)
{
	struct bookmark_file first, second;

	(void)state;
	open_for(&first, "kvm\nlkml", false, ST_OK);
	prepare_list(&first, "kvm", 5);
	open_for(&second, "netdev", false, ST_OK);
	prepare_list(&second, "netdev", 7);
	move_bookmark(&second);
	assert_int_equal(read_list("kvm"), 0);
	move_bookmark(&first);
	assert_int_equal(read_list("kvm"), 5);
	assert_int_equal(read_list("netdev"), 7);
	bookmark_file_close(&second);
	bookmark_file_close(&first);
}

static void one_list_of_several_is_taken(void **state)
{
	struct bookmark_file first, second;

	(void)state;
	open_for(&first, "kvm\nlkml", false, ST_OK);
	open_for(&second, "lkml\nnetdev", false, ST_BUSY);
	bookmark_file_close(&second);
	bookmark_file_close(&first);
}

static void a_damaged_one_is_left_alone(void **state)
{
	struct bookmark_file f;
	FILE *out;

	(void)state;
	open_file(&f, false, ST_OK);
	out = fopen(buf_cstr(&f.path), "w");
	assert_non_null(out);
	fclose(out);
	bookmark_file_close(&f);
	open_file(&f, false, ST_DAMAGED);
	bookmark_file_close(&f);
}

static void a_state_folder_that_is_a_file(void **state)
{
	struct bookmark_file f;
	char *path = NULL;
	FILE *out;

	assert_true(asprintf(&path, "%s/patchdigest", (char *)*state) > 0);
	out = fopen(path, "w");
	assert_non_null(out);
	fclose(out);
	free(path);
	open_file(&f, false, ST_NOSPACE);
	bookmark_file_close(&f);
	open_file(&f, true, ST_OK); /* a peek needs no folder */
	bookmark_file_close(&f);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(counts_once_it_is_moved, make_state,
						remove_state),
		cmocka_unit_test_setup_teardown(a_second_run_waits_and_gives_up,
						make_state, remove_state),
		cmocka_unit_test_setup_teardown(another_list_does_not_wait, make_state,
						remove_state),
		cmocka_unit_test_setup_teardown(one_list_of_several_is_taken, make_state,
						remove_state),
		cmocka_unit_test_setup_teardown(a_damaged_one_is_left_alone, make_state,
						remove_state),
		cmocka_unit_test_setup_teardown(a_state_folder_that_is_a_file, make_state,
						remove_state),
	};

	return cmocka_run_group_tests_name("bookmark_file", tests, NULL, NULL);
}

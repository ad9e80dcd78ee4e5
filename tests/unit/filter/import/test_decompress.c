/* SPDX-License-Identifier: MIT */
#include <fcntl.h>

#include "filter/import/decompress.h"
#include "tests/support/rows.h"
#include "tests/support/temp.h"

static char *dir;

static int set_up(void **state)
{
	(void)state;
	dir = temp_dir();
	if (chdir(dir) != 0)
		return -1;
	temp_write("plain", "a text\n");
	temp_write("empty", "");
	return 0;
}

static int tear_down(void **state)
{
	(void)state;
	temp_remove(dir);
	return 0;
}

static const struct row {
	const char *program; /* compresses a text */
	const char *cut;     /* shell command that breaks the file, or NULL */
	const char *want;    /* NULL: any text */
	const char *why;
} rows[] = {
	{ "gzip", NULL, "a text\n", NULL },
	{ "xz", NULL, "a text\n", NULL },
	{ "zstd", NULL, "a text\n", NULL },
	{ "bzip2", NULL, "a text\n", NULL },
	{ "gzip", "truncate -s -4 file", NULL,
	  "the compressed file is damaged or cut short" },
	{ "gzip", "printf '\\n\\n' >>file", "a text\n", NULL },
	{ "xz", "truncate -s -4 file", NULL,
	  "the compressed file is damaged or cut short" },
};

static bool compress_file(const struct row *row)
{
	struct buf command = BUF_INIT;
	bool done;

	buf_addf(&command, "command -v %s >/dev/null && %s -c <plain >file", row->program,
		 row->program);
	if (row->cut)
		buf_addf(&command, " && %s", row->cut);
	done = system(buf_cstr(&command)) == 0;
	buf_release(&command);
	return done;
}

static void check_row(void **state)
{
	const struct row *row = *state;
	struct buf got = BUF_INIT;
	const char *why;
	struct decompress d = { .pid = 0 };
	int fd;

	if (!compress_file(row))
		skip();
	assert_true(decompress_needed("file"));
	fd = open("file", O_RDONLY | O_CLOEXEC);
	assert_null(decompress_start(&d, decompress_format_of(fd), &fd));
	assert_int_equal(file_read_all(fd, &got), ST_OK);
	close(fd);
	why = decompress_end(&d);
	assert_int_equal(!why, !row->why);
	if (why)
		assert_string_equal(why, row->why);
	if (row->want)
		assert_string_equal(buf_cstr(&got), row->want);
	buf_release(&got);
}

static void leaves_other_files(void **state)
{
	(void)state;
	assert_false(decompress_needed("plain"));
	assert_false(decompress_needed("empty"));
	assert_false(decompress_needed("missing"));
	assert_false(decompress_needed("."));
}

/* Keeps the descriptor when the program can't be started. */
static void names_a_missing_program(void **state)
{
	const char *path = getenv("PATH");
	struct decompress d = { .pid = 0 };
	int fd, before;

	(void)state;
	temp_write("file", "\x1f\x8b rest");
	fd = before = open("file", O_RDONLY | O_CLOEXEC);
	setenv("PATH", "/nonexistent", 1);
	assert_string_equal(decompress_start(&d, decompress_format_of(fd), &fd),
			    "it is compressed, and gzip can't be run");
	setenv("PATH", path, 1);
	assert_int_equal(fd, before);
	close(fd);
}

int main(void)
{
	static struct tests t;

	add_rows(&t, rows, ARRAY_SIZE(rows), sizeof(rows[0]), check_row);
	add_test(&t, "leaves other files", leaves_other_files);
	add_test(&t, "names a missing program", names_a_missing_program);
	return run_group_with("decompress", &t, set_up, tear_down);
}

/* SPDX-License-Identifier: MIT */
#include <stdio.h>

#include "store/util/textfile.h"
#include "tests/support/rows.h"
#include "tests/support/temp.h"

static const struct fault_row {
	const char *name;
	const char *file, *why;
	enum status st;
} faults[] = {
	{ "no such file", "/nonexistent/map", "/nonexistent/map: No such file",
	  ST_NOTFOUND },
	{ "a folder", "/", "/: Is a directory", ST_NOINPUT },
	{ "without an end", "/dev/zero", "/dev/zero: too large", ST_NOINPUT },
};

static void check_fault(void **state)
{
	const struct fault_row *row = *state;
	struct buf text = BUF_INIT, why = BUF_INIT;

	assert_int_equal(file_read_text(&text, row->file, &why), row->st);
	assert_non_null(strstr(buf_cstr(&why), row->why));
	buf_release(&text);
	buf_release(&why);
}

static void reads_all(void **state)
{
	struct buf text = BUF_INIT, why = BUF_INIT, name = BUF_INIT;
	char *dir = temp_dir();
	FILE *f;

	(void)state;
	buf_addf(&name, "%s/file", dir);
	f = fopen(buf_cstr(&name), "w");
	assert_non_null(f);
	for (int i = 0; i < 100000; i++)
		fputc(i % 251, f);
	fclose(f);
	assert_int_equal(file_read_text(&text, buf_cstr(&name), &why), ST_OK);
	assert_int_equal(text.len, 100000);
	for (int i = 0; i < 100000; i++)
		assert_int_equal((unsigned char)text.data[i], i % 251);
	assert_int_equal(file_read_text(&text, "/dev/null", &why), ST_OK);
	assert_int_equal(text.len, 100000);
	buf_release(&text);
	buf_release(&why);
	buf_release(&name);
	temp_remove(dir);
}

int main(void)
{
	static struct tests t;

	add_rows(&t, faults, ARRAY_SIZE(faults), sizeof(faults[0]), check_fault);
	add_test(&t, "all of a file", reads_all);
	return run_group("textfile", &t);
}

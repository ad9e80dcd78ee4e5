/* SPDX-License-Identifier: MIT */
#include "report/util/lines.h"
#include "tests/support/rows.h"

static const struct row {
	const char *name, *lines;
	size_t n;
	const char *sorted;
} rows[] = {
	{ "nothing", "", 0, "" },
	{ "one line", "a\n", 1, "a\n" },
	{ "the last line without its end", "b\na", 2, "a\nb\n" },
	{ "repeated lines", "b\na\nb\na\n", 4, "a\nb\n" },
	{ "a prefix is first", "ab\na\n", 2, "a\nab\n" },
	{ "by bytes", "\xc3\xa4\nz\nZ\n", 3, "Z\nz\n\xc3\xa4\n" },
};

static void check_row(void **state)
{
	const struct row *row = *state;
	struct buf b = BUF_INIT;

	buf_addstr(&b, row->lines);
	assert_int_equal(lines_count(buf_str(&b)), row->n);
	lines_sort(&b);
	same_buf(&b, row->sorted);
}

int main(void)
{
	static struct tests t;

	add_rows(&t, rows, ARRAY_SIZE(rows), sizeof(rows[0]), check_row);
	return run_group("lines", &t);
}

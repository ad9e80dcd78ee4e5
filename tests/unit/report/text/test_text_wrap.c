/* SPDX-License-Identifier: MIT */
#include "report/text/text_wrap.h"
#include "store/util/buf.h"
#include "tests/support/rows.h"

static const struct row {
	const char *name, *text;
	size_t columns;
	const char *lines; /* with "|" between them */
} rows[] = {
	{ "nothing", "", 10, "" },
	{ "blanks alone", "   ", 10, "" },
	{ "a line", "one two", 10, "one two" },
	{ "exactly a line", "one two", 7, "one two" },
	{ "one column less", "one two", 6, "one|two" },
	{ "blanks around a break", "one   two", 4, "one|two" },
	{ "a long word is broken", "abcdefgh ij", 3, "abc|def|gh|ij" },
	{ "a long word after a short one", "a bcdefg", 4, "a|bcde|fg" },
	{ "wide characters take two columns", "\xe6\x97\xa5\xe6\x9c\xac x", 4,
	  "\xe6\x97\xa5\xe6\x9c\xac|x" },
	{ "a wide character in one column", "\xe6\x97\xa5\xe6\x9c\xac", 1,
	  "\xe6\x97\xa5|\xe6\x9c\xac" },
	{ "combining ones take none",
	  "e\xcc\x81"
	  "e\xcc\x81 x",
	  2,
	  "e\xcc\x81"
	  "e\xcc\x81|x" },
	{ "no UTF-8", "\xff\xff\xff", 2, "\xff\xff|\xff" },
};

static void check_row(void **state)
{
	const struct row *row = *state;
	struct str rest = str_from(row->text), line;
	struct buf lines = BUF_INIT;

	while (text_wrap_next(&rest, row->columns, &line)) {
		if (lines.len)
			buf_addch(&lines, '|');
		buf_adds(&lines, line);
	}
	assert_string_equal(buf_cstr(&lines), row->lines);
	buf_release(&lines);
}

static void columns(void **state)
{
	(void)state;
	assert_int_equal(text_columns(STR("abc")), 3);
	assert_int_equal(text_columns(STR("\xc3\xa9\xe6\x97\xa5")), 3);
	assert_int_equal(text_columns(STR_EMPTY), 0);
}

int main(void)
{
	struct tests t = { .n = 0 };

	add_rows(&t, rows, ARRAY_SIZE(rows), sizeof(rows[0]), check_row);
	add_test(&t, "columns", columns);
	return run_group("text_wrap", &t);
}

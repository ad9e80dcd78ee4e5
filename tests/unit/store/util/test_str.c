/* SPDX-License-Identifier: MIT */
#include "store/util/str.h"
#include "tests/support/rows.h"

static const struct cmp_row {
	const char *name;
	struct str a, b;
	int cmp, nocase; /* signs */
} cmp_rows[] = {
	{ "no bytes at all", { NULL, 0 }, { NULL, 0 }, 0, 0 },
	{ "no bytes and some", { NULL, 0 }, { "a", 1 }, -1, -1 },
	{ "the beginning of the other", { "ab", 2 }, { "a", 1 }, 1, 1 },
	{ "another case", { "B", 1 }, { "a", 1 }, -1, 1 },
	{ "equal but for case", { "aB", 2 }, { "Ab", 2 }, 1, 0 },
	{ "a byte above 127", { "\xe1", 1 }, { "a", 1 }, 1, 1 },
};

static const struct size_row {
	const char *text;
	uint64_t bytes; /* 0: it is no size */
} size_rows[] = {
	{ "1", 1 },	      { "500", 500 },	   { "64k", 64 << 10 }, { "1M", 1 << 20 },
	{ "3g", 3ull << 30 }, { "0", 0 },	   { "0k", 0 },		{ "", 0 },
	{ "k", 0 },	      { "1kk", 0 },	   { "1T", 0 },		{ "-1", 0 },
	{ "1.5M", 0 },	      { "4294967296", 0 },
};

static void check_size(void **state)
{
	const struct size_row *row = *state;
	uint64_t bytes = 0;

	assert_int_equal(str_size(str_from(row->text), &bytes), row->bytes != 0);
	if (row->bytes)
		assert_int_equal(bytes, row->bytes);
}

static int sign(int d)
{
	return (d > 0) - (d < 0);
}

static void check_cmp(void **state)
{
	const struct cmp_row *row = *state;

	assert_int_equal(sign(str_cmp(row->a, row->b)), row->cmp);
	assert_int_equal(sign(str_cmp_nocase(row->a, row->b)), row->nocase);
	assert_int_equal(sign(str_cmp(row->b, row->a)), -row->cmp);
	assert_int_equal(sign(str_cmp_nocase(row->b, row->a)), -row->nocase);
}

static const struct any_row {
	const char *name;
	const char *text;
	bool is, starts, has; /* "next" or "for-next" */
} any_rows[] = {
	{ "one of them", "next", true, true, true },
	{ "in another case", "For-Next", true, true, true },
	{ "more after", "Next, thanks", false, true, true },
	{ "more before and after", "to NEXT, thanks", false, false, true },
	{ "the first two letters before", "neither foul nor for-next", false, false,
	  true },
	{ "bytes that share bits with the letters", ".ext &or-nex4", false, false,
	  false },
	{ "the beginning alone", "nex", false, false, false },
	{ "a letter alone, at the end", "main", false, false, false },
	{ "nothing", "", false, false, false },
};

static void check_any(void **state)
{
	static const char list[][LISTED_ROOM] = { "for-next", "next" };
	const struct any_row *row = *state;

	assert_int_equal(str_is_any(str_from(row->text), list, ARRAY_SIZE(list)),
			 row->is);
	assert_int_equal(str_starts_any(str_from(row->text), list, ARRAY_SIZE(list)),
			 row->starts);
	assert_int_equal(str_has_any(str_from(row->text), list, ARRAY_SIZE(list)),
			 row->has);
}

static const struct line_row {
	const char *name;
	const char *text, *lines; /* each ended by "|" */
} line_rows[] = {
	{ "nothing", "", "" },
	{ "a line", "a\n", "a|" },
	{ "without a line end", "a\nb", "a|b|" },
	{ "empty lines", "\n\na\n\n", "||a||" },
	{ "CRLF", "a\r\n\r\nb\r", "a||b|" },
	{ "a CR inside", "a\rb\r\r\n", "a\rb\r|" },
};

static void check_lines(void **state)
{
	const struct line_row *row = *state;
	struct str rest = str_from(row->text), line;
	char lines[20] = "";

	while (str_line(&rest, &line)) {
		strncat(lines, line.s, line.len);
		strcat(lines, "|");
	}
	assert_string_equal(lines, row->lines);
	assert_int_equal(rest.len, 0);
}

static const struct digit_row {
	const char *name;
	const char *text;
	size_t from, digits;
} digit_rows[] = {
	{ "all", "123", 0, 3 },
	{ "the rest", "123", 2, 1 },
	{ "up to a letter", "1a2", 0, 1 },
	{ "a letter first", "a12", 0, 0 },
	{ "past the end", "1", 5, 0 },
};

static void check_digits(void **state)
{
	const struct digit_row *row = *state;

	assert_int_equal(str_digits(str_from(row->text), row->from), row->digits);
}

int main(void)
{
	struct tests t = { .n = 0 };

	add_rows(&t, size_rows, ARRAY_SIZE(size_rows), sizeof(size_rows[0]), check_size);
	add_rows(&t, cmp_rows, ARRAY_SIZE(cmp_rows), sizeof(cmp_rows[0]), check_cmp);
	add_rows(&t, any_rows, ARRAY_SIZE(any_rows), sizeof(any_rows[0]), check_any);
	add_rows(&t, line_rows, ARRAY_SIZE(line_rows), sizeof(line_rows[0]), check_lines);
	add_rows(&t, digit_rows, ARRAY_SIZE(digit_rows), sizeof(digit_rows[0]),
		 check_digits);
	return run_group("str", &t);
}

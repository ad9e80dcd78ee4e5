/* SPDX-License-Identifier: MIT */
#include "filter/system/library.h"
#include "tests/support/rows.h"

static const struct row {
	const char *name;
	const char *library, *functions[2];
	const char *missing; /* NULL: nothing is */
} rows[] = {
	{ "all is there", "libc.so.6", { "abs", "labs" }, NULL },
	{ "no library", "libnone-here.so.1", { "abs", "labs" }, "libnone-here.so.1" },
	{ "a function is missing", "libc.so.6", { "abs", "none_here" }, "none_here" },
};

static void check_row(void **state)
{
	const struct row *row = *state;
	int (*abs_of)(int) = NULL;
	long (*labs_of)(long) = NULL;
	const struct library_function functions[] = {
		{ &abs_of, row->functions[0] },
		{ &labs_of, row->functions[1] },
	};
	const char *missing = library_load(row->library, functions, 2);

	if (row->missing) {
		assert_non_null(missing);
		assert_string_equal(missing, row->missing);
		return;
	}
	assert_null(missing);
	assert_int_equal(abs_of(-3), 3);
	assert_int_equal(labs_of(-4), 4);
}

int main(void)
{
	static struct tests t;

	add_rows(&t, rows, ARRAY_SIZE(rows), sizeof(rows[0]), check_row);
	return run_group("library", &t);
}

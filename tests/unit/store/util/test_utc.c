/* SPDX-License-Identifier: MIT */
#include "store/inbox/record.h"
#include "store/util/utc.h"
#include "tests/support/rows.h"

static const struct row {
	const char *name;
	int64_t seconds;
	enum utc_form form;
	const char *text; /* NULL: no time */
} rows[] = {
	{ "day", 1794553200, UTC_DAY, "2026-11-13" },
	{ "minute", 1794553259, UTC_MINUTE, "2026-11-13 07:00" },
	{ "second", 1794553259, UTC_SECOND, "2026-11-13 07:00:59" },
	{ "second 0", 1794553200, UTC_SECOND, "2026-11-13 07:00" },
	{ "whole", 1794553259, UTC_WHOLE, "2026-11-13T07:00:59Z" },
	{ "whole, second 0", 1794553200, UTC_WHOLE, "2026-11-13T07:00:00Z" },
	{ "1970", 0, UTC_WHOLE, "1970-01-01T00:00:00Z" },
	{ "before 1970", -1, UTC_WHOLE, "1969-12-31T23:59:59Z" },
	{ "year 1", -62135596800, UTC_DAY, "0001-01-01" },
	{ "year 9999", 253402300799, UTC_WHOLE, "9999-12-31T23:59:59Z" },
	{ "no date", DATE_NONE, UTC_DAY, NULL },
	{ "too late", INT64_MAX, UTC_WHOLE, NULL },
};

static void check_row(void **state)
{
	const struct row *row = *state;
	struct buf b = BUF_INIT;

	buf_addstr(&b, "at ");
	assert_int_equal(utc_add(&b, row->seconds, row->form), row->text != NULL);
	assert_string_equal(buf_cstr(&b) + strlen("at "), row->text ? row->text : "");
	buf_release(&b);
}

int main(void)
{
	static struct tests t;

	add_rows(&t, rows, ARRAY_SIZE(rows), sizeof(rows[0]), check_row);
	return run_group("utc", &t);
}

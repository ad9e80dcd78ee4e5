/* SPDX-License-Identifier: MIT */
#include <stdlib.h>

#include "report/util/clock.h"
#include "tests/support/rows.h"

#define JULY_6 INT64_C(1783296000) /* 2026-07-06 00:00 UTC */
#define WINTER (JULY_6 + 180 * DAY_SECONDS)

static const struct row {
	const char *name, *zone; /* $TZ; NULL: not asked for */
	int64_t time;
	const char *text, *abbreviation;
	int64_t day; /* since that of JULY_6 */
} rows[] = {
	{ "UTC", NULL, JULY_6, "2026-07-06 00:00", "UTC", 0 },
	{ "summer", "CET-1CEST,M3.5.0,M10.5.0/3", JULY_6, "2026-07-06 02:00", "CEST", 0 },
	{ "winter", "CET-1CEST,M3.5.0,M10.5.0/3", WINTER, "2027-01-02 01:00", "CET",
	  180 },
	{ "west of it", "EST5", JULY_6, "2026-07-05 19:00", "EST", -1 },
	{ "before 1970", "EST5", -1, "1969-12-31 18:59", "EST", -20641 },
};

static void check_row(void **state)
{
	const struct row *row = *state;
	struct buf b = BUF_INIT;
	struct tm tm;

	setenv("TZ", row->zone ? row->zone : "EST5", 1);
	clock_use_local(row->zone != NULL);
	assert_true(clock_split(&tm, row->time));
	assert_true(clock_add(&b, row->time, UTC_MINUTE));
	same_buf(&b, row->text);
	clock_add_zone(&b, row->time);
	same_buf(&b, row->abbreviation);
	assert_int_equal(clock_day(row->time) - JULY_6 / DAY_SECONDS, row->day);
}

static void out_of_range(void **state)
{
	struct tm tm;

	(void)state;
	assert_false(clock_split(&tm, INT64_MIN));
	assert_false(clock_split(&tm, INT64_C(1) << 50));
}

int main(void)
{
	struct tests t = { .n = 0 };

	add_rows(&t, rows, ARRAY_SIZE(rows), sizeof(rows[0]), check_row);
	add_test(&t, "out of range", out_of_range);
	return run_group("clock", &t);
}

/* SPDX-License-Identifier: MIT */
#include "filter/mail/date.h"
#include "tests/support/rows.h"

#define NONE DATE_NONE
#define NOV13 1794553200 /* 2026-11-13 07:00:00 UTC */

static const struct row {
	const char *name; /* the value, too */
	int64_t seconds;
} rows[] = {
	{ "Fri, 13 Nov 2026 07:00:00 +0000", NOV13 },
	{ "Fri, 13 Nov 2026 08:00:00 +0100", NOV13 },
	{ "Thu, 12 Nov 2026 23:30:00 -0730", NOV13 },
	{ "13 Nov 2026 07:00:00 +0000", NOV13 },
	{ "Fri,13 Nov 2026 07:00:00 +0000 (UTC)", NOV13 },
	{ "  Fri,  13 Nov   2026\t07:00:00 -0000 ", NOV13 },
	{ "Fri, 13 Nov 2026 07:00 +0000", NOV13 },
	{ "Fri, 13 Nov 2026 07:00:00.123456 +0000", NOV13 },
	{ "Fri, 13 Nov 2026 08:00:00 +01:00", NOV13 },
	{ "Fri, 13 Nov 2026 07:00:00 GMT", NOV13 },
	{ "Fri, 13 Nov 2026 07:00:00", NOV13 },
	{ "Fri, 13 Nov 2026 07:00:00 Z", NOV13 },
	{ "Fri, 13 Nov 2026 02:00:00 EST", NOV13 },
	{ "Fri, 13 Nov 2026 00:00:00 pdt", NOV13 },
	{ "Fri, 13 Nov 2026 07:00:00 A", NOV13 },
	{ "Fri, 13 Nov 26 07:00:00 +0000", NOV13 },
	{ "Fri, 13 Nov 126 07:00:00 +0000", NOV13 },
	{ "Friday, 13 November 2026 07:00:00 +0000", NOV13 },
	{ "Fri, 13-Nov-2026 07:00:00 +0000", NOV13 },
	{ "Fri Nov 13 07:00:00 2026", NOV13 },
	{ "Fri Nov 13 08:00:00 2026 +0100", NOV13 },
	{ "Fri Nov 13 07:00:00 UTC 2026", NOV13 },
	{ "Fri Nov 13 2026 08:00:00 GMT+0100 (CET)", NOV13 },
	{ "2026-11-13T07:00:00Z", NOV13 },
	{ "2026-11-13 08:00:00 +0100", NOV13 },
	{ "2026-11-13T08:00:00+01:00", NOV13 },
	{ "Fri, 13 Nov 2026 07:00:00 +9999", NOV13 },
	{ "Fri, 13 Nov 2026 07:00:00 +0199", NOV13 },
	{ "Fri, 13 Nov 2026 21:00:00 +1400", NOV13 },
	{ "Thu, 29 Feb 2024 00:00:00 +0000", 1709164800 },
	{ "Sat, 31 Dec 2016 23:59:60 +0000", 1483228800 },
	{ "1 Jan 1970 00:00:00 +0000", 0 },
	{ "31 Dec 1969 23:00:00 -0100", 0 },
	{ "31 Dec 1969 23:59:59 +0000", NONE },
	{ "1 Jan 50 00:00:00 +0000", NONE },
	{ "1 Jan 99 00:00:00 +0000", 915148800 },
	{ "31 Dec 9999 23:59:59 +0000", 253402300799 },
	{ "1 Jan 10000 00:00:00 +0000", NONE },
	{ "1 Jan 99999999999999999999 00:00:00 +0000", NONE },
	{ "29 Feb 2026 00:00:00 +0000", NONE },
	{ "29 Feb 2100 00:00:00 +0000", NONE },
	{ "29 Feb 2000 00:00:00 +0000", 951782400 },
	{ "32 Jan 2026 00:00:00 +0000", NONE },
	{ "0 Jan 2026 00:00:00 +0000", NONE },
	{ "13 Nov 2026 24:00:00 +0000", NONE },
	{ "13 Nov 2026 07:60:00 +0000", NONE },
	{ "13 Nov 2026 07:00:61 +0000", NONE },
	{ "2026-13-13T07:00:00Z", NONE },
	{ "2026-00-13T07:00:00Z", NONE },
	{ "2026-11T07:00:00Z", NONE },
	{ "11/13/2026 07:00:00", NONE },
	{ "13 Nov 2026", NONE },
	{ "Nov 2026 07:00:00", NONE },
	{ "13 Foo 2026 07:00:00", NONE },
	{ "13 Nov 07:00:00", NONE },
	{ "yesterday", NONE },
	{ "", NONE },
};

static void check_row(void **state)
{
	const struct row *row = *state;

	assert_int_equal(date_parse(str_from(row->name)), row->seconds);
}

/* Every day of 800 years follows the one before. */
static void test_days(void **state)
{
	static const int days[12] = { 31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31 };
	int64_t want = 0;

	(void)state;
	for (int y = 1970; y < 2770; y++)
		for (int m = 1; m <= 12; m++) {
			bool leap =
			    m == 2 && (y % 4 == 0 && (y % 100 != 0 || y % 400 == 0));

			for (int d = 1; d <= days[m - 1] + leap; d++, want += 86400) {
				struct buf b = BUF_INIT;

				buf_addf(&b, "%04d-%02d-%02dT00:00:00Z", y, m, d);
				assert_int_equal(date_parse(buf_str(&b)), want);
				buf_release(&b);
			}
		}
}

static void test_odd_bytes(void **state)
{
	(void)state;
	assert_int_equal(date_parse(STR("Fri,\n 13 Nov 2026\r\n\t07:00:00\xff")), NOV13);
	assert_int_equal(date_parse((struct str){ "13 Nov\0 2026 07:00:00\0", 22 }),
			 NOV13);
}

int main(void)
{
	struct tests t = { .n = 0 };

	add_rows(&t, rows, ARRAY_SIZE(rows), sizeof(rows[0]), check_row);
	add_test(&t, "every day", test_days);
	add_test(&t, "folds, NUL, 8-bit", test_odd_bytes);
	return run_group("date", &t);
}

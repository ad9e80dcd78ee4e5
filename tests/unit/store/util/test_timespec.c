/* SPDX-License-Identifier: MIT */
#include <stdlib.h>
#include <time.h>

#include "store/util/timespec.h"
#include "tests/support/rows.h"

#define BAD INT64_MIN

/* Zones by rule, so that no zone database is needed. */
#define BERLIN "CET-1CEST,M3.5.0,M10.5.0/3"
/* On the day when clocks go forward there is no midnight. */
#define SAO_PAULO "BRT3BRST,M10.3.0/0,M2.3.0/0"

static const struct row {
	const char *text, *zone;
	int64_t now, want;
} rows[] = {
	/* 1794236400 is Monday 2026-11-09 15:00:00 UTC */
	{ "now", "UTC", 1794236400, 1794236400 },
	{ " NOW ", "UTC", 1794236400, 1794236400 },
	{ "@1763000000", "UTC", 1794236400, 1763000000 },
	{ "@0", "UTC", 1794236400, 0 },
	{ "2026-11-13", "UTC", 1794236400, 1794528000 },
	{ "2026-11-13", BERLIN, 1794236400, 1794528000 - 3600 },
	{ "2026-07-01", BERLIN, 1794236400, 1782864000 - 7200 },
	{ "2026-11-13T07:00Z", BERLIN, 1794236400, 1794553200 },
	{ "2026-11-13t07:00z", BERLIN, 1794236400, 1794553200 },
	{ "2026-11-13 07:00", "UTC", 1794236400, 1794553200 },
	{ "2026-11-13 07:00", BERLIN, 1794236400, 1794549600 },
	{ "2026-11-13 07:00 UTC", BERLIN, 1794236400, 1794553200 },
	{ "2026-11-13T07:00:30Z", "UTC", 1794236400, 1794553230 },
	{ "2026-11-13T07:00:30.123Z", "UTC", 1794236400, 1794553230 },
	{ "2026-11-13T07:00+0100", "UTC", 1794236400, 1794549600 },
	{ "2026-11-13T07:00+01:00", "UTC", 1794236400, 1794549600 },
	{ "2026-11-13 07:00 -0530", "UTC", 1794236400, 1794573000 },
	{ "2026-11-13Z", BERLIN, 1794236400, 1794528000 },
	{ "2024-02-29", "UTC", 1794236400, 1709164800 },
	{ "today", "UTC", 1794236400, 1794182400 },
	{ "today", BERLIN, 1794236400, 1794178800 },
	{ "yesterday", "UTC", 1794236400, 1794096000 },
	{ "Yesterday 07:00", "UTC", 1794236400, 1794121200 },
	{ "monday", "UTC", 1794236400, 1794182400 },
	{ "tuesday", "UTC", 1794236400, 1793664000 },
	{ "Sunday", "UTC", 1794236400, 1794096000 },
	{ "sunday 23:59", "UTC", 1794236400, 1794182340 },
	{ "last monday", "UTC", 1794236400, 1794182400 - 7 * 86400 },
	{ "Last Tuesday", "UTC", 1794236400, 1793664000 },
	{ "last.monday.07:00", "UTC", 1794236400, BAD },
	{ "last monday 07:00", "UTC", 1794236400, 1794182400 - 7 * 86400 + 7 * 3600 },
	{ "last week", "UTC", 1794236400, 1794236400 - 7 * 86400 },
	{ "last.week", "UTC", 1794236400, 1794236400 - 7 * 86400 },
	{ "last month", "UTC", 1794236400, 1791558000 },
	{ "a week ago", "UTC", 1794236400, 1794236400 - 7 * 86400 },
	{ "two weeks ago", "UTC", 1794236400, 1794236400 - 14 * 86400 },
	{ "Ten.days.ago", "UTC", 1794236400, 1794236400 - 10 * 86400 },
	{ "tenth days ago", "UTC", 1794236400, BAD },
	{ "an hour ago", "UTC", 1794236400, 1794236400 - 3600 },
	{ "one day ago", "UTC", 1794236400, 1794236400 - 86400 },
	{ "tomorrow", "UTC", 1794236400, 1794268800 },
	{ "tomorrow 07:00", "UTC", 1794236400, 1794268800 + 7 * 3600 },
	{ "noon", "UTC", 1794236400, 1794182400 + 12 * 3600 },
	{ "noon", "UTC", 1794182400, 1794182400 - 12 * 3600 },
	{ "noon", BERLIN, 1794236400, 1794182400 + 11 * 3600 },
	{ "midnight", "UTC", 1794236400, 1794182400 },
	{ "midnight", "UTC", 1794182400, 1794182400 },
	{ "midnight", BERLIN, 1794236400, 1794182400 - 3600 },
	{ "yesterday midnight", "UTC", 1794236400, 1794182400 - 24 * 3600 },
	{ "yesterday noon", "UTC", 1794236400, 1794182400 - 12 * 3600 },
	{ "20261113", "UTC", 1794236400, 1794528000 },
	{ "20261113T07:00Z", "UTC", 1794236400, 1794553200 },
	{ "3 days ago", "UTC", 1794236400, 1794236400 - 3 * 86400 },
	{ "3 days ago", BERLIN, 1794236400, 1794236400 - 3 * 86400 },
	{ "1 day ago", "UTC", 1794236400, 1794236400 - 86400 },
	{ "2.weeks.ago", "UTC", 1794236400, 1794236400 - 14 * 86400 },
	{ "2.weeks", "UTC", 1794236400, 1794236400 - 14 * 86400 },
	{ "90 minutes ago", "UTC", 1794236400, 1794236400 - 5400 },
	{ "36 Hours Ago", "UTC", 1794236400, 1794236400 - 36 * 3600 },
	{ "5 secs ago", "UTC", 1794236400, 1794236395 },
	{ "1 month ago", "UTC", 1794236400, 1791558000 },
	{ "1 year ago", "UTC", 1794236400, 1762700400 },
	{ "1 month ago", "UTC", 1806494400 /* 2027-03-31 12:00 */,
	  1803816000 /* 02-28 */ },
	/* On 25 October 2026 02:30 comes twice in Berlin: the first counts. */
	{ "2026-10-25 02:30", BERLIN, 1794236400, 1792888200 },
	{ "2026-10-25", BERLIN, 1794236400, 1792879200 },
	/* On 29 March 2026 there is no 02:30: it is read as if clocks had not changed
	   yet. */
	{ "2026-03-29 02:30", BERLIN, 1794236400, 1774747800 },
	/* In this zone 18 October 2026 has no midnight: it begins at 01:00 -0200. */
	{ "2026-10-18", SAO_PAULO, 1794236400, 1792292400 },
	/* A time that could only be guessed is refused. */
	{ "", "UTC", 1794236400, BAD },
	{ "tea", "UTC", 1794236400, BAD },
	{ "2026-13-01", "UTC", 1794236400, BAD },
	{ "2026-02-29", "UTC", 1794236400, BAD },
	{ "2026-11-31", "UTC", 1794236400, BAD },
	{ "2026-11-13 25:00", "UTC", 1794236400, BAD },
	{ "2026-11-13 7", "UTC", 1794236400, BAD },
	{ "2026-11-13 07:00:60", "UTC", 1794236400, BAD },
	{ "2026-11-13 07:00:30.", "UTC", 1794236400, BAD },
	{ "2026-11-13T07:00+01:60", "UTC", 1794236400, BAD },
	{ "2026-11-13T07:00X", "UTC", 1794236400, BAD },
	{ "2026-11-13T07:00+2500", "UTC", 1794236400, BAD },
	{ "11/13/2026", "UTC", 1794236400, BAD },
	{ "20261301", "UTC", 1794236400, BAD },
	{ "2026-1113", "UTC", 1794236400, BAD },
	{ "202611-13", "UTC", 1794236400, BAD },
	{ "2026111", "UTC", 1794236400, BAD },
	{ "202611130", "UTC", 1794236400, BAD },
	{ "last", "UTC", 1794236400, BAD },
	{ "last tea", "UTC", 1794236400, BAD },
	{ "last now", "UTC", 1794236400, BAD },
	{ "last 2 weeks", "UTC", 1794236400, BAD },
	{ "last yesterday", "UTC", 1794236400, BAD },
	{ "lastweek", "UTC", 1794236400, BAD },
	{ "a tea ago", "UTC", 1794236400, BAD },
	{ "midnight 01:00", "UTC", 1794236400, BAD },
	{ "noon tea", "UTC", 1794236400, BAD },
	{ "noon 13:00", "UTC", 1794236400, BAD },
	{ "next week", "UTC", 1794236400, BAD },
	{ "1763000000", "UTC", 1794236400, BAD },
	{ "@", "UTC", 1794236400, BAD },
	{ "@-1", "UTC", 1794236400, BAD },
	{ "@99999999999999999999", "UTC", 1794236400, BAD },
	{ "monday 07:00Z", "UTC", 1794236400, BAD },
	{ "mon", "UTC", 1794236400, BAD },
	{ "3 days hence", "UTC", 1794236400, BAD },
	{ "days ago", "UTC", 1794236400, BAD },
	{ "3 ago", "UTC", 1794236400, BAD },
	{ "-3 days ago", "UTC", 1794236400, BAD },
	{ "3 days ago.", "UTC", 1794236400, BAD },
	{ "99999 years ago", "UTC", 1794236400, BAD },
	/* A year has four digits. */
	{ "@253402300799", "UTC", 1794236400, 253402300799 },
	{ "@253402300800", "UTC", 1794236400, BAD },
	{ "@999999999999", "UTC", 1794236400, BAD },
	{ "@-99999999999", "UTC", 1794236400, BAD },
	{ "9999-12-31T23:59:59Z", "UTC", 1794236400, 253402300799 },
	{ "9999-12-31T23:59:59-0100", "UTC", 1794236400, BAD },
	{ "63929833200 seconds ago", "UTC", 1794236400, -62135596800 },
	{ "63929833201 seconds ago", "UTC", 1794236400, BAD },
	{ "99999999999 days ago", "UTC", 1794236400, BAD },
	{ "999999999999 weeks ago", "UTC", 1794236400, BAD },
	{ "now please", "UTC", 1794236400, BAD },
};

static void check_row(void **state)
{
	const struct row *row = *state;
	struct buf why = BUF_INIT;
	int64_t got = BAD;
	enum status st;

	setenv("TZ", row->zone, 1);
	tzset();
	st = timespec_parse(&got, str_from(row->text), row->now, &why);
	assert_int_equal(st, row->want == BAD ? ST_USAGE : ST_OK);
	if (st == ST_OK)
		assert_int_equal(got, row->want);
	else
		assert_non_null(strstr(buf_cstr(&why), row->text));
	buf_release(&why);
}

int main(void)
{
	static struct tests t;

	add_rows(&t, rows, ARRAY_SIZE(rows), sizeof(rows[0]), check_row);
	return run_group("timespec", &t);
}

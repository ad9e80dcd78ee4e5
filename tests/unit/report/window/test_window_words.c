/* SPDX-License-Identifier: MIT */
#include "report/window/window_words.h"
#include "store/util/utc.h"
#include "tests/support/rows.h"

#define JULY_6 INT64_C(1783296000) /* 2026-07-06 00:00 UTC, a Monday */
#define DAYS(n) (JULY_6 + (n)*DAY_SECONDS)

static const struct days_row {
	const char *name;
	int64_t since, until;
	const char *words;
} days_rows[] = {
	{ "a week", DAYS(0), DAYS(7), "6 - 12 July 2026" },
	{ "a day", DAYS(0), DAYS(1), "6 July 2026" },
	{ "a second", DAYS(0), DAYS(0) + 1, "6 July 2026" },
	{ "no time at all", DAYS(0), DAYS(0), "6 July 2026" },
	{ "a window of the future", DAYS(7), DAYS(0), "13 July 2026" },
	{ "an end inside of a day", DAYS(0), DAYS(6) + 1, "6 - 12 July 2026" },
	{ "two months", DAYS(-7), DAYS(0), "29 June - 5 July 2026" },
	{ "two years", DAYS(-189), DAYS(-182), "29 December 2025 - 4 January 2026" },
	{ "no year", DAYS(0), INT64_MAX, "" },
};

static void check_days(void **state)
{
	const struct days_row *row = *state;
	struct buf b = BUF_INIT;

	window_words_days(&b, row->since, row->until);
	same_buf(&b, row->words);
}

static const struct day_row {
	const char *name;
	int64_t time, until;
	const char *word;
} day_rows[] = {
	{ "the last day", DAYS(6), DAYS(7), "Sun" },
	{ "the first of seven days", DAYS(0), DAYS(7), "Mon" },
	{ "the day before", DAYS(0) - 1, DAYS(7), "5 Jul" },
	{ "after the end", DAYS(8), DAYS(7), "14 Jul" },
	{ "the year before", DAYS(-189), DAYS(7), "29 Dec 2025" },
	{ "no time", INT64_MIN, DAYS(7), "" },
};

static void check_day(void **state)
{
	const struct day_row *row = *state;
	struct buf b = BUF_INIT;

	window_words_day(&b, row->time, row->until);
	same_buf(&b, row->word);
}

static void moment(void **state)
{
	struct buf b = BUF_INIT;

	(void)state;
	window_words_moment(&b, DAYS(7) + 3661);
	same_buf(&b, "Monday 01:01 UTC");
	window_words_moment(&b, INT64_MAX);
	same_buf(&b, "");
}

int main(void)
{
	struct tests t = { .n = 0 };

	add_rows(&t, days_rows, ARRAY_SIZE(days_rows), sizeof(days_rows[0]), check_days);
	add_rows(&t, day_rows, ARRAY_SIZE(day_rows), sizeof(day_rows[0]), check_day);
	add_test(&t, "a moment", moment);
	return run_group("window_words", &t);
}

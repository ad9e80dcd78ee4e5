/* SPDX-License-Identifier: MIT */
#include <stdbool.h>

#include "store/util/local_time.h"
#include "store/util/utc.h"

static bool same_clock(const struct tm *a, const struct tm *b)
{
	return a->tm_year == b->tm_year && a->tm_mon == b->tm_mon &&
	       a->tm_mday == b->tm_mday && a->tm_hour == b->tm_hour &&
	       a->tm_min == b->tm_min && a->tm_sec == b->tm_sec;
}

int64_t local_time_seconds(const struct tm *wanted)
{
	struct tm copy = *wanted, before, after, found;
	time_t flat = timegm(&copy), guess, best = 0;
	bool any = false;

	guess = flat - DAY_SECONDS;
	localtime_r(&guess, &before);
	guess = flat + DAY_SECONDS;
	localtime_r(&guess, &after);
	for (int i = 0; i < 2; i++) {
		time_t t = flat - (i ? after : before).tm_gmtoff;

		localtime_r(&t, &found);
		if (same_clock(&found, &copy) && (!any || t < best)) {
			best = t;
			any = true;
		}
	}
	return any ? best : flat - before.tm_gmtoff;
}

int local_time_month_days(int year, int month)
{
	struct tm first = { .tm_year = year - 1900, .tm_mon = month, .tm_mday = 0 };

	timegm(&first); /* day 0 of the next month is this month's last */
	return first.tm_mday;
}

/* SPDX-License-Identifier: MIT */
#include "report/util/clock.h"

static bool local_time;

void clock_use_local(bool local)
{
	local_time = local;
	tzset();
}

static bool split_any(struct tm *tm, int64_t seconds)
{
	time_t t = (time_t)seconds;

	if (t != seconds)
		return false;
	return local_time ? localtime_r(&t, tm) : gmtime_r(&t, tm);
}

bool clock_split(struct tm *tm, int64_t seconds)
{
	return split_any(tm, seconds) && tm->tm_year >= -1899 && tm->tm_year < 8100;
}

bool clock_add(struct buf *b, int64_t seconds, enum utc_form form)
{
	struct tm tm;

	if (!split_any(&tm, seconds))
		return false;
	utc_add_fields(b, &tm, form);
	return true;
}

void clock_add_zone(struct buf *b, int64_t seconds)
{
	struct tm tm;

	if (local_time && split_any(&tm, seconds) && tm.tm_zone)
		buf_addstr(b, tm.tm_zone);
	else
		buf_addstr(b, "UTC");
}

int64_t clock_day(int64_t seconds)
{
	struct tm tm;
	int64_t offset = split_any(&tm, seconds) ? tm.tm_gmtoff : 0;
	int64_t here = seconds + offset;

	return here / DAY_SECONDS - (here % DAY_SECONDS < 0);
}

/* SPDX-License-Identifier: MIT */
#include <time.h>

#include "store/util/utc.h"

void utc_add_fields(struct buf *b, const struct tm *tm, enum utc_form form)
{
	buf_addf(b, "%04lld-%02d-%02d", tm->tm_year + 1900LL, tm->tm_mon + 1,
		 tm->tm_mday);
	if (form == UTC_WHOLE)
		buf_addf(b, "T%02d:%02d:%02dZ", tm->tm_hour, tm->tm_min, tm->tm_sec);
	if (form == UTC_MINUTE || form == UTC_SECOND)
		buf_addf(b, " %02d:%02d", tm->tm_hour, tm->tm_min);
	if (form == UTC_SECOND && tm->tm_sec)
		buf_addf(b, ":%02d", tm->tm_sec);
}

bool utc_add(struct buf *b, int64_t seconds, enum utc_form form)
{
	time_t t = (time_t)seconds;
	struct tm tm;

	if (t != seconds || !gmtime_r(&t, &tm))
		return false;
	utc_add_fields(b, &tm, form);
	return true;
}

int64_t monotonic_ms(void)
{
	struct timespec t;

	clock_gettime(CLOCK_MONOTONIC, &t);
	return (int64_t)t.tv_sec * 1000 + t.tv_nsec / 1000000;
}

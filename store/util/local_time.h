/* SPDX-License-Identifier: MIT */
/* Converts local time ($TZ) to seconds since 1970. */
#ifndef STORE_UTIL_LOCAL_TIME_H
#define STORE_UTIL_LOCAL_TIME_H

#include <stdint.h>
#include <time.h>

/*
 * Like mktime(), which leaves open what it does when clocks are put back or forward. Here
 * a time that comes twice is the first of the two. A time that is skipped counts on from
 * before the change, so a day without a midnight begins at its first second. Fields out
 * of range carry over; tm_isdst is ignored.
 */
int64_t local_time_seconds(const struct tm *local);
/* Returns the days in a month, 1 to 12. */
int local_time_month_days(int year, int month);

#endif

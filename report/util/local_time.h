/* SPDX-License-Identifier: MIT */
/* Local time ($TZ) to seconds UTC. */
#ifndef REPORT_UTIL_LOCAL_TIME_H
#define REPORT_UTIL_LOCAL_TIME_H

#include <stdint.h>
#include <time.h>

/*
 * mktime leaves open what it does where clocks are put back or forward. Here
 * an hour that comes twice is its first, and one that is left out counts from
 * before the change, so that a day without a midnight begins when it begins.
 * Fields out of range carry over; tm_isdst plays no role.
 */
int64_t local_time_seconds(const struct tm *local);
/* Days in a month from 1 to 12. */
int local_time_month_days(int year, int month);

#endif

/* SPDX-License-Identifier: MIT */
/*
 * A point in time as people write it (--since, --until):
 *
 *	now                                     @1763000000
 *	3 days ago, 2.weeks.ago, two weeks ago, a week ago, last month
 *	                                        (also without "ago")
 *	2026-11-13, 20261113, today, yesterday, tomorrow, monday   00:00 of that day
 *	2026-11-13 07:00, 2026-11-13T07:00:30Z, 2026-11-13T07:00+0100, yesterday 07:00
 *	last monday                               the latest one before today
 *	noon, midnight                            the latest one; yesterday noon
 *
 * Days are those of local time ($TZ) unless a zone is given. A weekday is the last one
 * that has begun: on a Monday, "monday" is today. Seconds, minutes, hours, days and weeks
 * are fixed lengths. Months and years go back on the calendar, if need be to the last day
 * of a shorter month.
 */
#ifndef STORE_UTIL_TIMESPEC_H
#define STORE_UTIL_TIMESPEC_H

#include "store/util/buf.h"
#include "store/util/status.h"
#include "store/util/str.h"

/* Sets time to seconds UTC. ST_USAGE if the text is not one of these; why says what is
 * expected. */
enum status timespec_parse(int64_t *time, struct str text, int64_t now, struct buf *why);

#endif

/* SPDX-License-Identifier: MIT */
/* The time of a window, as a person says it; by the clock of report/util/clock.h. */
#ifndef REPORT_WINDOW_WINDOW_WORDS_H
#define REPORT_WINDOW_WINDOW_WORDS_H

#include "store/util/buf.h"

/*
 * Appends the days of since <= t < until: "6 July 2026", "6 - 12 July 2026",
 * "29 June - 5 July 2026", "29 December 2025 - 4 January 2026". An end inside of a day
 * counts that day. Appends nothing if an end has no year of four digits.
 */
void window_words_days(struct buf *, int64_t since, int64_t until);
/* Appends "Monday 00:00 UTC", or nothing. */
void window_words_moment(struct buf *, int64_t time);
/*
 * Appends the day of a time, as short as the reader of a window that ends at until needs
 * it: "Mon" in the six days before it, "6 Jul" in the same year, else "6 Jul 2025".
 */
void window_words_day(struct buf *, int64_t time, int64_t until);

#endif

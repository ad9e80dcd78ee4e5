/* SPDX-License-Identifier: MIT */
/* How many mails came in a time, by the counts of whole days that stores keep. */
#ifndef REPORT_BOARD_DAY_COUNTS_H
#define REPORT_BOARD_DAY_COUNTS_H

#include "store/inbox/inbox.h"

/* Returns 00:00 UTC of the day of a time. */
int64_t day_counts_day(int64_t time);
/* Returns when the first mail of all stores came; INT64_MAX if there is no mail. */
int64_t day_counts_first(struct inbox *const *, size_t n);
/*
 * Adds the mails of the days from since to before until. Returns false, and adds nothing,
 * if a store does not know how many there are.
 */
bool day_counts_add(uint64_t *sum, struct inbox *const *, size_t n, int64_t since,
		    int64_t until);

#endif

/* SPDX-License-Identifier: MIT */
#include "report/board/day_counts.h"
#include "store/util/utc.h"

int64_t day_counts_day(int64_t t)
{
	return t - ((t % DAY_SECONDS) + DAY_SECONDS) % DAY_SECONDS;
}

int64_t day_counts_first(struct inbox *const *inboxes, size_t n)
{
	int64_t first = INT64_MAX;

	for (size_t i = 0; i < n; i++) {
		struct inbox_totals totals;

		inbox_totals(inboxes[i], &totals);
		if (totals.mails && totals.first_arrival < first)
			first = totals.first_arrival;
	}
	return first;
}

/* Adds the mails of a day; returns false if a store does not know them. */
static bool add_day(uint64_t *sum, struct inbox *const *inboxes, size_t n, int64_t day)
{
	for (size_t i = 0; i < n; i++) {
		uint64_t mails;
		bool known;

		if (inbox_mails_on_day(inboxes[i], day, &mails, &known) != ST_OK ||
		    !known)
			return false;
		*sum += mails;
	}
	return true;
}

bool day_counts_add(uint64_t *sum, struct inbox *const *inboxes, size_t n, int64_t since,
		    int64_t until)
{
	uint64_t mails = 0;
	bool known = true;

	for (size_t i = 0; i < n; i++)
		inbox_begin_reads(inboxes[i]);
	for (int64_t day = since; known && day < until; day += DAY_SECONDS)
		known = add_day(&mails, inboxes, n, day);
	for (size_t i = 0; i < n; i++)
		inbox_end_reads(inboxes[i]);
	*sum += known ? mails : 0;
	return known;
}

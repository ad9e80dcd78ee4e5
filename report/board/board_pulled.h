/* SPDX-License-Identifier: MIT */
/* The patches that pull requests from before the window name: they are settled. */
#ifndef REPORT_BOARD_BOARD_PULLED_H
#define REPORT_BOARD_BOARD_PULLED_H

#include "report/people/mailmap.h"
#include "report/series/series.h"

/* Zeroed: of no request. */
struct board_pulled {
	struct hashmap named; /* into arrivals, by title and author's name */
	int64_t *arrivals;    /* of the newest request that names it */
	size_t n, cap;
};

/* Adds what a pull request names; body: the text of its record. */
void board_pulled_add(struct board_pulled *, const struct record *pull);
/* Returns how many patches of the series a request names that came after them. Names
 * count as written and as mapped. */
uint32_t board_pulled_count(const struct board_pulled *, const struct mailmap *,
			    const struct series *);
void board_pulled_release(struct board_pulled *);

#endif

/* SPDX-License-Identifier: MIT */
/* The viewers' own series, and those that ask them. */
#ifndef REPORT_MINE_MINE_SERIES_H
#define REPORT_MINE_MINE_SERIES_H

#include "report/board/board_input.h"
#include "report/mine/mine.h"

/* Adds what one series is to the viewers. */
void mine_series_add(struct mine *, const struct board_input *,
		     const struct board_candidate *);
/* Sorts both lists. */
void mine_series_sort(struct mine *);

#endif

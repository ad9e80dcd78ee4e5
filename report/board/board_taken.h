/* SPDX-License-Identifier: MIT */
/* Who took a series, or parts of it. */
#ifndef REPORT_BOARD_BOARD_TAKEN_H
#define REPORT_BOARD_BOARD_TAKEN_H

#include "report/board/board_input.h"

/* Finds the events of all series: events and first_event of the input. */
void board_taken_init(struct board_input *);
/* Sets events, applied and taken of the row, and taken_now. */
void board_taken_find(struct board_candidate *, const struct board_input *);
/* Sets taken of a row with its events. since: when the window begins. */
void board_taken_choose(struct board_row *, int64_t since);

#endif

/* SPDX-License-Identifier: MIT */
/* The rows of series. */
#ifndef REPORT_BOARD_BOARD_SERIES_H
#define REPORT_BOARD_BOARD_SERIES_H

#include "report/board/board_input.h"

/* Sets the row of a series of the threads' set, without what board_size.h, board_needs.h,
 * board_first_post.h, board_area.h and board_changes_find() add; and all else. */
void board_candidate_fill(struct board_candidate *, const struct board_input *,
			  size_t index);
/* Adds a row for each series that stands on the board. */
void board_series_add(struct board *, struct board_input *);

#endif

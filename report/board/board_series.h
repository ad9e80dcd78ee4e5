/* SPDX-License-Identifier: MIT */
/* The rows of series. */
#ifndef REPORT_BOARD_BOARD_SERIES_H
#define REPORT_BOARD_BOARD_SERIES_H

#include "report/board/board_input.h"

/* Adds a row for each series that stands on the board. */
void board_series_add(struct board *, struct board_input *);

#endif

/* SPDX-License-Identifier: MIT */
/* What robots say of a series. */
#ifndef REPORT_BOARD_BOARD_ROBOTS_H
#define REPORT_BOARD_BOARD_ROBOTS_H

#include "report/board/board_input.h"

/* Sets robots of the row: of all reports about this version, also before the window. */
void board_robots_find(struct board_candidate *, const struct board_input *);

#endif

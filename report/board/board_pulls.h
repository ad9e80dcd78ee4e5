/* SPDX-License-Identifier: MIT */
/* The rows of pull requests. */
#ifndef REPORT_BOARD_BOARD_PULLS_H
#define REPORT_BOARD_BOARD_PULLS_H

#include "report/board/board_input.h"

/* Adds a row for each pull request of the window: to the applied ones if somebody is
 * known to have pulled it. Counts both. */
void board_pulls_add(struct board *, struct board_input *);

#endif

/* SPDX-License-Identifier: MIT */
/* The rows of pull requests. */
#ifndef REPORT_BOARD_BOARD_PULLS_H
#define REPORT_BOARD_BOARD_PULLS_H

#include "report/board/board_input.h"

/* Adds a row for each pull request of the window. A request that is known to be pulled is
 * added to the applied ones. Counts both. */
void board_pulls_add(struct board *, struct board_input *);

#endif

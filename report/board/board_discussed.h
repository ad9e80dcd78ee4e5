/* SPDX-License-Identifier: MIT */
/* The rows of what is discussed and is neither a series nor a pull request. */
#ifndef REPORT_BOARD_BOARD_DISCUSSED_H
#define REPORT_BOARD_BOARD_DISCUSSED_H

#include "report/board/board_input.h"

/* Adds a row for each other mail with enough answers in the window. */
void board_discussed_add(struct board *, struct board_input *);

#endif

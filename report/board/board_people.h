/* SPDX-License-Identifier: MIT */
/* Who wrote, reviewed and answered most in the window. */
#ifndef REPORT_BOARD_BOARD_PEOPLE_H
#define REPORT_BOARD_BOARD_PEOPLE_H

#include "report/board/board_input.h"

/* Sets wrote, reposts, reviewed and answered of the board. */
void board_people_find(struct board *, const struct board_input *);

#endif

/* SPDX-License-Identifier: MIT */
/* Who posts to the list for the first time. */
#ifndef REPORT_BOARD_BOARD_FIRST_POST_H
#define REPORT_BOARD_BOARD_FIRST_POST_H

#include "report/board/board_input.h"

/*
 * Sets first_post of the row: no store has an earlier patch or cover by the address of
 * its author, as it came and as mapped, and the oldest mail of some store came a year
 * before or earlier. Not known, so false, if a segment lists no authors.
 */
void board_first_post_find(struct board_row *, struct board_input *);

#endif

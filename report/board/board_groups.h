/* SPDX-License-Identifier: MIT */
/* In which group a series stands, and the order of each group. */
#ifndef REPORT_BOARD_BOARD_GROUPS_H
#define REPORT_BOARD_BOARD_GROUPS_H

#include "report/board/board_input.h"

/* A series is contested if it is one of so many with the most answers in the window, and
 * has so many answers of so many people. */
#define CONTESTED_ROWS 3
#define CONTESTED_ANSWERS 10
#define CONTESTED_PEOPLE 3

/* A thread is still discussed if it has so many answers of so many people. */
#define DISCUSSED_ANSWERS 5
#define DISCUSSED_PEOPLE 2

/* Sets most_discussed of the candidates that it holds for. */
void board_find_most_discussed(struct board_candidate *, size_t n);
/* Returns the group of a candidate; BOARD_GROUPS: it does not stand on the board. */
enum board_group_id board_group_of(const struct board_candidate *,
				   const struct board_input *);
/* Adds a row to a group of the board. */
void board_group_add(struct board *, enum board_group_id, const struct board_row *);
/* Sorts each group. */
void board_groups_sort(struct board *);

#endif

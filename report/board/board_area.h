/* SPDX-License-Identifier: MIT */
/* Which area of the project a series belongs to. */
#ifndef REPORT_BOARD_BOARD_AREA_H
#define REPORT_BOARD_BOARD_AREA_H

#include "report/board/board.h"

/* Sets area of the row: the short name of the area of the paths that its mails touch;
 * empty without one, or if maintainers is NULL. */
void board_area_find(struct board_row *, const struct maintainers *);

#endif

/* SPDX-License-Identifier: MIT */
/* How much a series changes. */
#ifndef REPORT_BOARD_BOARD_SIZE_H
#define REPORT_BOARD_BOARD_SIZE_H

#include "report/board/board.h"

/*
 * Sets insertions and deletions of the row: those of the cover's diffstat, else the sums
 * over the parts. size_known: there is one, or each of the parts that came tells them.
 */
void board_size_find(struct board_row *);

#endif

/* SPDX-License-Identifier: MIT */
/* Who stops a series: a NAK, or an order to patchwork's robot to reject it. */
#ifndef REPORT_BOARD_BOARD_OBJECTIONS_H
#define REPORT_BOARD_BOARD_OBJECTIONS_H

#include "report/board/board_input.h"

/*
 * Sets the objections of the row: those of people other than its author that were not
 * taken back. A NAK is taken back by a later Reviewed-by or Acked-by of the same person,
 * of the part or of all, and by a later order of theirs for another state. Only the
 * last order for a state counts.
 */
void board_objections_find(struct board_candidate *, const struct board_input *);

#endif

/* SPDX-License-Identifier: MIT */
/* The dependencies of a series, as its mails state them. */
#ifndef REPORT_BOARD_BOARD_NEEDS_H
#define REPORT_BOARD_BOARD_NEEDS_H

#include "report/board/board.h"

/*
 * Sets needs of the row: the texts of Depends-on and Based-on, each once, and how many
 * prerequisite patches git names. A base-commit alone is no dependency.
 */
void board_needs_find(struct board_row *, struct arena *);

#endif

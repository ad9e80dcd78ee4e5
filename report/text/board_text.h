/* SPDX-License-Identifier: MIT */
/* The board as text (patchdigest-digest(5), "Board"). */
#ifndef REPORT_TEXT_BOARD_TEXT_H
#define REPORT_TEXT_BOARD_TEXT_H

#include "report/digest/digest.h"
#include "report/text/text_line.h"

/*
 * Prints the board of a digest: its head, its groups, its people. Lines are as long as
 * output_columns(); long titles and notes continue in the next line. The head replaces
 * the digest's head if the board is the first section.
 */
void board_text_print(struct text_line *, const struct digest *);

#endif

/* SPDX-License-Identifier: MIT */
/* What concerns the people of --for, as text (patchdigest-digest(5), "Own view"). */
#ifndef REPORT_TEXT_MINE_TEXT_H
#define REPORT_TEXT_MINE_TEXT_H

#include "report/digest/digest.h"
#include "report/text/text_line.h"

/* Prints their series, the series that ask them, and the answers they got, with rows as
 * on the board. */
void mine_text_print(struct text_line *, const struct digest *);

#endif

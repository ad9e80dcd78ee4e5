/* SPDX-License-Identifier: MIT */
/* What people answered the viewers. */
#ifndef REPORT_MINE_MINE_ANSWERS_H
#define REPORT_MINE_MINE_ANSWERS_H

#include "report/board/board_input.h"
#include "report/mine/mine.h"

/* Adds the window's answers to mails of the viewers that the viewers did not answer. */
void mine_answers_find(struct mine *, const struct board_input *);

#endif

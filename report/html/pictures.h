/* SPDX-License-Identifier: MIT */
/* The pictures of a page, each with a table of its numbers. */
#ifndef REPORT_HTML_PICTURES_H
#define REPORT_HTML_PICTURES_H

#include "report/html/page.h"

/* Sizes in the drawings' own units. */
#define PICTURE_WIDTH 320
#define PICTURE_FLOOR 112 /* where upright bars stand */
#define PICTURE_TALLEST 92

/* Prints the mails of each day, stacked: patches, answers, robots'. */
void picture_days_print(struct page *);
/* Prints how many series each group of the board has. */
void picture_states_print(struct page *);
/* Prints the mails of this window and of those before it. */
void picture_trend_print(struct page *);
/* Returns the length of a bar: longest for `most`, at least 1 for any number but 0. */
int64_t picture_length(uint64_t number, uint64_t most, int64_t longest);

#endif

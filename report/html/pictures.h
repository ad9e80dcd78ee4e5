/* SPDX-License-Identifier: MIT */
/* The pictures of a page, each with a table of its numbers. */
#ifndef REPORT_HTML_PICTURES_H
#define REPORT_HTML_PICTURES_H

#include "report/digest/past_mails.h"
#include "report/html/page.h"
#include "store/util/utc.h"

/* Sizes in the drawings' own units. */
#define PICTURE_WIDTH 280
#define PICTURE_FLOOR 112 /* where upright bars stand */
#define PICTURE_TALLEST 92
/* Seconds into a day, to a time that is in the same day in nearly all zones. */
#define PICTURE_NOON (DAY_SECONDS / 2)

/* Prints the mails of each day, stacked: patches, answers, robots'. */
void picture_days_print(struct page *);
/* Prints how many series each group of the board has. */
void picture_states_print(struct page *);
/* Prints the patches of this window and of those before it, with those applied. */
void picture_patches_print(struct page *, const struct past_mails *);
/* Prints how long first versions waited for an answer. */
void picture_answers_print(struct page *, const struct past_mails *);
/* Returns where the i-th of n equal parts of the width begins. */
int64_t picture_place(size_t i, size_t n);
/* Returns the length of a bar: longest for `most`, at least 1 for any number but 0. */
int64_t picture_length(uint64_t number, uint64_t most, int64_t longest);

#endif

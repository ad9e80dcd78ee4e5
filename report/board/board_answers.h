/* SPDX-License-Identifier: MIT */
/* What people other than its author wrote about a series. */
#ifndef REPORT_BOARD_BOARD_ANSWERS_H
#define REPORT_BOARD_BOARD_ANSWERS_H

#include "report/board/board_input.h"

/* Whether a person who neither wrote nor sent the head wrote the mail. */
bool board_is_answer(const struct section_input *, const struct post *head,
		     const struct post *mail);
/* How many answers a series got in the window; of: into the threads' set. */
uint32_t board_answers_in_window(const struct board_input *, size_t of);
/* Sets answers, people and last_answer of the row, and answered and silent. */
void board_answers_find(struct board_candidate *, const struct board_input *);
/* Copies the counted people, the greatest count first, into the arena. */
struct counted_person *board_people_keep(struct people_count *, struct arena *,
					 size_t *n);

#endif

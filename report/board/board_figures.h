/* SPDX-License-Identifier: MIT */
/* The figures of the board's head. */
#ifndef REPORT_BOARD_BOARD_FIGURES_H
#define REPORT_BOARD_BOARD_FIGURES_H

#include "report/board/board_input.h"

/* So many windows before this one have a part in the mean, if the store is as old. */
#define MEAN_WINDOWS 8

/*
 * Sets mails, robot_mails, people, the mean, applied, ready, and what older records do
 * not say, once the groups are there. If there is a match, the figures are those of the
 * mails that match, and the mean is not set.
 */
void board_figures_find(struct board *, struct board_input *);
/* Sets replies_unknown, patch_ids_unknown and recipients_unknown: records of format 1 of
 * the threads' series, and of answers to them, say nothing of these. */
void board_unknown_find(struct board *, const struct board_input *);
/* Whether the figures count the mail: it is in the window, and the match, which may be
 * NULL, selects it. */
bool board_counts_mail(const struct threads *, const struct series_match *,
		       const struct thread_mail *);
/*
 * Sets the mean of the mails in the windows before a time, from the counts of whole days:
 * a window that is no number of days is rounded to one, at least a day, for the windows
 * before it; the mean is then that of its own length. A window counts if the stores know
 * the number of mails of each of its days, and began before it.
 */
void board_mean_find(struct board *, struct inbox *const *, size_t n_inboxes,
		     int64_t since, int64_t until);

#endif

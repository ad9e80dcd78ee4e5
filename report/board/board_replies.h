/* SPDX-License-Identifier: MIT */
/* The mails about each series of the threads. */
#ifndef REPORT_BOARD_BOARD_REPLIES_H
#define REPORT_BOARD_BOARD_REPLIES_H

#include "report/thread/threads.h"

/* Those of series i: mails[first[i]] up to mails[first[i + 1]], the newest first. */
struct board_replies {
	size_t *first; /* one more than there are series */
	size_t *mails; /* into threads.mails */
};

/*
 * Lists the mails in the window, and those that arrived before `until`, which answer a
 * mail of the series and are no part of it. To be released.
 */
void board_replies_init(struct board_replies *, const struct threads *, int64_t until);
void board_replies_release(struct board_replies *);

#endif

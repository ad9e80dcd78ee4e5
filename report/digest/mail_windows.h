/* SPDX-License-Identifier: MIT */
/* How many mails came in the digest's window and in those of its length before it. */
#ifndef REPORT_DIGEST_MAIL_WINDOWS_H
#define REPORT_DIGEST_MAIL_WINDOWS_H

#include "report/digest/digest.h"

#define MAIL_WINDOWS_MAX 26

struct mail_window {
	int64_t since;
	uint64_t mails;
};

struct mail_windows {
	struct mail_window list[MAIL_WINDOWS_MAX]; /* oldest first; the last one is the
						      digest's */
	size_t n;
	uint32_t days; /* in each */
	uint64_t most;
};

/*
 * Counts whole windows that the stores know. n is 0 unless the window is a number of
 * whole days without a selection, and some window is known before it.
 */
void mail_windows_count(struct mail_windows *, const struct digest *);

#endif

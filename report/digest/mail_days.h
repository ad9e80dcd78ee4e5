/* SPDX-License-Identifier: MIT */
/* How many mails of a digest's board came each day, by what they are. */
#ifndef REPORT_DIGEST_MAIL_DAYS_H
#define REPORT_DIGEST_MAIL_DAYS_H

#include "report/digest/digest.h"

/* A window has at most so many days here: days of a longer one are put together. */
#define MAIL_DAYS_MAX 31

struct mail_day {
	int64_t start;			   /* 00:00 UTC */
	uint32_t patches, answers, robots; /* each mail once; pull requests are patches */
};

struct mail_days {
	struct mail_day list[MAIL_DAYS_MAX];
	size_t n;
	uint32_t length; /* of each in days: 1, but in a long window */
	uint32_t most;	 /* mails in one of them */
};

/*
 * Counts the mails that board.mails counts. The window's days are listed also if nothing
 * came; n is 0 if the board has no mail.
 */
void mail_days_count(struct mail_days *, const struct digest *);
/* The mails of a day. */
uint32_t mail_day_total(const struct mail_day *);

#endif

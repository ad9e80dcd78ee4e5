/* SPDX-License-Identifier: MIT */
/* How long first versions waited for the first answer of a person. */
#ifndef REPORT_DIGEST_FIRST_ANSWERS_H
#define REPORT_DIGEST_FIRST_ANSWERS_H

#include "report/digest/past_mails.h"

#define ANSWER_BINS 10

struct first_answers {
	uint32_t bins[ANSWER_BINS];    /* answered within first_answers_limit(), and not
					* within that of the bin before */
	uint32_t answered, unanswered; /* their sum: first versions */
	int64_t median;		       /* of those answered, in seconds */
	uint32_t most;		       /* in a bin, or unanswered */
};

/* Counts the series of mails that are bound. A series is answered by a person who neither
 * wrote nor posted it. */
void first_answers_count(struct first_answers *, const struct past_mails *);
/* The end of a bin, in seconds; INT64_MAX for the last one. */
int64_t first_answers_limit(size_t bin);

#endif

/* SPDX-License-Identifier: MIT */
#include <stdlib.h>

#include "report/digest/first_answers.h"
#include "store/util/array.h"
#include "store/util/utc.h"

#define HOUR 3600
#define NO_ANSWER INT64_MAX

int64_t first_answers_limit(size_t bin)
{
	static const int64_t limits[ANSWER_BINS] = {
		HOUR,
		3 * HOUR,
		6 * HOUR,
		12 * HOUR,
		DAY_SECONDS,
		2 * DAY_SECONDS,
		4 * DAY_SECONDS,
		7 * DAY_SECONDS,
		14 * DAY_SECONDS,
		INT64_MAX,
	};

	return limits[bin];
}

/* Clocks differ: an answer may seem to come before its mail. */
static void note_answer(int64_t *waits, const struct past_mails *past,
			const struct past_mail *m)
{
	const struct past_mail *head;
	int64_t wait;

	if (m->head == PAST_NONE || m->posting || m->robot)
		return;
	head = &past->list[m->head];
	if (!head->first || past_person_same(m->author, head->author) ||
	    past_person_same(m->author, head->poster))
		return;
	wait = m->arrival > head->arrival ? m->arrival - head->arrival : 0;
	if (wait < waits[m->head])
		waits[m->head] = wait;
}

static void count_wait(struct first_answers *a, int64_t wait)
{
	size_t bin = 0;

	while (wait >= first_answers_limit(bin))
		bin++;
	a->bins[bin]++;
	if (a->bins[bin] > a->most)
		a->most = a->bins[bin];
}

static int wait_cmp(const void *a, const void *b)
{
	int64_t x = *(const int64_t *)a, y = *(const int64_t *)b;

	return x < y ? -1 : x > y;
}

/* Keeps the waits of first versions that were answered, at the start of waits. */
static void keep_answered(struct first_answers *a, int64_t *waits,
			  const struct past_mails *past)
{
	for (size_t i = 0; i < past->n; i++) {
		if (!past->list[i].first || past->list[i].head != i)
			continue;
		if (waits[i] == NO_ANSWER)
			a->unanswered++;
		else
			waits[a->answered++] = waits[i];
	}
}

void first_answers_count(struct first_answers *a, const struct past_mails *past)
{
	int64_t *waits = xcalloc(past->n + 1, sizeof(*waits));

	*a = (struct first_answers){ .answered = 0 };
	for (size_t i = 0; i < past->n; i++)
		waits[i] = NO_ANSWER;
	for (size_t i = 0; i < past->n; i++)
		note_answer(waits, past, &past->list[i]);
	keep_answered(a, waits, past);
	qsort(waits, a->answered, sizeof(*waits), wait_cmp);
	for (size_t i = 0; i < a->answered; i++)
		count_wait(a, waits[i]);
	if (a->answered)
		a->median = (waits[(a->answered - 1) / 2] + waits[a->answered / 2]) / 2;
	if (a->unanswered > a->most)
		a->most = a->unanswered;
	free(waits);
}

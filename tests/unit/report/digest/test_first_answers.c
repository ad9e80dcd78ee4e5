/* SPDX-License-Identifier: MIT */
#include "report/digest/first_answers.h"
#include "tests/support/rows.h"
#include "tests/support/past.h"

#define OLD                                  \
	{                                    \
		"old", NULL, "other", "a", 0 \
	}
#define WINDOW WINDOW_TIME, 15 * DAY, 30 * DAY
#define POSTED 15 * DAY

/* For each bin that is not empty: "WITHIN HOURS: SERIES"; then the series without an
 * answer, and the median in minutes. */
static const struct past_case cases[] = {
	{ "the first answer counts, also to a part",
	  WINDOW,
	  { OLD,
	    { "c", NULL, "[PATCH 0/1] work", "a", POSTED },
	    { "1", "c", "[PATCH 1/1] one", "a", POSTED + 1 },
	    { "r2", "c", "Re: [PATCH 0/1] work", "b", POSTED + DAY },
	    { "r", "1", "Re: [PATCH 1/1] one", "b", POSTED + 100 } },
	  NULL,
	  "3: 1; 0, 100" },
	{ "neither the author nor the poster nor a robot answers",
	  WINDOW,
	  { OLD,
	    { "1", NULL, "[PATCH] one", "a/b", POSTED },
	    { "r1", "1", "Re: [PATCH] one", "a", POSTED + 1 },
	    { "r2", "1", "Re: [PATCH] one", "b", POSTED + 2 },
	    { "r3", "r2", "Re: [PATCH] one", "bot", POSTED + 3 } },
	  NULL,
	  "1, 0" },
	{ "later versions, reposts and robots' patches don't count",
	  WINDOW,
	  { OLD,
	    { "1", NULL, "[PATCH v2] one", "a", POSTED },
	    { "2", NULL, "[PATCH RESEND] two", "a", POSTED },
	    { "3", NULL, "[PATCH] three", "bot", POSTED },
	    { "4", NULL, "[PULL 1/2] four", "a", POSTED },
	    { "r", "1", "Re: [PATCH v2] one", "b", POSTED + 1 } },
	  NULL,
	  "0, 0" },
	{ "an answer that came before its mail, and the middle of two",
	  WINDOW,
	  { OLD,
	    { "1", NULL, "[PATCH] one", "a", POSTED },
	    { "2", NULL, "[PATCH] two", "a", POSTED },
	    { "r1", "1", "Re: [PATCH] one", "b", POSTED - 5 },
	    { "r2", "2", "Re: [PATCH] two", "b", POSTED + 10 * DAY } },
	  NULL,
	  "1: 1, 336: 1; 0, 7200" },
	{ "a wait longer than all limits",
	  WINDOW,
	  { OLD,
	    { "1", NULL, "[PATCH] one", "a", POSTED },
	    { "r1", "1", "Re: [PATCH] one", "b", POSTED + 14 * DAY } },
	  NULL,
	  "later: 1; 0, 20160" },
};

static void print_answers(struct buf *b, struct past_mails *past)
{
	struct first_answers a;

	first_answers_count(&a, past);
	for (size_t i = 0; i < ANSWER_BINS; i++) {
		int64_t limit = first_answers_limit(i);

		if (!a.bins[i])
			continue;
		buf_addstr(b, b->len ? ", " : "");
		if (limit == INT64_MAX)
			buf_addf(b, "later: %u", a.bins[i]);
		else
			buf_addf(b, "%d: %u", (int)(limit / 3600), a.bins[i]);
	}
	buf_addf(b, "%s%u, %d", b->len ? "; " : "", a.unanswered, (int)(a.median / 60));
}

static void check_answers(void **state)
{
	check_past_case(*state, print_answers);
}

int main(void)
{
	static struct tests t;

	add_rows(&t, cases, ARRAY_SIZE(cases), sizeof(cases[0]), check_answers);
	return run_group("first_answers", &t);
}

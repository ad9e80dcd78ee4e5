/* SPDX-License-Identifier: MIT */
#include "report/util/siphash.h"
#include "tests/support/rows.h"
#include "tests/support/past.h"

/* The store begins on day 1. */
#define MAILS                                                            \
	{                                                                \
		{ "1", NULL, "[PATCH] one", "a", 1 * DAY },              \
		    { "2", NULL, "[PATCH] two", "a", 2 * DAY },          \
		    { "3", NULL, "[PATCH] three", "a", 5 * DAY },        \
		    { "4", "3", "Re: [PATCH] three", "b", 5 * DAY + 1 }, \
		{                                                        \
			"5", NULL, "[PATCH] four", "a", 6 * DAY          \
		}                                                        \
	}

/* "N windows from DAY, N mails" */
static const struct past_case windows[] = {
	{ "days", WINDOW_TIME, 5 * DAY, 6 * DAY, MAILS, NULL, "5 from 1440, 4 mails" },
	{ "two days each: the oldest window is whole", WINDOW_TIME, 5 * DAY, 7 * DAY,
	  MAILS, NULL, "3 from 1440, 5 mails" },
	{ "no whole days", WINDOW_TIME, 5 * DAY + 1, 6 * DAY + 1, MAILS, NULL,
	  "5 from 1441, 4 mails" },
	{ "no window before", WINDOW_TIME, 1 * DAY, 7 * DAY, MAILS, NULL,
	  "0 from 1440, 0 mails" },
	{ "commits", WINDOW_COMMITS, 5 * DAY, 6 * DAY, MAILS, NULL,
	  "0 from 7200, 0 mails" },
	{ "a selection", WINDOW_TIME, 5 * DAY, 6 * DAY, MAILS, "a",
	  "0 from 7200, 0 mails" },
};

static void print_windows(struct buf *b, struct past_mails *past)
{
	buf_addf(b, "%zu from %d, %zu mails", past->windows,
		 (int)((past->since - ROWS_EPOCH) / 60), past->n);
}

static void check_windows(void **state)
{
	check_past_case(*state, print_windows);
}

/* The mails above a mail: "ID: HEAD, ABOUT" */
static const struct past_case heads[] = {
	{ "a cover, its parts, replies at a depth",
	  WINDOW_TIME,
	  1 * DAY,
	  2 * DAY,
	  { { "old", NULL, "other", "a", 0 },
	    { "c", NULL, "[PATCH 0/2] work", "a", 1 * DAY },
	    { "1", "c", "[PATCH 1/2] one", "a", 1 * DAY + 1 },
	    { "2", "1", "[PATCH 2/2] two", "a", 1 * DAY + 2 },
	    { "r", "2", "Re: [PATCH 2/2] two", "b", 1 * DAY + 3 },
	    { "rr", "r", "Re: [PATCH 2/2] two", "a", 1 * DAY + 4 } },
	  NULL,
	  "1: c c\n2: c 1\nc: c -\nold: - -\nr: c 2\nrr: c 2\n" },
	{ "without a cover, the first part is the head",
	  WINDOW_TIME,
	  1 * DAY,
	  2 * DAY,
	  { { "old", NULL, "other", "a", 0 },
	    { "1", NULL, "[PATCH 1/2] one", "a", 1 * DAY + 1 },
	    { "2", "1", "[PATCH 2/2] two", "a", 1 * DAY + 2 } },
	  NULL,
	  "1: 1 -\n2: 1 1\nold: - -\n" },
	{ "a patch that answers a patch is no part",
	  WINDOW_TIME,
	  1 * DAY,
	  2 * DAY,
	  { { "old", NULL, "other", "a", 0 },
	    { "1", NULL, "[PATCH] one", "a", 1 * DAY + 1 },
	    { "2", "1", "[PATCH v2] two", "a", 1 * DAY + 2 } },
	  NULL,
	  "1: 1 -\n2: 2 1\nold: - -\n" },
	{ "mails that answer each other",
	  WINDOW_TIME,
	  1 * DAY,
	  2 * DAY,
	  { { "old", NULL, "other", "a", 0 },
	    { "x", "y", "Re: x", "a", 1 * DAY + 1 },
	    { "y", "z", "Re: x", "a", 1 * DAY + 2 },
	    { "z", "x", "Re: x", "a", 1 * DAY + 3 } },
	  NULL,
	  "old: - -\nx: - -\ny: - -\nz: - -\n" },
};

static const char *const ids[] = { "1", "2", "c", "old", "r", "rr", "x", "y", "z" };

static const char *id_of(const struct past_mails *past, size_t at)
{
	for (size_t i = 0; i < ARRAY_SIZE(ids) && at != PAST_NONE; i++)
		if (siphash(str_from(ids[i])) == past->list[at].id)
			return ids[i];
	return "-";
}

static void print_heads(struct buf *b, struct past_mails *past)
{
	for (size_t i = 0; i < ARRAY_SIZE(ids); i++) {
		size_t at = hashmap_get(&past->by_id, siphash(str_from(ids[i])));

		if (at != HASHMAP_NONE)
			buf_addf(b, "%s: %s %s\n", ids[i],
				 id_of(past, past->list[at].head),
				 id_of(past, past_mails_about(past, at)));
	}
}

static void check_heads(void **state)
{
	check_past_case(*state, print_heads);
}

int main(void)
{
	static struct tests t;

	add_rows(&t, windows, ARRAY_SIZE(windows), sizeof(windows[0]), check_windows);
	add_rows(&t, heads, ARRAY_SIZE(heads), sizeof(heads[0]), check_heads);
	return run_group("past_mails", &t);
}

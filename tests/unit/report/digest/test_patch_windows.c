/* SPDX-License-Identifier: MIT */
#include "report/digest/patch_windows.h"
#include "tests/support/rows.h"
#include "tests/support/past.h"

#define OLD                                  \
	{                                    \
		"old", NULL, "other", "a", 0 \
	}
#define WINDOW WINDOW_TIME, 3 * DAY, 4 * DAY

/* For each day from day 0 on: "POSTED APPLIED" */
static const struct past_case cases[] = {
	{ "a letter about a cover is about each part",
	  WINDOW,
	  { OLD,
	    { "c", NULL, "[PATCH 0/2] work", "a", 1 * DAY },
	    { "1", "c", "[PATCH 1/2] one", "a", 1 * DAY },
	    { "2", "c", "[PATCH 2/2] two", "a", 1 * DAY },
	    { "l", "c", "applied", "b", 3 * DAY } },
	  NULL,
	  "0 0, 2 0, 0 0, 0 2; 2" },
	{ "parts that a letter names",
	  WINDOW,
	  { OLD,
	    { "c", NULL, "[PATCH 0/3] work", "a", 1 * DAY },
	    { "1", "c", "[PATCH 1/3] one", "a", 1 * DAY },
	    { "2", "c", "[PATCH 2/3] two", "a", 1 * DAY },
	    { "3", "c", "[PATCH 3/3] three", "a", 1 * DAY },
	    { "l", "c", "applied", "b", 2 * DAY, NULL, "applied 2-3\n" } },
	  NULL,
	  "0 0, 3 0, 0 2, 0 0; 3" },
	{ "a letter about a part",
	  WINDOW,
	  { OLD,
	    { "c", NULL, "[PATCH 0/2] work", "a", 1 * DAY },
	    { "1", "c", "[PATCH 1/2] one", "a", 1 * DAY },
	    { "2", "c", "[PATCH 2/2] two", "a", 1 * DAY },
	    { "r", "2", "Re: [PATCH 2/2] two", "b", 1 * DAY },
	    { "l", "r", "applied", "b", 2 * DAY } },
	  NULL,
	  "0 0, 2 0, 0 1, 0 0; 2" },
	{ "a patch is applied once, when the first letter says so",
	  WINDOW,
	  { OLD,
	    { "1", NULL, "[PATCH] one", "a", 1 * DAY },
	    { "l2", "1", "applied", "b", 3 * DAY },
	    { "l", "1", "applied", "b", 2 * DAY } },
	  NULL,
	  "0 0, 1 0, 0 1, 0 0; 1" },
	{ "a robot's notice, and letters about older patches",
	  WINDOW,
	  { OLD,
	    { "1", NULL, "[PATCH] one", "a", 1 * DAY },
	    { "n", "1", "[tip: x86/mm] one", "bot", 2 * DAY },
	    { "l", "gone", "applied", "b", 3 * DAY },
	    { "m", "gone", "applied", "b", 3 * DAY, NULL, "applied 1-4\n" } },
	  NULL,
	  "0 0, 1 0, 0 1, 0 5; 5" },
	{ "a mail with several patches",
	  WINDOW,
	  { OLD,
	    { "1", NULL, "[PATCH] one", "a", 2 * DAY, .parts = ROW_PARTS },
	    { "l", "1", "applied", "b", 3 * DAY } },
	  NULL,
	  "0 0, 0 0, 2 0, 0 2; 2" },
};

static void print_patches(struct buf *b, struct past_mails *past)
{
	struct patch_windows w;

	patch_windows_count(&w, past);
	for (size_t i = 0; i < w.n; i++)
		buf_addf(b, "%s%u %u", i ? ", " : "", w.list[i].posted,
			 w.list[i].applied);
	buf_addf(b, "; %u", w.most);
}

static void check_patches(void **state)
{
	check_past_case(*state, print_patches);
}

int main(void)
{
	static struct tests t;

	add_rows(&t, cases, ARRAY_SIZE(cases), sizeof(cases[0]), check_patches);
	return run_group("patch_windows", &t);
}

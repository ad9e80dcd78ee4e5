/* SPDX-License-Identifier: MIT */
#include "report/digest/mail_windows.h"
#include "store/util/utc.h"
#include "tests/support/rows.h"
#include "tests/support/posts.h"

#define DAY 1440 /* minutes */

/* The store begins on day 1. */
static const struct row mails[] = {
	{ "1", NULL, "[PATCH] one", "a", 1 * DAY },
	{ "2", NULL, "[PATCH] two", "a", 2 * DAY },
	{ "3", NULL, "[PATCH] three", "a", 5 * DAY },
	{ "4", "3", "Re: [PATCH] three", "b", 5 * DAY + 1 },
	{ "5", NULL, "[PATCH] four", "a", 6 * DAY },
};

static const struct windows_case {
	const char *name;
	enum window_kind kind;
	int from, to; /* minutes */
	const char *author;
	const char *windows; /* "FROM: MAILS", in days; "of DAYS, MOST" */
} cases[] = {
	{ "days", WINDOW_TIME, 5 * DAY, 6 * DAY, NULL,
	  "1: 1\n2: 1\n3: 0\n4: 0\n5: 2\nof 1, 2" },
	{ "two days each: the oldest window is whole", WINDOW_TIME, 5 * DAY, 7 * DAY,
	  NULL, "1: 2\n3: 0\n5: 3\nof 2, 3" },
	{ "no window before", WINDOW_TIME, 1 * DAY, 7 * DAY, NULL, "of 6, 5" },
	{ "no whole days", WINDOW_TIME, 5 * DAY + 1, 6 * DAY + 1, NULL, "of 0, 0" },
	{ "commits", WINDOW_COMMITS, 5 * DAY, 6 * DAY, NULL, "of 0, 0" },
	{ "a selection", WINDOW_TIME, 5 * DAY, 6 * DAY, "a", "of 0, 0" },
};

static void check_windows(void **state)
{
	const struct windows_case *c = *state;
	struct series_match match = SERIES_MATCH_INIT;
	const struct digest_options options = { .sections = { { { SECTION_BOARD }, 1 },
							      .match = &match } };
	char *dir = temp_dir();
	struct inbox *ib = rows_store(dir, mails, ARRAY_SIZE(mails));
	struct mail_windows windows;
	struct buf got = BUF_INIT;
	struct selection sel;
	struct digest digest;

	if (c->author)
		series_match_add(&match,
				 (struct series_match_rule){ MATCH_AUTHOR, c->author });
	rows_window(&sel, &ib, c->from, c->to);
	sel.window.kind = c->kind;
	digest_make(&digest, &sel, &options);
	mail_windows_count(&windows, &digest);
	for (size_t i = 0; i < windows.n; i++)
		buf_addf(&got, "%d: %d\n",
			 (int)((windows.list[i].since - ROWS_EPOCH) / DAY_SECONDS),
			 (int)windows.list[i].mails);
	buf_addf(&got, "of %u, %d", windows.days, (int)windows.most);
	same_buf(&got, c->windows);
	digest_release(&digest);
	rows_release(&sel);
	series_match_release(&match);
	inbox_close(ib);
	temp_remove(dir);
}

int main(void)
{
	static struct tests t;

	add_rows(&t, cases, ARRAY_SIZE(cases), sizeof(cases[0]), check_windows);
	return run_group("mail_windows", &t);
}

/* SPDX-License-Identifier: MIT */
#include "tests/support/rows.h"
#include "tests/support/digests.h"

#include "report/digest/digest_day.h"

#define HOUR 60
#define NEVER (INT64_C(400) * 365 * DAY)

static const struct day_case {
	const char *name;
	enum window_kind kind;
	size_t mails;
	int64_t until, now; /* minutes; the window begins at 7 * DAY */
	const char *day;
} cases[] = {
	{ "a window that is over", WINDOW_TIME, 1, 14 * DAY, 20 * DAY, "2025-11-26" },
	{ "its end inside of a day", WINDOW_TIME, 1, 14 * DAY + 1, 20 * DAY,
	  "2025-11-27" },
	{ "one that is not over", WINDOW_TIME, 1, 14 * DAY, 10 * DAY + HOUR,
	  "2025-11-23" },
	{ "without mails", WINDOW_TIME, 0, 14 * DAY, 20 * DAY, "2025-11-26" },
	{ "of no time", WINDOW_TIME, 0, 7 * DAY, 20 * DAY, "2025-11-20" },
	{ "of a bookmark", WINDOW_BOOKMARK, 1, 14 * DAY + HOUR, 14 * DAY + HOUR,
	  "2025-11-27" },
	{ "of commits: with the last mail", WINDOW_COMMITS, 1, 14 * DAY, 20 * DAY,
	  "2025-11-27" },
	{ "of no commits", WINDOW_COMMITS, 0, -NEVER, 20 * DAY, "2025-12-03" },
	{ "of a year that has not four digits", WINDOW_TIME, 0, 30 * NEVER, 30 * NEVER,
	  NULL },
};

static void check_day(void **state)
{
	const struct day_case *c = *state;
	struct selection sel = { .n = c->mails };
	struct digest d = { .sel = &sel };
	struct buf day = BUF_INIT;

	sel.window = (struct window){ .kind = c->kind,
				      .since = ROWS_EPOCH + 60 * 7 * DAY,
				      .until = ROWS_EPOCH + 60 * c->until };
	d.options.sections.now = ROWS_EPOCH + 60 * c->now;
	assert_int_equal(digest_day_add(&day, &d), c->day != NULL);
	same_buf(&day, c->day ? c->day : "");
}

int main(void)
{
	struct tests t = { .n = 0 };

	add_rows(&t, cases, ARRAY_SIZE(cases), sizeof(cases[0]), check_day);
	return run_group("digest day", &t);
}

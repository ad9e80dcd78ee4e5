/* SPDX-License-Identifier: MIT */
#include "report/digest/mail_days.h"
#include "store/util/utc.h"
#include "tests/support/rows.h"
#include "tests/support/posts.h"

#define MAILS 6
#define DAY 1440 /* minutes */

static const struct days_case {
	const char *name;
	enum window_kind kind;
	int from, to; /* the window, in days */
	struct row mails[MAILS];
	const char *days; /* "DAY: PATCHES ANSWERS ROBOTS", "of LENGTH, MOST" */
} cases[] = {
	{ "no mail", WINDOW_TIME, 0, 2, { { NULL } }, "of 0, 0" },
	{ "each kind, and a day without mail",
	  WINDOW_TIME,
	  0,
	  3,
	  { { "c", NULL, "[PATCH 0/1] work", "a", 10 },
	    { "1", "c", "[PATCH 1/1] one", "a", 11 },
	    { "g", NULL, "[GIT PULL] fixes", "a", 12 },
	    { "r", "c", "Re: [PATCH 0/1] work", "b", 2 * DAY },
	    { "b", "c", "Re: [PATCH 0/1] work", "bot", 3 * DAY - 1 } },
	  "0: 3 0 0\n1: 0 0 0\n2: 0 1 1\nof 1, 3" },
	{ "a commit window has the days of its mails",
	  WINDOW_COMMITS,
	  0,
	  9,
	  { { "1", NULL, "[PATCH] one", "a", 3 * DAY },
	    { "2", NULL, "[PATCH] two", "a", 4 * DAY } },
	  "3: 1 0 0\n4: 1 0 0\nof 1, 1" },
	{ "days of a long window stand together",
	  WINDOW_TIME,
	  0,
	  62,
	  { { "1", NULL, "[PATCH] one", "a", 0 },
	    { "2", NULL, "[PATCH] two", "a", DAY },
	    { "3", NULL, "[PATCH] three", "a", 61 * DAY } },
	  "0: 2 0 0\n60: 1 0 0\nof 2, 2" },
};

static void print_days(struct buf *b, const struct mail_days *days)
{
	for (size_t i = 0; i < days->n; i++) {
		const struct mail_day *d = &days->list[i];

		if (days->length == 1 || mail_day_total(d))
			buf_addf(b, "%d: %u %u %u\n",
				 (int)((d->start - ROWS_EPOCH) / DAY_SECONDS), d->patches,
				 d->answers, d->robots);
	}
	buf_addf(b, "of %u, %u", days->length, days->most);
}

static void check_days(void **state)
{
	const struct days_case *c = *state;
	const struct digest_options options = { .sections = {
						    { { SECTION_BOARD }, 1 } } };
	char *dir = temp_dir();
	struct inbox *ib = rows_store(dir, c->mails, MAILS);
	struct buf got = BUF_INIT;
	struct selection sel;
	struct mail_days days;
	struct digest digest;

	rows_window(&sel, &ib, c->from * DAY, c->to * DAY);
	sel.window.kind = c->kind;
	digest_make(&digest, &sel, &options);
	digest.board.as_of = sel.window.until;
	mail_days_count(&days, &digest);
	print_days(&got, &days);
	same_buf(&got, c->days);
	digest_release(&digest);
	rows_release(&sel);
	inbox_close(ib);
	temp_remove(dir);
}

int main(void)
{
	static struct tests t;

	add_rows(&t, cases, ARRAY_SIZE(cases), sizeof(cases[0]), check_days);
	return run_group("mail_days", &t);
}

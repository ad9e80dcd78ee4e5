/* SPDX-License-Identifier: MIT */
/* The viewers' series, and those that ask them. */
#include "tests/support/rows.h"

#include "tests/support/format1.h"
#include "tests/support/mine_rows.h"

#define ME "m@x.example"
#define REVIEWED_BY_B "Reviewed-by: B <b@x.example>\n"
#define AREAS                                                       \
	"FROBS\nM:\tM <m@x.example>\nF:\tfrob/\n\n"                 \
	"TOYS\nM:\tB <b@x.example>\nR:\tM@X.example\nF:\ttoys/\n\n" \
	"THE REST\nM:\tM <m@x.example>\nF:\t*\nF:\t*/\n"

static const struct mine_case cases[] = {
	{ "series of 90 days, in their groups; the newest first",
	  ME,
	  100 * DAY,
	  107 * DAY,
	  { { "o", NULL, "[PATCH] too old", "m", 17 * DAY - 1 },
	    { "x", NULL, "[PATCH] waits", "m", 17 * DAY },
	    { "y", NULL, "[PATCH] was answered", "m", 90 * DAY },
	    { "y1", "y", "Re: was answered", "b", 90 * DAY + 1 },
	    { "z", NULL, "[PATCH] new", "m", 101 * DAY },
	    { "w", NULL, "[PATCH] ready", "m", 102 * DAY },
	    { "w1", "w", "Re: ready", "b", 103 * DAY, .trailers = REVIEWED_BY_B },
	    { "u", NULL, "[PATCH] theirs", "b", 103 * DAY } },
	  "ready ready 1/1, 1 answers\nnew new 0/1, 0 answers\n"
	  "none was answered 0/1, 0 answers\nwaiting waits 0/1, 0 answers\nanswer w1 to "
	  "w\n" },
	{ "the newest version alone; what was applied comes last",
	  ME,
	  100 * DAY,
	  107 * DAY,
	  { { "x", NULL, "[PATCH] fix", "m", 90 * DAY },
	    { "y", NULL, "[PATCH v2] fix", "m", 91 * DAY },
	    { "y1", "y", "applied", "b", 92 * DAY },
	    { "z", NULL, "[PATCH] other", "m", 89 * DAY },
	    { "z1", "z", "applied", "b", 101 * DAY },
	    { "w", NULL, "[PATCH] older", "m", 88 * DAY } },
	  "waiting older 0/1, 0 answers\n"
	  "none (applied) fix 0/1, 0 answers\n"
	  "applied (applied) other 0/1, 1 answers\nanswer z1 to z\n" },
	{ "parts without a review",
	  ME,
	  0,
	  7 * DAY,
	  { { "x", NULL, "[PATCH 0/5] work", "m", 0 },
	    { "1", "x", "[PATCH 1/5] one", "m", 1 },
	    { "2", "x", "[PATCH 2/5] two", "m", 2 },
	    { "3", "x", "[PATCH 3/5] three", "m", 3 },
	    { "4", "x", "[PATCH 4/5] four", "m", 4 },
	    { "5", "x", "[PATCH 5/5] five", "m", 5 },
	    { "r", "3", "Re: three", "b", 6, .trailers = REVIEWED_BY_B } },
	  "new work 1/5, 1 answers -1-2 -4-5\nanswer r to 3\n" },
	{ "posted for somebody else; of any of several viewers",
	  "m@x.example n@x.example",
	  0,
	  7 * DAY,
	  { { "x", NULL, "[PATCH] fix", "a/m", 0 },
	    { "y", NULL, "[PATCH] other", "n", 1 } },
	  "new other 0/1, 0 answers\nnew fix 0/1, 0 answers\n" },
	{ "by an older address",
	  ME,
	  0,
	  7 * DAY,
	  { { "x", NULL, "[PATCH] fix", "m@old", 0 },
	    { "y", NULL, "[PATCH] other", "a", 1, .to = "m@old" },
	    { "z", NULL, "[PATCH] more", "a", 2, .to = "m@old" },
	    { "r", "z", "Re: more", "m@old", 3 } },
	  "new fix 0/1, 0 answers\nasked to 6d other\n",
	  .mailmap = "M <m@x.example> <m@old.example>\n" },
	{ "in To or Cc, also of a part; the oldest first",
	  ME,
	  0,
	  7 * DAY,
	  { { "x", NULL, "[PATCH] fix", "a", 9, .to = "b m" },
	    { "y", NULL, "[PATCH 0/2] work", "a", 0, .to = "b" },
	    { "1", "y", "[PATCH 1/2] one", "a", 1, .to = "b" },
	    { "2", "y", "[PATCH 2/2] two", "a", 2, .to = "m" },
	    { "z", NULL, "[PATCH] to others", "a", 3, .to = "b" } },
	  "asked to 7d work\nasked to 6d fix\n" },
	{ "from before the window, for 90 days; not an older version",
	  ME,
	  100 * DAY,
	  107 * DAY,
	  { { "o", NULL, "[PATCH] too old", "a", 17 * DAY - 1, .to = "m" },
	    { "x", NULL, "[PATCH] fix", "a", 17 * DAY, .to = "m" },
	    { "y", NULL, "[PATCH] other", "a", 20 * DAY, .to = "m" },
	    { "y2", NULL, "[PATCH v2] other", "a", 30 * DAY, .to = "m" } },
	  "asked to 90d fix\nasked to 77d other\n" },
	{ "parts in no thread",
	  ME,
	  100 * DAY,
	  107 * DAY,
	  { { "1", NULL, "[PATCH 1/2] one", "a", 90 * DAY },
	    { "2", NULL, "[PATCH 2/2] two", "a", 90 * DAY + 1, .to = "m" } },
	  "asked to 16d two\n" },
	{ "answered since this version, below any mail of it or of an older one",
	  ME,
	  100 * DAY,
	  107 * DAY,
	  { { "x", NULL, "[PATCH] deep", "a", 90 * DAY, .to = "m" },
	    { "x1", "x", "Re: deep", "b", 91 * DAY },
	    { "x2", "x1", "Re: deep", "m", 92 * DAY },
	    { "y", NULL, "[PATCH] fix", "a", 90 * DAY, .to = "m" },
	    { "y1", "y", "Re: fix", "m", 91 * DAY },
	    { "y2", NULL, "[PATCH v2] fix", "a", 92 * DAY, .to = "m" },
	    { "z", NULL, "[PATCH] other", "a", 90 * DAY, .to = "m" },
	    { "z2", NULL, "[PATCH v2] other", "a", 91 * DAY, .to = "m" },
	    { "z1", "z", "Re: other", "m", 92 * DAY },
	    { "w", NULL, "[PATCH] late", "a", 93 * DAY, .to = "m" },
	    { "w1", "w", "Re: late", "m", 107 * DAY } },
	  "asked to 15d fix\nasked to 14d late\n" },
	{ "not their own; not what was applied",
	  ME,
	  0,
	  7 * DAY,
	  { { "x", NULL, "[PATCH] fix", "m", 0, .to = "m" },
	    { "y", NULL, "[PATCH] other", "a", 1, .to = "m" },
	    { "y1", "y", "applied", "b", 2 } },
	  "new fix 0/1, 0 answers\n" },
	{ "by MAINTAINERS, as M: or R:; the area of all files asks nobody",
	  ME,
	  0,
	  7 * DAY,
	  { { "x", NULL, "[PATCH] frob", "a", 0, .paths = "frob/a.c\n" },
	    { "y", NULL, "[PATCH 0/1] toys", "a", 1 },
	    { "y1", "y", "[PATCH 1/1] one", "a", 2, .paths = "toys/a.c\n", .to = "m" },
	    { "z", NULL, "[PATCH] rest", "a", 3, .paths = "rest/a.c\n" } },
	  "asked area 7d frob\nasked to area 6d toys\n",
	  .maintainers = AREAS },
	{ "records of format 1: whose older version they answered",
	  ME,
	  100 * DAY,
	  107 * DAY,
	  { { "x", NULL, "[PATCH] fix", "a", 90 * DAY, .format = 1 },
	    { "x1", "x", "Re: fix", "m", 91 * DAY, .format = 1 },
	    { "x2", NULL, "[PATCH v2] fix", "a", 92 * DAY, .format = 1 },
	    { "y", NULL, "[PATCH] other", "a", 90 * DAY, .format = 1 },
	    { "y2", NULL, "[PATCH v2] other", "a", 92 * DAY, .format = 1 },
	    { "z", NULL, "[PATCH] asked", "a", 93 * DAY, .to = "m" } },
	  "asked older 15d fix\nasked to 14d asked\nrecipients unknown\n" },
	{ "nothing", ME, 0, 7 * DAY, { { NULL } }, "" },
};

/* A store that the first versions wrote. */
static void reads_format_1(void **state)
{
	static const struct mine_case c = {
		.viewers = ME,
		.from = 0,
		.to = 7 * DAY,
		.mails = { { "x", NULL, "[PATCH] fix", "a", 0, .paths = "frob/a.c\n" },
			   { "y", NULL, "[PATCH] other", "m", 1 },
			   { "r", "y", "Re: other", "b", 2 } },
		.maintainers = AREAS,
	};
	struct store_options o = { .list = "kvm.example", .mode = STORE_READ };
	struct buf out = BUF_INIT, why = BUF_INIT;
	struct inbox *ib;

	(void)state;
	o.dir = temp_dir();
	inbox_close(rows_store(o.dir, c.mails, BOARD_ROWS));
	assert_true(format1_rewrite(o.dir, o.list, 0));
	assert_int_equal(inbox_open(&ib, &o, &why), ST_OK);
	mine_of_inbox(&out, ib, &c);
	same_buf(&out, "new other 0/1, 1 answers\nasked area 7d fix\nanswer r to y\n"
		       "recipients unknown\n");
	inbox_close(ib);
	temp_remove((char *)o.dir);
}

int main(void)
{
	static struct tests t;

	add_rows(&t, cases, ARRAY_SIZE(cases), sizeof(cases[0]), check_mine_case);
	add_test(&t, "a store of format 1", reads_format_1);
	return run_group("mine series", &t);
}

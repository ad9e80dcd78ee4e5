/* SPDX-License-Identifier: MIT */
/* Each section as it is printed, from mails in a store. */
#include "tests/support/rows.h"

#include "store/util/utc.h"
#include "report/text/section_text.h"
#include "report/sections/sections.h"
#include "tests/support/held.h"
#include "tests/support/posts.h"
#include "tests/support/printed.h"
#include "tests/support/shuffle.h"
#include "tests/support/temp.h"

static const struct list_row {
	const char *name;
	const char *text;
	const char *names; /* NULL: an error that names those there are */
} lists[] = {
	{ "one", "pulls", "pulls " },
	{ "the order asked for", "reviewers,standard,pulls",
	  "reviewers standard pulls " },
	{ "each once", "pulls,pulls,applied,pulls", "pulls applied " },
	{ "blanks", " pulls , applied", "pulls applied " },
	{ "all", "all",
	  "standard incomplete pulls reviewed unanswered applied reviewers "
	  "discussions " },
	{ "all the others", "applied,all",
	  "applied standard incomplete pulls reviewed unanswered reviewers "
	  "discussions " },
	{ "unknown", "pulls,series", NULL },
	{ "no name", "", NULL },
	{ "an empty name", "pulls,,applied", NULL },
	{ "another case", "Pulls", NULL },
};

static void check_list(void **state)
{
	const struct list_row *row = *state;
	struct buf why = BUF_INIT, names = BUF_INIT;
	struct section_list list;
	enum status st = section_list_parse(&list, row->text, &why);

	assert_int_equal(st, row->names ? ST_OK : ST_USAGE);
	for (size_t i = 0; i < list.n; i++)
		buf_addf(&names, "%s ", section_name(list.ids[i]));
	if (row->names)
		same_buf(&names, row->names);
	else
		assert_non_null(strstr(buf_cstr(&why),
				       "standard, board, mine, incomplete, pulls, "
				       "reviewed, unanswered, applied, reviewers, "
				       "discussions, all"));
	buf_release(&names);
	buf_release(&why);
}

static void begins_once(void **state)
{
	struct section_list list = { { SECTION_BOARD, SECTION_PULLS }, 2 };

	(void)state;
	section_list_begin(&list, SECTION_MINE);
	section_list_begin(&list, SECTION_PULLS);
	assert_int_equal(list.n, 3);
	assert_int_equal(list.ids[0], SECTION_MINE);
	assert_int_equal(list.ids[1], SECTION_BOARD);
	assert_int_equal(list.ids[2], SECTION_PULLS);
}

#define ROWS 10
#define DAY 1440 /* minutes */

/* A window from one minute on, up to another one. */
static const struct section_row_case {
	const char *name;
	const char *section;
	int from, to;
	struct row mails[ROWS];
	const char *printed;	    /* what stands between heading and end */
	struct held_row held[ROWS]; /* of two git trees */
} cases[] = {
	{ "nothing", "incomplete", 0, DAY, { { NULL } }, "(none)\n" },
	{ "what is complete, or of an unknown length, isn't incomplete",
	  "incomplete",
	  0,
	  DAY,
	  { { "c", NULL, "[PATCH 0/1] work", "a", 0 },
	    { "1", "c", "[PATCH 1/1] one", "a", 1 },
	    { "x", NULL, "[PATCH] fix", "a", 2 },
	    { "y", NULL, "[PATCH 1/n] some", "a", 3 } },
	  "(none)\n" },
	{ "missing parts",
	  "incomplete",
	  0,
	  DAY,
	  { { "c", NULL, "[PATCH 0/9] work", "a", 0 },
	    { "3", "c", "[PATCH 3/9] three", "a", 1 },
	    { "5", "c", "[PATCH 5/9] five", "a", 2 },
	    { "6", "c", "[PATCH 6/9] six", "a", 3 } },
	  "      3/9    [PATCH 0/9] work  (A)\n"
	  "             missing: 1-2, 4, 7-9\n" },
	{ "a cover alone, and more parts than there can be",
	  "incomplete",
	  0,
	  DAY,
	  { { "c", NULL, "[PATCH 0/4294967295] work", "a", 0 } },
	  "      0/4294967295  [PATCH 0/4294967295] work  (A)\n"
	  "             missing: 1-4294967295\n" },
	{ "a cover that never came",
	  "incomplete",
	  0,
	  DAY,
	  { { "3", "cover", "[PATCH 3/9] three", "a", 1 },
	    { "5", "cover", "[PATCH 5/9] five", "a", 2 } },
	  "      2/9    [PATCH 3/9] three  (A)\n"
	  "             other parts not sent to this list\n" },
	{ "without a cover at all",
	  "incomplete",
	  0,
	  DAY,
	  { { "1", NULL, "[PATCH 1/3] one", "a", 1 },
	    { "3", "1", "[PATCH 3/3] three", "a", 2 } },
	  "      2/3    [PATCH 1/3] one  (A)\n"
	  "             missing: 2\n" },
	{ "a newer version is complete",
	  "incomplete",
	  0,
	  DAY,
	  { { "c", NULL, "[PATCH 0/1] work", "a", 0 },
	    { "d", NULL, "[PATCH v2 0/1] work", "a", 1 },
	    { "1", "d", "[PATCH v2 1/1] one", "a", 2 } },
	  "(none)\n" },
	{ "what came after the window is there",
	  "incomplete",
	  0,
	  2,
	  { { "c", NULL, "[PATCH 0/1] work", "a", 0 },
	    { "1", "c", "[PATCH 1/1] one", "a", 5 } },
	  "(none)\n" },

	{ "a mail with two patches lacks none, and is no part of a series",
	  "incomplete",
	  0,
	  DAY,
	  { { "1", NULL, "[PATCH 1/7] one", "a", 0, .parts = ROW_PARTS },
	    { "2", NULL, "[PATCH 2/7] two", "a", 1 } },
	  "      1/7    [PATCH 2/7] two  (A)\n"
	  "             missing: 1, 3-7\n" },

	{ "a pull request",
	  "pulls",
	  0,
	  DAY,
	  { { "p", NULL, "[GIT PULL] fixes", "m", 0, NULL, NULL,
	      "in the git repository at:\n\n  git://x.example tags/y\n\nA (2):\n  one\n  "
	      "two\n" },
	    { "r", "p", "applied", "l", 1 } },
	  "      2      [GIT PULL] fixes  (M)\n"
	  "             from: git://x.example tags/y\n"
	  "             pulled: 2025-11-13 by L\n" },
	{ "one that says nothing",
	  "pulls",
	  0,
	  DAY,
	  { { "p", NULL, "[GIT PULL] fixes", "m", 0 } },
	  "      ?      [GIT PULL] fixes  (M)\n" },

	{ "a review by reply",
	  "reviewed",
	  0,
	  DAY,
	  { { "x", NULL, "[PATCH] fix", "a", 0 },
	    { "r", "x", "Re: fix", "b", 1, NULL, NULL, NULL,
	      "Reviewed-by: B <b@x.example>\n" } },
	  "      1/1    [PATCH] fix  (A)\n"
	  "             by: B\n" },
	{ "one that was taken along",
	  "reviewed",
	  0,
	  DAY,
	  { { "x", NULL, "[PATCH] fix", "a", 0, NULL, NULL, NULL,
	      "Signed-off-by: A <a@x.example>\nacked-by: B <b@x.example>\n" } },
	  "      1/1    [PATCH] fix  (A)\n"
	  "             by: B\n" },
	{ "neither by the author, nor a robot, nor told by others, nor another trailer",
	  "reviewed",
	  0,
	  DAY,
	  { { "1", NULL, "[PATCH] one", "a", 0, NULL, NULL, NULL,
	      "Reviewed-by: A <a@x.example>\n" },
	    { "2", NULL, "[PATCH] two", "a", 1 },
	    { "r2", "2", "Re: two", "bot", 2, NULL, NULL, NULL,
	      "Reviewed-by: B <bot@x.example>\n" },
	    { "3", NULL, "[PATCH] three", "a", 3 },
	    { "r3", "3", "Re: three", "c", 4, NULL, NULL, NULL,
	      "Reviewed-by: B <b@x.example>\n" },
	    { "4", NULL, "[PATCH] four", "a", 5 },
	    { "r4", "4", "Re: four", "b", 6, NULL, NULL, NULL,
	      "Tested-by: B <b@x.example>\n" } },
	  "(none)\n" },
	{ "a robot that the patch names has no opinion",
	  "reviewed",
	  0,
	  DAY,
	  { { "1", NULL, "[PATCH] one", "a", 0, NULL, NULL, NULL,
	      "Reviewed-by: Frob <frob-bot@x.example>\n" } },
	  "(none)\n" },
	{ "every part, by several people",
	  "reviewed",
	  0,
	  DAY,
	  { { "c", NULL, "[PATCH 0/2] work", "a", 0 },
	    { "1", "c", "[PATCH 1/2] one", "a", 1 },
	    { "2", "c", "[PATCH 2/2] two", "a", 2 },
	    { "r1", "1", "Re: one", "b", 3, NULL, NULL, NULL,
	      "Reviewed-by: B <b@x.example>\n" },
	    { "r2", "2", "Re: two", "b", 4, NULL, NULL, NULL,
	      "Acked-by: B <b@x.example>\n" },
	    { "r3", "r2", "Re: two", "d", 5, NULL, NULL, NULL,
	      "Acked-by: D <d@x.example>\n" } },
	  "      2/2    [PATCH 0/2] work  (A)\n"
	  "             by: B, D (1 of 2)\n" },
	{ "that of a mail with two patches is for both",
	  "reviewed",
	  0,
	  DAY,
	  { { "1", NULL, "[PATCH v2 1/2] one", "a", 0, .parts = ROW_PARTS },
	    { "r", "1", "Re: one", "d", 1, NULL, NULL, NULL,
	      "Reviewed-by: D <d@x.example>\n" } },
	  "      2/2    [PATCH v2 1/2] one  (A)\n"
	  "             by: D\n" },
	{ "but not one in the text of its patches",
	  "reviewed",
	  0,
	  DAY,
	  { { "1", NULL, "[PATCH v2 1/2] one", "a", 0, NULL, NULL, NULL,
	      "Reviewed-by: D <d@x.example>\n", .parts = ROW_PARTS } },
	  "(none)\n" },
	{ "the cover's is for all",
	  "reviewed",
	  0,
	  DAY,
	  { { "c", NULL, "[PATCH 0/2] work", "a", 0 },
	    { "1", "c", "[PATCH 1/2] one", "a", 1 },
	    { "2", "c", "[PATCH 2/2] two", "a", 2 },
	    { "r", "c", "Re: work", "b", 3, NULL, NULL, NULL,
	      "Reviewed-by: B <b@x.example>\n" } },
	  "      2/2    [PATCH 0/2] work  (A)\n"
	  "             by: B\n" },
	{ "one part has none",
	  "reviewed",
	  0,
	  DAY,
	  { { "c", NULL, "[PATCH 0/2] work", "a", 0 },
	    { "1", "c", "[PATCH 1/2] one", "a", 1 },
	    { "2", "c", "[PATCH 2/2] two", "a", 2 },
	    { "r", "1", "Re: one", "b", 3, NULL, NULL, NULL,
	      "Reviewed-by: B <b@x.example>\n" } },
	  "(none)\n" },
	{ "the last review came in the window",
	  "reviewed",
	  10,
	  DAY,
	  { { "c", NULL, "[PATCH 0/2] work", "a", 0 },
	    { "1", "c", "[PATCH 1/2] one", "a", 1 },
	    { "2", "c", "[PATCH 2/2] two", "a", 2 },
	    { "r1", "1", "Re: one", "b", 3, NULL, NULL, NULL,
	      "Reviewed-by: B <b@x.example>\n" },
	    { "r2", "2", "Re: two", "d", 14, NULL, NULL, NULL,
	      "Reviewed-by: D <d@x.example>\n" } },
	  "      2/2    [PATCH 0/2] work  (A)\n"
	  "             by: B (1 of 2), D (1 of 2)\n" },
	{ "it came before",
	  "reviewed",
	  10,
	  DAY,
	  { { "x", NULL, "[PATCH] fix", "a", 0 },
	    { "r", "x", "Re: fix", "b", 1, NULL, NULL, NULL,
	      "Reviewed-by: B <b@x.example>\n" },
	    { "s", "x", "Re: fix", "d", 11 } },
	  "(none)\n" },
	{ "it came after the window",
	  "reviewed",
	  0,
	  2,
	  { { "x", NULL, "[PATCH] fix", "a", 0 },
	    { "r", "x", "Re: fix", "b", 9 * DAY, NULL, NULL, NULL,
	      "Reviewed-by: B <b@x.example>\n" } },
	  "      1/1    [PATCH] fix  (A)\n"
	  "             by: B\n" },

	{ "what a git tree has is answered",
	  "unanswered",
	  0,
	  8 * DAY,
	  { { "x", NULL, "[PATCH] fix", "a", 0 }, { "y", NULL, "[PATCH] mend", "a", 1 } },
	  "      1/1    [PATCH] mend  (A)\n"
	  "             waiting: 7 days\n",
	  { { 0, 5, "a", "fix" } } },
	{ "nobody answered",
	  "unanswered",
	  0,
	  9 * DAY,
	  { { "x", NULL, "[PATCH] fix", "a", 0 } },
	  "      1/1    [PATCH] fix  (A)\n"
	  "             waiting: 9 days\n" },
	{ "it isn't time yet",
	  "unanswered",
	  0,
	  9 * DAY,
	  { { "x", NULL, "[PATCH] fix", "a", 3 * DAY } },
	  "(none)\n" },
	{ "its time was over in the window",
	  "unanswered",
	  6 * DAY,
	  13 * DAY,
	  { { "w", NULL, "[PATCH] early", "a", 0 },
	    { "x", NULL, "[PATCH] fix", "a", 1 },
	    { "y", NULL, "[PATCH] late", "a", 6 * DAY + 1 } },
	  "      1/1    [PATCH] fix  (A)\n"
	  "             waiting: 12 days\n"
	  "      1/1    [PATCH] early  (A)\n"
	  "             waiting: 13 days\n" },
	{ "it was over before",
	  "unanswered",
	  8 * DAY,
	  15 * DAY,
	  { { "x", NULL, "[PATCH] fix", "a", 0 } },
	  "(none)\n" },
	{ "answered, also below, late, or with a patch",
	  "unanswered",
	  0,
	  9 * DAY,
	  { { "c", NULL, "[PATCH 0/1] work", "a", 0 },
	    { "1", "c", "[PATCH 1/1] one", "a", 1 },
	    { "r1", "1", "Re: one", "a", 2 },
	    { "s1", "r1", "Re: one", "b", 3 },
	    { "2", NULL, "[PATCH] two", "a", 4 },
	    { "r2", "2", "Re: two", "b", 10 * DAY },
	    { "3", NULL, "[PATCH] three", "a", 5 },
	    { "4", "3", "[PATCH] four", "b", 6 },
	    { "r4", "4", "Re: four", "a", 7 } },
	  "(none)\n" },
	{ "an answer to an answer that isn't here",
	  "unanswered",
	  0,
	  9 * DAY,
	  { { "x", NULL, "[PATCH] fix", "a", 0 },
	    { "r", "gone", "Re: fix", "b", 1, "x" } },
	  "(none)\n" },
	{ "neither the author's own nor a robot's answers count",
	  "unanswered",
	  0,
	  9 * DAY,
	  { { "x", NULL, "[PATCH] fix", "a", 0 },
	    { "r", "x", "ping", "a", 1 },
	    { "s", "x", "Re: fix", "bot", 2 } },
	  "      1/1    [PATCH] fix  (A)\n"
	  "             waiting: 9 days\n" },
	{ "posted again, in the window or after it",
	  "unanswered",
	  0,
	  9 * DAY,
	  { { "1", NULL, "[PATCH] one", "a", 0 },
	    { "2", NULL, "[PATCH v2] one", "a", 3 * DAY },
	    { "3", NULL, "[PATCH] three", "a", 1 },
	    { "4", NULL, "[PATCH RESEND] three", "a", 10 * DAY } },
	  "(none)\n" },
	{ "posted later, before, for something else, by somebody else",
	  "unanswered",
	  0,
	  9 * DAY,
	  { { "0", NULL, "[PATCH] one", "a", -30 * DAY },
	    { "1", NULL, "[PATCH] one", "a", 0 },
	    { "2", NULL, "[PATCH net] one", "a", 10 * DAY },
	    { "3", NULL, "[PATCH v2] one", "b", 10 * DAY } },
	  "      1/1    [PATCH] one  (A)\n"
	  "             waiting: 9 days\n" },
	{ "a first patch of the cover's title is no newer version",
	  "unanswered",
	  0,
	  9 * DAY,
	  { { "c", NULL, "[PATCH 0/1] one", "a", 0 },
	    { "1", "c", "[PATCH 1/1] one", "a", 1 } },
	  "      1/1    [PATCH 0/1] one  (A)\n"
	  "             waiting: 8 days\n" },
	{ "in a pull request",
	  "unanswered",
	  0,
	  9 * DAY,
	  { { "x", NULL, "[PATCH] fix", "a", 1 },
	    { "p", NULL, "[GIT PULL] fixes", "a", 8 * DAY, NULL, NULL,
	      "A (1):\n  fix\n" } },
	  "(none)\n" },
	{ "parts of what was sent elsewhere",
	  "unanswered",
	  0,
	  9 * DAY,
	  { { "3", "cover", "[PATCH 3/9] three", "a", 1 } },
	  "(none)\n" },

	{ "a reply says so",
	  "applied",
	  0,
	  DAY,
	  { { "x", NULL, "[PATCH] fix", "a", 0 }, { "r", "x", "applied", "m", 1 } },
	  "      1/1    [PATCH] fix  (A)\n"
	  "             applied: 2025-11-13 by M\n" },
	{ "to a part, to the cover",
	  "applied",
	  0,
	  DAY,
	  { { "c", NULL, "[PATCH 0/2] work", "a", 0 },
	    { "1", "c", "[PATCH 1/2] one", "a", 1 },
	    { "2", "c", "[PATCH 2/2] two", "a", 2 },
	    { "r1", "1", "applied", "b", 3 },
	    { "r2", "1", "applied", "b", 4 },
	    { "rc", "c", "applied", "d", 5 } },
	  "      2/2    [PATCH 0/2] work  (A)\n"
	  "             applied: 2025-11-13 by B (1 of 2)\n"
	  "             applied: 2025-11-13 by D\n" },
	{ "the parts that it names",
	  "applied",
	  0,
	  DAY,
	  { { "c", NULL, "[PATCH 0/3] work", "a", 0 },
	    { "1", "c", "[PATCH 1/3] one", "a", 1 },
	    { "2", "c", "[PATCH 2/3] two", "a", 2 },
	    { "3", "c", "[PATCH 3/3] three", "a", 3 },
	    { "r", "c", "applied", "m", 4, NULL, "applied 1\napplied 3-4294967295\n" } },
	  "      3/3    [PATCH 0/3] work  (A)\n"
	  "             applied: 2025-11-13 by M (2 of 3)\n" },
	{ "the series, in an answer to a part",
	  "applied",
	  0,
	  DAY,
	  { { "1", NULL, "[PATCH 1/2] one", "a", 1 },
	    { "2", "1", "[PATCH 2/2] two", "a", 2 },
	    { "r", "1", "applied", "m", 4, NULL, "applied 1-\n" } },
	  "      2/2    [PATCH 1/2] one  (A)\n"
	  "             applied: 2025-11-13 by M\n" },
	{ "b4 counts a standalone patch too",
	  "applied",
	  0,
	  DAY,
	  { { "x", NULL, "[PATCH] fix", "a", 0 },
	    { "r", "x", "applied", "m", 4, NULL, "applied 1\n" } },
	  "      1/1    [PATCH] fix  (A)\n"
	  "             applied: 2025-11-13 by M\n" },
	{ "the author below a review means the comment",
	  "applied",
	  0,
	  DAY,
	  { { "x", NULL, "[PATCH] fix", "a", 0 },
	    { "r", "x", "Re: fix", "b", 1 },
	    { "s", "r", "applied", "a", 2 } },
	  "(none)\n" },
	{ "the author is the maintainer",
	  "applied",
	  0,
	  DAY,
	  { { "x", NULL, "[PATCH] fix", "a", 0 }, { "s", "x", "applied", "a", 2 } },
	  "      1/1    [PATCH] fix  (A)\n"
	  "             applied: 2025-11-13 by A\n" },
	{ "posted before the window, applied in it",
	  "applied",
	  10,
	  DAY,
	  { { "x", NULL, "[PATCH] fix", "a", 0 }, { "r", "x", "applied", "m", 11 } },
	  "      1/1    [PATCH] fix  (A)\n"
	  "             applied: 2025-11-13 by M\n" },
	{ "posted in the window, applied after it",
	  "applied",
	  0,
	  10,
	  { { "x", NULL, "[PATCH] fix", "a", 0 }, { "r", "x", "applied", "m", 2 * DAY } },
	  "      1/1    [PATCH] fix  (A)\n"
	  "             applied: 2025-11-15 by M\n" },
	{ "a git tree has it",
	  "applied",
	  0,
	  DAY,
	  { { "c", NULL, "[PATCH 0/2] work", "a", 0 },
	    { "1", "c", "[PATCH 1/2] one", "a", 1 },
	    { "2", "c", "[PATCH 2/2] two", "a", 2 } },
	  "      2/2    [PATCH 0/2] work  (A)\n"
	  "             applied: 2025-11-13 by M to frob/0.git (000000000000)\n",
	  { { 0, 5, "a", "one" }, { 0, 5, "a", "two" } } },
	{ "a git tree has a part, another one has both",
	  "applied",
	  0,
	  DAY,
	  { { "c", NULL, "[PATCH 0/2] work", "a", 0 },
	    { "1", "c", "[PATCH 1/2] one", "a", 1 },
	    { "2", "c", "[PATCH 2/2] two", "a", 2 } },
	  "      2/2    [PATCH 0/2] work  (A)\n"
	  "             applied: 2025-11-13 by M to frob/1.git (000000000000)\n"
	  "             applied: 2025-11-14 by M to frob/0.git (000000000000) (1 of 2)\n",
	  { { 0, DAY, "a", "one" }, { 1, 5, "a", "one" }, { 1, 5, "a", "two" } } },
	{ "a git tree has what a reply says, too",
	  "applied",
	  0,
	  DAY,
	  { { "x", NULL, "[PATCH] fix", "a", 0 }, { "r", "x", "applied", "m", 1 } },
	  "      1/1    [PATCH] fix  (A)\n"
	  "             applied: 2025-11-13 by M to frob/0.git (000000000000)\n",
	  { { 0, 5, "a", "fix" } } },
	{ "a git tree has what was dropped",
	  "applied",
	  0,
	  DAY,
	  { { "x", NULL, "[PATCH] fix", "a", 0 },
	    { "r", "x", "applied", "m", 1 },
	    { "s", "x", "dropped", "m", 2 } },
	  "      1/1    [PATCH] fix  (A)\n"
	  "             applied: 2025-11-13 by M to frob/0.git (000000000000)\n",
	  { { 0, 5, "a", "fix" } } },
	{ "a git tree has less than a reply says",
	  "applied",
	  0,
	  DAY,
	  { { "c", NULL, "[PATCH 0/2] work", "a", 0 },
	    { "1", "c", "[PATCH 1/2] one", "a", 1 },
	    { "2", "c", "[PATCH 2/2] two", "a", 2 },
	    { "r", "c", "applied", "b", 3 },
	    { "s", "1", "applied", "d", 3 } },
	  "      2/2    [PATCH 0/2] work  (A)\n"
	  "             applied: 2025-11-13 by B\n"
	  "             applied: 2025-11-13 by M to frob/0.git (000000000000) (1 of 2)\n",
	  { { 0, 5, "a", "two" } } },
	{ "a git tree got it in the window",
	  "applied",
	  40 * DAY,
	  41 * DAY,
	  { { "x", NULL, "[PATCH] fix", "a", 0 },
	    { "y", NULL, "[PATCH] mend", "a", 1 },
	    { "z", NULL, "[PATCH] tune", "a", 2 } },
	  "      1/1    [PATCH] fix  (A)\n"
	  "             applied: 2025-12-23 by M to frob/1.git (000000000000)\n",
	  { { 1, 40 * DAY + 5, "a", "fix" }, { 1, 39 * DAY, "a", "mend" } } },
	{ "both before the window",
	  "applied",
	  10,
	  DAY,
	  { { "x", NULL, "[PATCH] fix", "a", 0 },
	    { "r", "x", "applied", "m", 1 },
	    { "s", "r", "Re: fix", "b", 11 } },
	  "(none)\n" },
	{ "named by a pull request",
	  "applied",
	  40 * DAY,
	  41 * DAY,
	  { { "c", NULL, "[PATCH 0/2] work", "a", 0 },
	    { "1", "c", "[PATCH 1/2] one", "a", 1 },
	    { "2", "c", "[PATCH 2/2] two", "a", 2 },
	    { "x", NULL, "[PATCH] one", "b", 3 },
	    { "p", NULL, "[GIT PULL] fixes", "m", 40 * DAY, NULL, NULL,
	      "A (1):\n  ONE\n\nD (1):\n  two\n" } },
	  "      2/2    [PATCH 0/2] work  (A)\n"
	  "             in: 2025-12-23 [GIT PULL] fixes (1 of 2)\n" },
	{ "the newest version is meant",
	  "applied",
	  0,
	  DAY,
	  { { "1", NULL, "[PATCH] one", "a", 0 },
	    { "2", NULL, "[PATCH v2] one", "a", 1 },
	    { "p", NULL, "[GIT PULL] fixes", "m", 2, NULL, NULL, "A (1):\n  one\n" },
	    { "3", NULL, "[PATCH net] one", "a", 3 } },
	  "      1/1    [PATCH v2] one  (A)\n"
	  "             in: 2025-11-13 [GIT PULL] fixes\n" },

	{ "the version that was applied is meant, not a newer one",
	  "applied",
	  0,
	  DAY,
	  { { "1", NULL, "[PATCH] one", "a", 0 },
	    { "r", "1", "applied", "m", 1 },
	    { "2", NULL, "[PATCH v2] one", "a", 2 },
	    { "p", NULL, "[GIT PULL] fixes", "m", 3, NULL, NULL, "A (1):\n  one\n" } },
	  "      1/1    [PATCH] one  (A)\n"
	  "             applied: 2025-11-13 by M\n"
	  "             in: 2025-11-13 [GIT PULL] fixes\n" },
	{ "unless it was dropped again",
	  "applied",
	  0,
	  DAY,
	  { { "1", NULL, "[PATCH] one", "a", 0 },
	    { "r", "1", "applied", "m", 1 },
	    { "s", "r", "dropped", "m", 1 },
	    { "2", NULL, "[PATCH v2] one", "a", 2 },
	    { "p", NULL, "[GIT PULL] fixes", "m", 3, NULL, NULL, "A (1):\n  one\n" } },
	  "      1/1    [PATCH v2] one  (A)\n"
	  "             in: 2025-11-13 [GIT PULL] fixes\n"
	  "      1/1    [PATCH] one  (A)\n"
	  "             applied: 2025-11-13 by M (dropped 2025-11-13)\n" },
	{ "a robot, and whom it names",
	  "applied",
	  0,
	  DAY,
	  { { "x", NULL, "[PATCH] fix", "a", 0 },
	    { "r", "x", "applied", "bot", 1, NULL,
	      "tree t.git\nbranch main\nby Mary <m@x.example>\n" },
	    { "s", "x", "applied", "m", 2, NULL, "tree u.git\n" },
	    { "y", NULL, "[PATCH] other", "a", 3 },
	    { "u", "y", "applied", "bot", 4, NULL, "branch main\n" } },
	  "      1/1    [PATCH] other  (A)\n"
	  "             applied: 2025-11-13 by B (a robot) to main\n"
	  "      1/1    [PATCH] fix  (A)\n"
	  "             applied: 2025-11-13 by Mary to t.git (main)\n" },
	{ "a person speaks for themselves",
	  "applied",
	  0,
	  DAY,
	  { { "x", NULL, "[PATCH] fix", "a", 0 },
	    { "r", "x", "applied", "m", 1, NULL, "by Jane <j@x.example>\n" } },
	  "      1/1    [PATCH] fix  (A)\n"
	  "             applied: 2025-11-13 by M\n" },
	{ "a list without a commit for a part",
	  "applied",
	  0,
	  DAY,
	  { { "c", NULL, "[PATCH 0/2] work", "a", 0 },
	    { "1", "c", "[PATCH 1/2] one", "a", 1 },
	    { "2", "c", "[PATCH 2/2] two", "a", 2 },
	    { "r", "c", "applied", "m", 4, NULL, "applied 2\nunapplied 1\n" } },
	  "      2/2    [PATCH 0/2] work  (A)\n"
	  "             applied: 2025-11-13 by M (1 of 2)\n" },
	{ "all parts but one",
	  "applied",
	  0,
	  DAY,
	  { { "c", NULL, "[PATCH 0/2] work", "a", 0 },
	    { "1", "c", "[PATCH 1/2] one", "a", 1 },
	    { "2", "c", "[PATCH 2/2] two", "a", 2 },
	    { "r", "c", "applied", "m", 4, NULL, "applied 1-\nunapplied 1\n" } },
	  "      2/2    [PATCH 0/2] work  (A)\n"
	  "             applied: 2025-11-13 by M (1 of 2)\n" },
	{ "a list without any commit",
	  "applied",
	  0,
	  DAY,
	  { { "x", NULL, "[PATCH] fix", "a", 0 },
	    { "r", "x", "applied", "m", 4, NULL, "unapplied 1\n" } },
	  "      1/1    [PATCH] fix  (A)\n"
	  "             applied: 2025-11-13 by M\n" },
	{ "a notice in the thread: of the part whose title it has",
	  "applied",
	  0,
	  DAY,
	  { { "c", NULL, "[PATCH 0/2] work", "a", 0 },
	    { "1", "c", "[PATCH 1/2] one", "a", 1 },
	    { "2", "c", "[PATCH 2/2] two", "a", 2 },
	    { "r", "c", "[tip: x/y] Two", "m", 3 } },
	  "      2/2    [PATCH 0/2] work  (A)\n"
	  "             applied: 2025-11-13 by M (1 of 2)\n" },
	{ "a notice with another title: of what it answers",
	  "applied",
	  0,
	  DAY,
	  { { "x", NULL, "[PATCH] fix", "a", 0 },
	    { "r", "x", "patch \"Fix it\" added to y-next", "m", 3 } },
	  "      1/1    [PATCH] fix  (A)\n"
	  "             applied: 2025-11-13 by M\n" },
	{ "a notice by itself, weeks later",
	  "applied",
	  40 * DAY,
	  41 * DAY,
	  { { "1", NULL, "[PATCH] one", "a", 0 },
	    { "2", NULL, "[PATCH] one", "b", 40 * DAY + 2 },
	    { "r", NULL, "patch \"one\" added to y-next", "m", 40 * DAY + 1 } },
	  "      1/1    [PATCH] one  (A)\n"
	  "             applied: 2025-12-23 by M\n" },
	{ "no patch has the notice's title",
	  "applied",
	  0,
	  DAY,
	  { { "1", NULL, "[PATCH] one", "a", 0 },
	    { "r", NULL, "Applied \"two\" to the y tree", "m", 1 } },
	  "(none)\n" },
	{ "dropped again",
	  "applied",
	  0,
	  DAY,
	  { { "x", NULL, "[PATCH] fix", "a", 0 },
	    { "r", "x", "applied", "m", 1 },
	    { "s", "x", "dropped", "b", 2 },
	    { "t", "r", "dropped", "m", 3 } },
	  "      1/1    [PATCH] fix  (A)\n"
	  "             applied: 2025-11-13 by M (dropped 2025-11-13)\n" },
	{ "dropped and applied again",
	  "applied",
	  0,
	  DAY,
	  { { "x", NULL, "[PATCH] fix", "a", 0 },
	    { "r", "x", "applied", "m", 1 },
	    { "s", "x", "dropped", "m", 2 },
	    { "t", "x", "applied", "m", 3 } },
	  "      1/1    [PATCH] fix  (A)\n"
	  "             applied: 2025-11-13 by M\n" },
	{ "parts are dropped",
	  "applied",
	  0,
	  DAY,
	  { { "c", NULL, "[PATCH 0/3] work", "a", 0 },
	    { "1", "c", "[PATCH 1/3] one", "a", 1 },
	    { "2", "c", "[PATCH 2/3] two", "a", 2 },
	    { "3", "c", "[PATCH 3/3] three", "a", 3 },
	    { "r", "c", "applied", "m", 4 },
	    { "s", "2", "dropped", "m", 5 },
	    { "s2", "2", "dropped", "m", 6 } },
	  "      3/3    [PATCH 0/3] work  (A)\n"
	  "             applied: 2025-11-13 by M (2 of 3)\n" },
	{ "all parts are dropped, one after the other",
	  "applied",
	  0,
	  DAY,
	  { { "1", NULL, "[PATCH 1/2] one", "a", 1 },
	    { "2", "1", "[PATCH 2/2] two", "a", 2 },
	    { "r", "1", "applied", "m", 3 },
	    { "q", "2", "applied", "m", 4 },
	    { "s", "1", "dropped", "m", 5 },
	    { "t", "2", "dropped", "m", 6 } },
	  "      2/2    [PATCH 1/2] one  (A)\n"
	  "             applied: 2025-11-13 by M (1 of 2) (dropped 2025-11-13)\n" },
	{ "dropped what was never applied",
	  "applied",
	  0,
	  DAY,
	  { { "x", NULL, "[PATCH] fix", "a", 0 }, { "r", "x", "dropped", "m", 1 } },
	  "(none)\n" },
	{ "dropped another part, in the window",
	  "applied",
	  10,
	  DAY,
	  { { "1", NULL, "[PATCH 1/2] one", "a", 1 },
	    { "2", "1", "[PATCH 2/2] two", "a", 2 },
	    { "r", "1", "applied", "m", 3 },
	    { "s", "2", "dropped", "m", 11 } },
	  "(none)\n" },
	{ "dropped in the window",
	  "applied",
	  10,
	  DAY,
	  { { "x", NULL, "[PATCH] fix", "a", 0 },
	    { "r", "x", "applied", "m", 1 },
	    { "s", "r", "dropped", "m", 11 } },
	  "      1/1    [PATCH] fix  (A)\n"
	  "             applied: 2025-11-13 by M (dropped 2025-11-13)\n" },
	{ "a notice is an answer",
	  "unanswered",
	  0,
	  9 * DAY,
	  { { "x", NULL, "[PATCH] fix", "a", 0 },
	    { "r", "x", "[tip: x/y] fix", "bot", 3 },
	    { "y", NULL, "[PATCH] other", "a", 1 },
	    { "s", NULL, "patch \"other\" added to y-next", "bot", 4 },
	    { "z", NULL, "[PATCH] third", "a", 2 },
	    { "t", "z", "applied", "bot", 5 } },
	  "(none)\n" },
	{ "a request has no parts",
	  "pulls",
	  0,
	  DAY,
	  { { "p", NULL, "[GIT PULL] fixes", "m", 0 },
	    { "r", "p", "applied", "l", 1, NULL, "applied 3-4\n" } },
	  "      ?      [GIT PULL] fixes  (M)\n" },
	{ "pulled by a robot",
	  "pulls",
	  0,
	  DAY,
	  { { "p", NULL, "[GIT PULL] fixes", "m", 0 },
	    { "r", "p", "applied", "bot", 1, NULL, "tree l/linux.git\n" } },
	  "      ?      [GIT PULL] fixes  (M)\n"
	  "             pulled: 2025-11-13 by B (a robot) to l/linux.git\n" },

	{ "reviews given in the window",
	  "reviewers",
	  10,
	  DAY,
	  { { "x", NULL, "[PATCH] fix", "a", 0 },
	    { "r", "x", "Re: fix", "b", 1, NULL, NULL, NULL,
	      "Reviewed-by: B <b@x.example>\n" },
	    { "s", "x", "Re: fix", "d", 11, NULL, NULL, NULL,
	      "Acked-by: D <d@x.example>\n" },
	    { "y", NULL, "[PATCH] other", "a", 12 },
	    { "t", "y", "Re: other", "d", 13, NULL, NULL, NULL,
	      "Reviewed-by: D <d@x.example>\n" },
	    { "u", "y", "Re: other", "d", 14, NULL, NULL, NULL,
	      "Reviewed-by: D <D@X.example>\n" },
	    { "v", "gone", "Re: gone", "e", 15, NULL, NULL, NULL,
	      "Reviewed-by: E <e@x.example>\n" },
	    { "w", "y", "Re: other", "a", 16, NULL, NULL, NULL,
	      "Reviewed-by: A <a@x.example>\n" } },
	  "      2  D <D@X.example>\n"
	  "      1  E <e@x.example>\n" },
	{ "taken along is not given",
	  "reviewers",
	  0,
	  DAY,
	  { { "x", NULL, "[PATCH] fix", "a", 0, NULL, NULL, NULL,
	      "Acked-by: B <b@x.example>\n" } },
	  "(none)\n" },

	{ "a discussion",
	  "discussions",
	  10,
	  DAY,
	  { { "c", NULL, "[PATCH 0/1] work", "a", 0 },
	    { "1", "c", "[PATCH 1/1] one", "a", 1 },
	    { "r0", "c", "Re: work", "b", 2 },
	    { "r1", "r0", "Re: work", "a", 11 },
	    { "r2", "1", "Re: one", "d", 12 },
	    { "r3", "r2", "Re: one", "a", 13 },
	    { "r4", "r2", "Re: one", "bot", 14 } },
	  "      3      [PATCH 0/1] work  (A)\n"
	  "             people: A 2, D 1\n" },
	{ "the most replies first; what has no patch, or no beginning",
	  "discussions",
	  0,
	  DAY,
	  { { "q", NULL, "A question", "a", 0 },
	    { "r", "q", "Re: A question", "b", 1 },
	    { "s", "g1", "Re: gone", "b", 2, "gone" },
	    { "t", "g2", "Re: gone", "c", 3, "gone g1" },
	    { "u", "t", "Re: gone", "c", 4 } },
	  "      3      Re: gone  (B)\n"
	  "             people: C 2, B 1\n"
	  "      2      A question  (A)\n"
	  "             people: A 1, B 1\n" },
	{ "mails that answer each other",
	  "discussions",
	  0,
	  DAY,
	  { { "q", "s", "Re: a", "a", 0 },
	    { "r", "q", "Re: a", "b", 1 },
	    { "s", "r", "Re: a", "b", 2 } },
	  "      3      Re: a  (A)\n"
	  "             people: B 2, A 1\n" },
};

/* The mails that another reader offers: those that arrive within these days before the
 * window's end; all of none. */
struct offered {
	int since_days, until_days;
};

struct offer {
	struct sections *sections;
	const struct selection *sel;
};

static bool offer_mail(void *arg, struct mail *m)
{
	const struct offer *o = arg;

	selection_set_kind(o->sel, &m->record);
	sections_offer(o->sections, o->sel->inboxes[0], m);
	return true;
}

/* offered: NULL: nothing is. */
static void build_offered(struct sections *s, const struct selection *sel,
			  const struct series_set *set, const struct section_options *o,
			  const struct offered *offered)
{
	int64_t end = sel->window.until, since = 0, until = 0;
	struct offer offer = { s, sel };

	sections_begin(s, sel, o);
	if (offered) {
		since = end - offered->since_days * (int64_t)DAY_SECONDS;
		until = end - offered->until_days * (int64_t)DAY_SECONDS;
		assert_int_equal(
		    inbox_arrived(sel->inboxes[0], since, until, offer_mail, &offer),
		    ST_OK);
	}
	assert_int_equal(sections_end(s, sel, set, o, since, until), ST_OK);
}

static void print_with(struct buf *text, struct selection *sel, const char *names,
		       const struct series_match *match, const struct offered *offered)
{
	char name[] = PRINTED_NAME;
	struct output *out = printed_open(name);
	struct text_line line = { out, BUF_INIT };
	struct section_options o = {
		.quiet_days = 7, .top = 15, .now = INT64_MAX, .match = match
	};
	struct series_set set;
	struct sections sections;

	assert_int_equal(section_list_parse(&o.list, names, text), ST_OK);
	assert_int_equal(series_build(&set, sel), ST_OK);
	series_match_keep(&set, sel, match);
	build_offered(&sections, sel, &set, &o, offered);
	for (size_t i = 0; i < o.list.n; i++)
		if (o.list.ids[i] != SECTION_STANDARD)
			section_text_print(&line, o.list.ids[i],
					   &sections.of[o.list.ids[i]], &o);
	buf_release(&line.text);
	printed_take(out, name, text);
	sections_release(&sections);
	series_release(&set);
}

static void print_into(struct buf *text, struct selection *sel, const char *names,
		       const struct series_match *match)
{
	print_with(text, sel, names, match, NULL);
}

/* It does not matter which mails another reader offers. */
static void same_if_offered(struct selection *sel, const char *names, const char *printed)
{
	static const struct offered offered[] = {
		{ 200, 0 }, { 90, 0 }, { 12, 0 }, { 200, 14 }, { 30, 3 }, { 12, 8 },
	};

	for (size_t i = 0; i < ARRAY_SIZE(offered); i++) {
		struct buf text = BUF_INIT;

		print_with(&text, sel, names, NULL, &offered[i]);
		assert_string_equal(buf_cstr(&text), printed);
		buf_release(&text);
	}
}

/* Cuts off the heading and the empty lines around the rows. */
static struct str rows_of(const struct buf *printed)
{
	struct str text = buf_str(printed);
	size_t start = str_find(text, STR("\n\n")) + 2;

	assert_true(str_starts(text, STR("===== ")));
	assert_true(str_ends(text, STR("\n\n")));
	return str_sub(text, start, text.len - 1);
}

static void check_section(void **state)
{
	const struct section_row_case *c = *state;
	char *dir = temp_dir();
	struct inbox *ib = rows_store(dir, c->mails, ROWS);
	struct buf printed = BUF_INIT;
	struct git_trees trees;
	struct selection sel;

	held_trees(&trees, 2, c->held);
	rows_window(&sel, &ib, c->from, c->to);
	sel.trees = &trees;
	print_into(&printed, &sel, c->section, NULL);
	same_if_offered(&sel, c->section, buf_cstr(&printed));
	git_trees_release(&trees);
	same_str(rows_of(&printed), c->printed);
	buf_release(&printed);
	rows_release(&sel);
	inbox_close(ib);
	temp_remove(dir);
}

static const char *const headings[SECTION_COUNT] = {
	[SECTION_INCOMPLETE] = "===== Incomplete series =====\n\n(none)\n\n",
	[SECTION_PULLS] = "===== Pull requests =====\n\n(none)\n\n",
	[SECTION_REVIEWED] = "===== Series with all parts reviewed =====\n\n(none)\n\n",
	[SECTION_UNANSWERED] = "===== Series without an answer =====\n\n(none)\n\n",
	[SECTION_APPLIED] = "===== Applied series =====\n\n(none)\n\n",
	[SECTION_REVIEWERS] = "===== Top 15 reviewers =====\n\n(none)\n\n",
	[SECTION_DISCUSSIONS] = "===== Top 15 discussions =====\n\n(none)\n\n",
};

static void has_headings(void **state)
{
	struct buf want = BUF_INIT, printed = BUF_INIT;
	struct selection sel;

	(void)state;
	rows_select(&sel, NULL, 0);
	for (int id = SECTION_STANDARD + 1; id < SECTION_COUNT; id++)
		if (id != SECTION_BOARD && id != SECTION_MINE)
			buf_addstr(&want, headings[id]);
	print_into(&printed, &sel, "all", NULL);
	same_buf(&printed, buf_cstr(&want));
	buf_release(&want);
	rows_release(&sel);
}

/* Two works of two people: what is not picked is in no section. */
static void takes_what_is_picked(void **state)
{
	static const struct row mails[] = {
		{ "x", NULL, "[PATCH] fix", "a", 0 },
		{ "r", "x", "Re: fix", "b", 1, NULL, NULL, NULL,
		  "Reviewed-by: B <b@x.example>\n" },
		{ "s", "x", "applied", "m", 2 },
		{ "y", NULL, "[PATCH] other", "d", 3 },
		{ "t", "y", "Re: other", "e", 4, NULL, NULL, NULL,
		  "Reviewed-by: E <e@x.example>\n" },
		{ "u", "y", "applied", "m", 5 },
		{ "q", NULL, "a question", "d", 6 },
		{ "v", "q", "an answer", "e", 7 },
	};
	struct series_match match = SERIES_MATCH_INIT;
	struct buf printed = BUF_INIT;
	char *dir = temp_dir();
	struct inbox *ib = rows_store(dir, mails, ARRAY_SIZE(mails));
	struct selection sel;

	(void)state;
	series_match_add(&match,
			 (struct series_match_rule){ MATCH_AUTHOR, "a@x.example" });
	rows_window(&sel, &ib, 0, DAY);
	print_into(&printed, &sel, "reviewed,applied,reviewers,discussions", &match);
	same_buf(
	    &printed,
	    "===== Series with all parts reviewed =====\n\n"
	    "      1/1    [PATCH] fix  (A)\n             by: B\n\n"
	    "===== Applied series =====\n\n"
	    "      1/1    [PATCH] fix  (A)\n             applied: 2025-11-13 by M\n\n"
	    "===== Top 15 reviewers =====\n\n"
	    "      1  B <b@x.example>\n\n"
	    "===== Top 15 discussions =====\n\n"
	    "      2      [PATCH] fix  (A)\n             people: B 1, M 1\n\n");
	series_match_release(&match);
	rows_release(&sel);
	inbox_close(ib);
	temp_remove(dir);
}

/* A bit of everything, some of it outside of the window: from 10 to 9 * DAY. */
static const struct row week[] = {
	{ "c", NULL, "[PATCH 0/3] work", "a", 0 },
	{ "1", "c", "[PATCH 1/3] one", "a", 1 },
	{ "2", "c", "[PATCH 2/3] two", "a", 2 },
	{ "3", "c", "[PATCH 3/3] three", "a", 3 },
	{ "r1", "1", "Re: one", "b", 4, NULL, NULL, NULL,
	  "Reviewed-by: B <b@x.example>\n" },
	{ "r2", "2", "Re: two", "b", 20, NULL, NULL, NULL,
	  "Reviewed-by: B <b@x.example>\n" },
	{ "r3", "3", "Re: three", "d", 21, NULL, NULL, NULL,
	  "Acked-by: D <d@x.example>\n" },
	{ "r4", "gone", "Re: three", "e", 22, "c 3" },
	{ "s1", "c", "applied", "m", 30, NULL, "applied 1-2\n" },
	{ "s2", "3", "applied", "n", 30 },
	{ "v1", NULL, "[PATCH] fix", "a", 40 },
	{ "v2", "v1", "[PATCH v2] fix", "a", 50 },
	{ "v3", NULL, "[PATCH v3] fix", "a", 60 },
	{ "p", NULL, "[GIT PULL] fixes", "m", 70, NULL, NULL,
	  "A (2):\n  fix\n  three\n" },
	{ "pr", "p", "applied", "l", 71 },
	{ "u1", NULL, "[PATCH] lonely", "d", 5 },
	{ "u2", NULL, "[PATCH] lonely too", "d", 80 },
	{ "u3", "u2", "Re: lonely too", "bot", 81 },
	{ "w4", "w0", "[PATCH 4/9] elsewhere", "e", 90 },
	{ "w6", "w0", "[PATCH 6/9] elsewhere too", "e", 91 },
	{ "m2", "m0", "[PATCH 2/4] some", "b", 95 },
	{ "m0", NULL, "[PATCH 0/4] some", "b", 95 },
	{ "q1", "q3", "round", "a", 100 },
	{ "q2", "q1", "round", "b", 100 },
	{ "q3", "q2", "round", "d", 100 },
	{ "z1", "y1", "Re: before", "a", 110, "y0" },
	{ "z2", "y2", "Re: before", "b", 110, "y0 y1" },
	{ "l", "u1", "Re: lonely", "e", 12 * DAY },
};

#define ORDERS 50

static void order_plays_no_role(void **state)
{
	struct buf first = BUF_INIT;
	unsigned seed = 13;

	(void)state;
	for (int i = 0; i < ORDERS; i++) {
		struct row mails[ARRAY_SIZE(week)];
		struct buf printed = BUF_INIT;
		char *dir = temp_dir();
		struct selection sel;
		struct inbox *ib;

		memcpy(mails, week, sizeof(week));
		if (i)
			shuffle(mails, ARRAY_SIZE(week), &seed);
		ib = rows_store(dir, mails, ARRAY_SIZE(week));
		rows_window(&sel, &ib, 10, 9 * DAY);
		print_into(&printed, &sel, "all", NULL);
		if (i)
			same_buf(&printed, buf_cstr(&first));
		else
			first = printed;
		rows_release(&sel);
		inbox_close(ib);
		temp_remove(dir);
	}
	assert_true(str_find(buf_str(&first), STR("(none)")) == first.len);
	buf_release(&first);
}

int main(void)
{
	static struct tests t;

	add_rows(&t, lists, ARRAY_SIZE(lists), sizeof(lists[0]), check_list);
	add_rows(&t, cases, ARRAY_SIZE(cases), sizeof(cases[0]), check_section);
	add_test(&t, "a section in front", begins_once);
	add_test(&t, "headings", has_headings);
	add_test(&t, "only what is picked", takes_what_is_picked);
	add_test(&t, "the order of arrival plays no role", order_plays_no_role);
	return run_group("sections", &t);
}

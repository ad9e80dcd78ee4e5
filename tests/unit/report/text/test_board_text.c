/* SPDX-License-Identifier: MIT */
#include "report/text/board_text.h"
#include "tests/support/rows.h"
#include "tests/support/printed.h"

/* Rows change some members of ROW, and leave out the last ones. */
#pragma GCC diagnostic ignored "-Woverride-init"
#pragma GCC diagnostic ignored "-Wmissing-field-initializers"

#define JULY_6 INT64_C(1783296000) /* 2026-07-06 00:00 UTC, a Monday */
#define WEEK (7 * DAY_SECONDS)
#define HEAD                                                                         \
	"KVM, 6 - 12 July 2026, as of Monday 00:00 UTC                             " \
	"(commits aaaaaaa..bbbbbbb)\n"                                               \
	"2 mails, 1 person\n"                                                        \
	"1 series | 0 applied | 0 ready\n"                                           \
	"\n"

static const struct post patch = { .subject = STR("[PATCH 0/3] work"),
				   .message_id = STR("c@x"),
				   .version = STR("1"),
				   .date = JULY_6 },
			 longest = { .subject = STR("[PATCH 0/3] a title that is longer "
						    "than what is left of a line beside "
						    "the figures"),
				     .message_id = STR("c@x") },
			 reply = { .message_id = STR("r@x") },
			 older = { .version = STR("1"),
				   .message_id = STR("o@x"),
				   .date = JULY_6 };
static struct series series = { .head = &patch, .version = STR("2") };
#define ADA                              \
	{                                \
		STR("Ada"), STR("ada@x") \
	}
#define BOB                              \
	{                                \
		STR("Bob"), STR("bob@x") \
	}

#define ROW                                                                     \
	.post = &patch, .series = &series, .who = { STR("Ada"), STR("ada@x") }, \
	.arrived = 3, .announced = 3, .size_known = true, .insertions = 10,     \
	.deletions = 2, .reviewed = 1, .first_posted = JULY_6, .days = 7

static struct section_range gap = { 2, 3 };
static struct board_objection objections[] = {
	{ { STR("Bob"), STR("bob@x") }, &reply, 2, STR_EMPTY },
	{ { STR("Eve"), STR("e@x") }, &reply, 0, STR("rejected") },
};
static struct counted_person people[] = {
	{ { STR("Bob"), STR("bob@x") }, 5 },
	{ { STR(""), STR("e@x") }, 4 },
	{ { STR("C"), STR("") }, 3 },
	{ { STR("D"), STR("") }, 1 },
};
static struct board_version versions[] = {
	{ &older, STR("1"), STR_EMPTY, "title", 4, true },
};
static struct section_commit commit = { NULL, 0, STR("0123456789abcdef") };
static struct section_event taken = { { STR("Liz"), STR("l@x") },
				      .date = JULY_6,
				      .said = &reply,
				      .parts = 3,
				      .tree = STR("kvm/kvm.git"),
				      .branch = STR("next"),
				      .commits = &commit,
				      .dropped = DATE_NONE },
			    partly = { { STR("Liz"), STR("l@x") },
				       .date = JULY_6,
				       .said = &reply,
				       .parts = 2,
				       .dropped = DATE_NONE };

static const struct board_case {
	const char *name;
	enum board_group_id group;
	struct board_row row;
	const char *text; /* the text below the head */
	bool explain;
} cases[] = {
	{ "a new series",
	  BOARD_NEW,
	  { ROW },
	  "NEW                                                       parts  size         "
	  " reviewed  answers  age\n"
	  "  [PATCH 0/3] work  (Ada)                                   3/3  +10 -2       "
	  "      1/3        -   7d\n"
	  "      [<c@x>]\n"
	  "\n" },
	{ "a long title goes on in the next line",
	  BOARD_NEW,
	  { ROW, .post = &longest, .who = ADA },
	  "NEW                                                       parts  size         "
	  " reviewed  answers  age\n"
	  "  [PATCH 0/3] a title that is longer than what is left      3/3  +10 -2       "
	  "      1/3        -   7d\n"
	  "      of a line beside the figures  (Ada)\n"
	  "      [<c@x>]\n"
	  "\n" },
	{ "parts are missing",
	  BOARD_NEW,
	  { ROW, .arrived = 1, .missing = &gap, .n_missing = 1 },
	  "NEW                                                       parts  size         "
	  " reviewed  answers  age\n"
	  "  [PATCH 0/3] work  (Ada)                                   1/3  +10 -2       "
	  "      1/3        -   7d\n"
	  "      missing 2-3\n"
	  "      [<c@x>]\n"
	  "\n" },
	{ "a person's first post, in an area, with needs",
	  BOARD_NEW,
	  { ROW, .area = STR("kvm"), .first_post = true, .needs = STR("that one") },
	  "NEW                                                       parts  size         "
	  " reviewed  answers  age\n"
	  "  kvm     [PATCH 0/3] work  (Ada, first post)               3/3  +10 -2       "
	  "      1/3        -   7d\n"
	  "      needs: that one\n"
	  "      [<c@x>]\n"
	  "\n" },
	{ "objections",
	  BOARD_CONTESTED,
	  { ROW, .objections = objections, .n_objections = 2,
	    .robots = { 3, 1, 22, &reply } },
	  "CONTESTED                                                 parts  size         "
	  " reviewed  answers  age\n"
	  "  [PATCH 0/3] work  (Ada)                                   3/3  +10 -2       "
	  "      1/3        -   7d\n"
	  "      NAK: Bob (2/3); rejected: Eve; robots: 22 findings, 1 failure\n"
	  "      [<c@x>]\n"
	  "\n" },
	{ "objections, explained",
	  BOARD_CONTESTED,
	  { ROW, .objections = objections, .n_objections = 1, .people = people,
	    .n_people = 2, .last_answer = &reply, .reviewers = people, .n_reviewers = 1 },
	  "CONTESTED                                                 parts  size         "
	  " reviewed  answers  age\n"
	  "  [PATCH 0/3] work  (Ada)                                   3/3  +10 -2       "
	  "      1/3        -   7d\n"
	  "      NAK: Bob (2/3) <r@x>\n"
	  "      reviewed by Bob 5; answers by Bob 5, e@x 4, the last one <r@x>\n"
	  "      [<c@x>]\n"
	  "\n",
	  true },
	{ "most discussed",
	  BOARD_CONTESTED,
	  { ROW, .answers = 13, .people = people, .n_people = 4, .most_discussed = true },
	  "CONTESTED                                                 parts  size         "
	  " reviewed  answers  age\n"
	  "  [PATCH 0/3] work  (Ada)                                   3/3  +10 -2       "
	  "      1/3       13   7d\n"
	  "      most discussed: Bob 5, e@x 4, C 3, and 1 more\n"
	  "      [<c@x>]\n"
	  "\n" },
	{ "ready",
	  BOARD_READY,
	  { ROW, .reviewed = 3 },
	  "READY: every part reviewed, no NAK, not known to be applied\n"
	  "                                                          parts  size         "
	  " reviewed  answers  age\n"
	  "  [PATCH 0/3] work  (Ada)                                   3/3  +10 -2       "
	  "      3/3        -   7d\n"
	  "      [<c@x>]\n"
	  "\n" },
	{ "revised",
	  BOARD_REVISED,
	  { ROW, .versions = versions, .n_versions = 1, .unchanged_known = true,
	    .unchanged = 2, .unchanged_of = 3, .change_note = STR("fixed; tested") },
	  "REVISED: what changed since the last version              parts  size         "
	  " reviewed  answers  age\n"
	  "  [PATCH 0/3] work  (Ada)                                   3/3  +10 -2       "
	  "      1/3        -   7d\n"
	  "      v1 Mon (4 answers to it); 2 of 3 patches unchanged since v1\n"
	  "      v2: fixed; tested\n"
	  "      [<c@x>]\n"
	  "\n" },
	{ "revised, some parts taken",
	  BOARD_REVISED,
	  { ROW, .events = &partly, .n_events = 1, .applied = 2 },
	  "REVISED: what changed since the last version              parts  size         "
	  " reviewed  answers  age\n"
	  "  [PATCH 0/3] work  (Ada)                                   3/3  +10 -2       "
	  "      1/3        -   7d\n"
	  "      applied: 2 of 3 by Liz\n"
	  "      [<c@x>]\n"
	  "\n" },
	{ "waiting",
	  BOARD_WAITING,
	  { ROW },
	  "WAITING: no answer of a human being for 7 days or more\n"
	  "   7d   [PATCH 0/3] work  (Ada)\n"
	  "      [<c@x>]\n"
	  "\n" },
	{ "applied",
	  BOARD_APPLIED,
	  { ROW, .events = &taken, .n_events = 1, .taken = &taken },
	  "APPLIED AND MERGED\n"
	  "  kvm/kvm.git next, Liz, Mon: [PATCH 0/3] work (0123456789ab)\n"
	  "      [<c@x>]\n"
	  "\n" },
	{ "applied, explained",
	  BOARD_APPLIED,
	  { ROW, .events = &taken, .n_events = 1, .taken = &taken },
	  "APPLIED AND MERGED\n"
	  "  kvm/kvm.git next, Liz, Mon: [PATCH 0/3] work (0123456789ab)\n"
	  "      said of 3 of 3: <r@x>\n"
	  "      [<c@x>]\n"
	  "\n",
	  true },
	{ "a pull request",
	  BOARD_PULLS,
	  { .post = &patch, .who = ADA, .arrived = 5, .first_posted = JULY_6, .days = 7 },
	  "PULL REQUESTS                                             parts  size         "
	  " reviewed  answers  age\n"
	  "  [PATCH 0/3] work  (Ada)                                     5               "
	  "                 -   7d\n"
	  "      [<c@x>]\n"
	  "\n" },
	{ "still discussed",
	  BOARD_DISCUSSED,
	  { ROW, .answers = 20, .who = BOB },
	  "STILL DISCUSSED: answers to older versions and series\n"
	  "  [PATCH 0/3] work  20\n"
	  "      [<c@x>]\n"
	  "\n" },
};

static void check_case(void **state)
{
	const struct board_case *c = *state;
	struct board_row row = c->row;
	struct selection sel = {
		.window = { .kind = WINDOW_TIME,
			    .from = STR("aaaaaaa"),
			    .to = STR("bbbbbbb"),
			    .since = JULY_6,
			    .until = JULY_6 + WEEK },
		.title = STR("KVM"),
	};
	struct digest d = {
		.sel = &sel,
		.options = { .top = 15, .explain = c->explain },
		.board = { .as_of = JULY_6 + WEEK, .mails = 2, .people = 1, .series = 1 }
	};
	char name[] = PRINTED_NAME;
	struct output *out = printed_open(name);
	struct text_line line = { out, BUF_INIT };
	struct buf text = BUF_INIT;

	d.options.sections.quiet_days = 7;
	d.board.groups[c->group] = (struct board_group){ &row, 1, 1 };
	board_text_print(&line, &d);
	buf_release(&line.text);
	printed_take(out, name, &text);
	assert_true(str_starts(buf_str(&text), STR(HEAD)));
	same_str(str_sub(buf_str(&text), sizeof(HEAD) - 1, text.len), c->text);
	buf_release(&text);
}

int main(void)
{
	struct tests t = { .n = 0 };

	add_rows(&t, cases, ARRAY_SIZE(cases), sizeof(cases[0]), check_case);
	return run_group("board_text", &t);
}

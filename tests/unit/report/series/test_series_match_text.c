/* SPDX-License-Identifier: MIT */
#include "tests/support/rows.h"

#include "report/series/series_match_text.h"
#include "tests/support/posts.h"

#define RULES 6

static const struct text_row {
	const char *name;
	struct series_match_rule rules[RULES];
	const char *text;
	const char *unmatched; /* in the window below */
} rows[] = {
	{ .name = "no rule", .text = "", .unmatched = "" },
	{ "one rule",
	  { { MATCH_AUTHOR, "jane@" } },
	  "Only: author jane@",
	  "--author jane@ matches no series in this window (2 series there)" },
	{ "a rule that matches", { { MATCH_AUTHOR, "a@x" } }, "Only: author a@x", "" },
	{ "one of a kind that matches",
	  { { MATCH_AUTHOR, "jane@" }, { MATCH_AUTHOR, "a@x" } },
	  "Only: author jane@ or a@x",
	  "" },
	{ "one kind",
	  { { MATCH_AUTHOR, "jane@" }, { MATCH_AUTHOR, "joe" } },
	  "Only: author jane@ or joe",
	  "--author jane@ or --author joe matches no series in this window (2 series "
	  "there)" },
	{ "kinds have an order, rules of a kind keep theirs",
	  { { MATCH_PREFIX, "RFC" },
	    { MATCH_PATH, "drivers/frob" },
	    { MATCH_AUTHOR, "z" },
	    { MATCH_AUTHOR, "b" } },
	  "Only: author z or b; path drivers/frob; prefix RFC",
	  "--author z or --author b with --path drivers/frob and --prefix RFC matches no "
	  "series in this window (2 series there)" },
	{ "the only kind that matches nothing",
	  { { MATCH_AUTHOR, "a@x" }, { MATCH_PATH, "drivers" } },
	  "Only: author a@x; path drivers",
	  "--path drivers matches no series in this window (2 series there)" },
	{ "kinds that match different series",
	  { { MATCH_AUTHOR, "a@x" }, { MATCH_PATH, "lib" } },
	  "Only: author a@x; path lib",
	  "--author a@x with --path lib matches no series in this window (2 series "
	  "there)" },
	{ "an exclusion",
	  { { MATCH_AUTHOR, "a@x", true } },
	  "Only: without author a@x",
	  "" },
	{ "an exclusion of all",
	  { { MATCH_PREFIX, "RFC", true },
	    { MATCH_AUTHOR, "*@*", true },
	    { MATCH_PATH, "lib" } },
	  "Only: path lib; without author *@*; without prefix RFC",
	  "--exclude-author *@* leaves no series in this window (2 series there)" },
	{ "an exclusion of what is asked for",
	  { { MATCH_AUTHOR, "b@x", true }, { MATCH_PATH, "lib" } },
	  "Only: path lib; without author b@x",
	  "--path lib with --exclude-author b@x leaves no series in this window (2 "
	  "series there)" },
	{ "text that acts on a terminal",
	  { { MATCH_AUTHOR, "a@x\n\033" } },
	  "Only: author a@x\xef\xbf\xbd\xef\xbf\xbd",
	  "--author a@x\n\033 matches no series in this window (2 series there)" },
};

/* Two series, one of them with an older version. */
static const struct row window[] = {
	{ "1", NULL, "[PATCH] fix", "a", 0, .paths = "arch/a.c\n" },
	{ "2", NULL, "[PATCH v2] fix", "a", 1, .paths = "arch/a.c\n" },
	{ "x", NULL, "[PATCH] other", "b", 2, .paths = "lib/b.c\n" },
};

static void check_row(void **state)
{
	const struct text_row *row = *state;
	struct series_match match = SERIES_MATCH_INIT;
	struct buf text = BUF_INIT, unmatched = BUF_INIT;
	struct series_set set;
	struct selection sel;

	for (size_t i = 0; i < RULES && row->rules[i].text; i++)
		series_match_add(&match, row->rules[i]);
	rows_select(&sel, window, ARRAY_SIZE(window));
	assert_int_equal(series_build_versions(&set, &sel), ST_OK);
	series_match_add_text(&text, &match);
	same_buf(&text, row->text);
	series_match_add_unmatched(&unmatched, &match, &set, &sel);
	same_buf(&unmatched, row->unmatched);
	series_release(&set);
	rows_release(&sel);
	series_match_release(&match);
}

static void takes_no_match(void **state)
{
	struct buf b = BUF_INIT;

	(void)state;
	series_match_add_text(&b, NULL);
	series_match_add_unmatched(&b, NULL, NULL, NULL);
	same_buf(&b, "");
}

int main(void)
{
	static struct tests t;

	add_rows(&t, rows, ARRAY_SIZE(rows), sizeof(rows[0]), check_row);
	add_test(&t, "no match", takes_no_match);
	return run_group("series_match_text", &t);
}

/* SPDX-License-Identifier: MIT */
#include "filter/patch/review_tool.h"
#include "tests/support/rows.h"

static const struct row {
	const char *name;
	const char *person, *addr, *text;
	bool comments;
} rows[] = {
	{ "a person", "A U Thor", "a@b.org", "a accepted this revision.\n", false },
	{ "Phabricator, a vote", "A via Phabricator", "reviews@x.org",
	  "a accepted this revision.\nThis revision is now accepted.\n", true },
	{ "Phabricator, a comment through a list", "A via Phabricator via l", "l@x.org",
	  "a added a comment.\n\nWhy?\n", true },
	{ "Phabricator, a new patch", "A via Phabricator", "reviews@x.org",
	  "a created this revision.\na added reviewers: b.\n\nlog\n", false },
	{ "Phabricator, a new version", "A via Phabricator", "reviews@x.org",
	  "a updated this revision to Diff 1234.\n", false },
	{ "Phabricator, committed", "A via Phabricator", "reviews@x.org",
	  "This revision was automatically updated to reflect the committed changes.\n",
	  true },
	{ "Gerrit, a comment", "A (Code Review)", "gerrit@x.org",
	  "A has posted comments on this change by B.\n\nPatch Set 1: Code-Review+1\n",
	  true },
	{ "Gerrit, a new patch", "A (Code Review)", "gerrit@x.org",
	  "A has uploaded this change for review.\n", false },
	{ "Gerrit, a new version", "A (Code Review)", "gerrit@x.org",
	  "Hello B,\n\nI'd like you to reexamine a change.\n", false },
	{ "Gerrit by its address", "A", "Gerrit@x.org", "Submitted.\n", true },
};

static void check_row(void **state)
{
	const struct row *row = *state;

	assert_int_equal(review_tool_comments(str_from(row->person), str_from(row->addr),
					      str_from(row->text)),
			 row->comments);
}

int main(void)
{
	struct tests t = { .n = 0 };

	add_rows(&t, rows, ARRAY_SIZE(rows), sizeof(rows[0]), check_row);
	return run_group("review_tool", &t);
}

/* SPDX-License-Identifier: MIT */
#include "filter/applied.h"
#include "tests/rows.h"

static const struct row {
	const char *name;
	const char *text;
	bool said;
} rows[] = {
	{ "alone", "Applied, thanks.\n", true },
	{ "below a quotation", "> patch\n\napplied, thanks\n", true },
	{ "thanks first", "Thanks, applied to foo/next.", true },
	{ "b4's", "Applied to foo/next, thanks!\n\n[1/2] x\n      commit: 12\n", true },
	{ "a robot's", "This series was applied to net/net-next.git (main)\nby A <a@b>:\n", true },
	{ "some patches", "Patches 2-8 applied to foo/next.\n", true },
	{ "some patches, in a sentence", "Thanks, patches 3 and 4 of this series applied to my tree.\n", true },
	{ "both", "Both now queued up, thanks.\n", true },
	{ "queued", "Queued for 6.1.\n", true },
	{ "in a sentence", "I've queued it up, thanks!\n", true },
	{ "a pull request", "The pull request you sent:\n\n> x\n\nhas been merged into foo.git:\n", true },
	{ "quoted", "> Applied, thanks.\n\nGood.\n", false },
	{ "in a signature", "Good.\n-- \nApplied, thanks.\n", false },
	{ "cleanly", "Applied cleanly on my tree.\n", false },
	{ "a question", "Applied to which tree?\n", false },
	{ "to test", "Applied to my tree to test it.\n", false },
	{ "in the midst of a sentence", "with this\napplied, it boots\n", false },
	{ "not done yet", "Queued work is run later\n", false },
	{ "indented", "  Applied, thanks.\n", false },
	{ "nothing", "", false },
};

static void check_row(void **state)
{
	const struct row *row = *state;

	assert_int_equal(applied_said(str_from(row->text)), row->said);
}

int main(void)
{
	struct tests t = { .n = 0 };

	add_rows(&t, rows, COUNT(rows), sizeof(rows[0]), check_row);
	return run_group("applied", &t);
}

/* SPDX-License-Identifier: MIT */
#include "filter/patch/applied_reply.h"
#include "tests/support/rows.h"

static const struct row {
	const char *name;
	const char *text;
	bool said;
} rows[] = {
	{ "alone", "Applied, thanks.\n", true },
	{ "below a quotation", "> patch\n\napplied, thanks\n", true },
	{ "thanks first", "Thanks, applied to foo/next.", true },
	{ "b4's", "Applied to foo/next, thanks!\n\n[1/2] x\n      commit: 12\n", true },
	{ "a robot's",
	  "This series was applied to net/net-next.git (main)\nby A <a@b>:\n", true },
	{ "some patches", "Patches 2-8 applied to foo/next.\n", true },
	{ "some patches, in a sentence",
	  "Thanks, patches 3 and 4 of this series applied to my tree.\n", true },
	{ "both", "Both now queued up, thanks.\n", true },
	{ "queued", "Queued for 6.1.\n", true },
	{ "in a sentence", "I've queued it up, thanks!\n", true },
	{ "a pull request",
	  "The pull request you sent:\n\n> x\n\nhas been merged into foo.git:\n", true },
	{ "some numbers", "Queued 3+5, thanks.\n", true },
	{ "a pull request taken", "Pulled, thanks.\n", true },
	{ "another sentence follows",
	  "Queued, thanks.  I will test all of it, but not now.\n", true },
	{ "cleanups", "Applied first two cleanups to foo/next, thanks!\n", true },
	{ "backports", "Thanks for both backports, now queued up.\n", true },
	{ "for all to know", "FYI, this is queued up for 5.20.\n", true },
	{ "changed", "Queued (with a small change), thanks.\n", true },
	{ "not yet", "Queued, but only locally. More next week.\n", false },
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

	assert_int_equal(applied_reply_said(str_from(row->text)), row->said);
}

static const struct parts_row {
	const char *name;
	const char *text, *parts;
} parts[] = {
	{ "all", "Applied, thanks.\n", "" },
	{ "a range", "Queued patches 1-5, thanks.\n", "applied 1-5\n" },
	{ "some", "Patches 3 and 4, 7 applied to foo/next.\n",
	  "applied 3-4\napplied 7\n" },
	{ "without the word", "Queued 1-20 and 22-28.  21 is missing.\n",
	  "applied 1-20\napplied 22-28\n" },
	{ "a later sentence names a patch",
	  "Queued 1-9 and 18, thanks. There's an issue in patch 10.\n",
	  "applied 1-9\napplied 18\n" },
	{ "one", "I've applied patch 1 to foo.next; thanks.\n", "applied 1\n" },
	{ "no numbers of parts", "Queued for 5.7, thanks.\nApplied 3 patches to foo.\n",
	  "" },
	{ "the series", "Series applied to powerpc next, thanks.\n", "applied 1-\n" },
	{ "this series", "I've queued this series for 5.7\n", "applied 1-\n" },
	{ "not all of it", "Applied the first patch of this series.\n", "" },
	{ "patches of it", "Patches 3 and 4 of this series applied, thanks.\n",
	  "applied 3-4\n" },
	{ "a release is no part", "Queued patches 5.7 to foo.\n", "" },
	{ "b4's list",
	  "Applied to next, thanks!\n\n[04/69] KVM: x\n        commit: 12\n[05/69] y\n"
	  "[12/69] z\n",
	  "applied 4-5\napplied 12\n" },
	{ "a robot's list",
	  "This series was applied to net.git (main)\nby A <a@b>:\n\n"
	  "  - [net,v2,1/2] x\n    https://x.example/1\n  - [net,v2,2/2] y\n",
	  "applied 1-2\n" },
	{ "quoted, in a signature", "Applied, thanks!\n\n> [1/2] x\n-- \n[2/2] y\n", "" },
	{ "no counters",
	  "Applied, thanks!\n\n[x] a\n[1/] b\n[/2] c\n[0/2] d\n[1/2 e\n[a/2] f\n", "" },
};

static void check_parts(void **state)
{
	const struct parts_row *row = *state;
	struct buf out = BUF_INIT;

	applied_reply_parts(&out, str_from(row->text), 4096);
	same_buf(&out, row->parts);
}

static void keeps_its_limit(void **state)
{
	struct buf text = BUF_INIT, out = BUF_INIT;

	(void)state;
	buf_addstr(&text, "Applied, thanks.\n");
	for (int i = 0; i < 100000; i++)
		buf_addf(&text, "[%d/900000] x\n", 2 * i + 1);
	applied_reply_parts(&out, buf_str(&text), 1000);
	assert_in_range(out.len, 900, 1000);
	buf_release(&text);
	buf_release(&out);
}

int main(void)
{
	struct tests t = { .n = 0 };

	add_rows(&t, parts, COUNT(parts), sizeof(parts[0]), check_parts);
	add_test(&t, "a long list is cut", keeps_its_limit);
	add_rows(&t, rows, COUNT(rows), sizeof(rows[0]), check_row);
	return run_group("applied_reply", &t);
}

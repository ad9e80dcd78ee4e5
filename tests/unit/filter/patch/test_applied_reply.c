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
	{ "a polite word before", "Looks good, applied.\n", true },
	{ "after thanks to somebody", "Nice, thanks Jane! Applied.\n", true },
	{ "picked", "Thanks, picked\n", true },
	{ "committed", "Committed, thanks.\n", true },
	{ "taken", "I've taken the first three patches for now.\n", true },
	{ "the tree on the next line", "Queued to\nhttps://x.example/frob.git next\n",
	  true },
	{ "a URL with a question mark", "Applied to https://x.example/?h=fixes\n", true },
	{ "done before", "Done.  Applied to frob next branch for v7.0.  Thanks,\n",
	  true },
	{ "in the middle of a sentence",
	  "Don't worry about it -- I've applied this to target-arm.next.\n", true },
	{ "pulled, but", "Pulled, but you need to set up separate push URLs.\n", true },
	{ "a count before the verb", "1 patch applied to ath-next, thanks.\n", true },
	{ "on top of", "I have applied this patch on top of next and it boots.\n",
	  false },
	{ "another object", "Pushed the fixes on top of the fixes from yesterday\n",
	  false },
	{ "a branch of one's own", "I have pushed the branch I use for frob :\n", false },
	{ "where a branch is", "I pushed them here:\n\ngit://x.example/y\n", false },
	{ "a modal", "This should be applied to net.\n", false },
	{ "a condition", "Once applied, it boots.\n", false },
	{ "another subject", "Who applied this.\nThe mask is applied to x.\n", false },
	{ "of another patch", "This patch was merged in 4.16 and is on stable.\n",
	  false },
	{ "idioms", "I have taken a look.\nI've taken it for a ride.\n", false },
	{ "of the author's next version", "I merged them in the next version.\n", false },
	{ "queued before, as another patch", "I have this queued:\n https://x/1\n",
	  false },
	{ "already queued", "We already have this queued for 5.15 [1].\n", false },
	{ "posted elsewhere", "Posted here [1], and queued for the next batch.\n",
	  false },
	{ "on a release, to test it",
	  "I applied the patch on v5.10-rc2, then it boots.\n", false },
	{ "for now", "I have provisionally applied this to frob/next.\n", true },
	{ "at last", "I finally merged this.\n", true },
	{ "with a change", "Thanks, I squashed it and queued it for -rc1.\n", true },
	{ "tested, in parentheses",
	  "Thanks, I squashed it and queued it for -rc1 (tested on both\nx 2.34 and "
	  "2.35).\n",
	  true },
	{ "locally, in parentheses", "Applied this (only locally).\n", false },
	{ "pushed out", "Ok, I pushed this out along with the follow-up patch.\n", true },
	{ "something pushed out", "I've pushed something out, do yell.\n", false },
	{ "b4's list without the word",
	  "As for last time, it now simmers.\n\n[1/2] x\n        commit: 0123456789ab\n",
	  true },
	{ "a list without commits", "I looked at these:\n\n[1/2] x\n[2/2] y\n", false },
	{ "a list of commits, quoted",
	  "Why?\n\n> [1/2] x\n>         commit: 0123456789ab\n", false },
	{ "commits that are not found",
	  "Where are they?\n\n[1/2] x\n        (no commit info)\n", false },
	{ "through a branch", "Now merged through misc/queue.\n", true },
	{ "another thing was wrong",
	  "Queued, thanks (the message used the wrong reply).\n", true },
	{ "the wrong tree", "Sorry, committed this in the wrong tree.\n", false },
	{ "dropped again", "I have dropped this again as it breaks the build.\n", false },
	{ "queued on top of others", "So I've queued this on top of Jane's rework.\n",
	  true },
	{ "went ahead", "Ok, I went ahead and applied this.\n", true },
	{ "reviewed first", "Reviewed and applied, thank you for the patch.\n", true },
	{ "tested first", "Tested and applied, thanks!\n", true },
	{ "tested afterwards", "Applied and tested on my board.\n", false },
	{ "two of something else", "We merged the two functions.\n", false },
	{ "three of something else", "I merged three tests.\n", false },
	{ "the two patches", "Applied the two patches.\n", true },
	{ "the two, to a tree", "Applied the two to foo/next.\n", true },
	{ "already, a passive", "This has already been applied.\n", false },
	{ "already, with the tree", "It has already been applied to foo/next.\n", true },
};

static bool said(const char *text)
{
	struct buf out = BUF_INIT;
	bool is = applied_reply_read(&out, str_from(text), 4096) == APPLIED_SAID;

	buf_release(&out);
	return is;
}

static void check_row(void **state)
{
	const struct row *row = *state;

	assert_int_equal(said(row->text), row->said);
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
	{ "not all of it", "Applied the first patch of this series.\n", "applied 1\n" },
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

/* Leaves the lines that name parts. */
static void keep_parts(struct buf *lines)
{
	struct buf parts_only = BUF_INIT;
	struct str rest = buf_str(lines), line;

	while (str_line(&rest, &line))
		if (str_starts(line, STR("applied ")) ||
		    str_starts(line, STR("unapplied "))) {
			buf_adds(&parts_only, line);
			buf_addch(&parts_only, '\n');
		}
	buf_release(lines);
	*lines = parts_only;
}

static void check_parts(void **state)
{
	const struct parts_row *row = *state;
	struct buf out = BUF_INIT;

	applied_reply_read(&out, str_from(row->text), 4096);
	keep_parts(&out);
	same_buf(&out, row->parts);
}

/* All lines that a reply gives. */
static const struct parts_row lines[] = {
	{ "b4's letter, the tree below an empty line",
	  "Applied to\n\n   https://x.example/sound.git for-next\n\nThanks!\n\n[1/1] "
	  "frob: x\n"
	  "      commit: 0123456789ab\n",
	  "applied 1\ntree https://x.example/sound.git\nbranch for-next\n"
	  "commit 1 0123456789ab\n" },
	{ "patchwork's robot",
	  "This series was applied to net/net.git (main)\nby Jane Doe "
	  "<jane@x.example>:\n\n"
	  "  - [net,1/3] a\n    https://x.example/c/ada9ce437a4d\n  - [net,2/3] b\n"
	  "    (no matching commit)\n",
	  "applied 1\nunapplied 2\ntree net/net.git\nbranch main\n"
	  "by Jane Doe <jane@x.example>\ncommit 1 ada9ce437a4d\n" },
	{ "a branch of a tree",
	  "1 patch applied to ath-next branch of ath.git, thanks.\n",
	  "tree ath.git\nbranch ath-next\n" },
	{ "in quotes", "Applied (this one only) to `frob-next` -- thanks!\n",
	  "tree frob-next\n" },
	{ "the set", "I have applied the set after fixing up patch 7 and 8.\n",
	  "applied 1-\n" },
	{ "apart from one", "I queued this series for 5.7, apart from patch 12. Thanks\n",
	  "applied 1-\nunapplied 12\n" },
	{ "except one, of all that it answers",
	  "Applied to frob-next except for patch 3, thanks.\n",
	  "applied 1-\nunapplied 3\ntree frob-next\n" },
	{ "minus one", "OK, I've applied this set, minus #17 which was elsewhere.\n",
	  "applied 1-\nunapplied 17\n" },
	{ "a push", "Thanks!\n\nTo git.sr.ht:~a/frob\n   0123456..89abcde  x -> main\n",
	  "tree git.sr.ht:~a/frob\nbranch main\n" },
	{ "b4's list below other words",
	  "It simmers now.\n\n[1/2] x\n        commit: 0123456789ab\n[2/2] y\n"
	  "        (no commit info)\n",
	  "applied 1\nunapplied 2\ncommit 1 0123456789ab\n" },
	{ "a tree on the next line", "Now applied to\nfrob/next, with a tag.\n",
	  "tree frob/next\n" },
	{ "the first two", "Applied the first two patches to foo/next.\n",
	  "applied 1-2\ntree foo/next\n" },
};

static void check_lines(void **state)
{
	const struct parts_row *row = *state;
	struct buf out = BUF_INIT;

	applied_reply_read(&out, str_from(row->text), 4096);
	same_buf(&out, row->parts);
}

static void dropped(void **state)
{
	struct buf out = BUF_INIT;

	(void)state;
	assert_int_equal(
	    applied_reply_read(&out, STR("I have dropped this again.\n"), 4096),
	    APPLIED_DROPPED);
	assert_int_equal(applied_reply_read(&out, STR("The dropped packets\n"), 4096),
			 APPLIED_NOT);
	assert_int_equal(out.len, 0);
	buf_release(&out);
}

static void keeps_its_limit(void **state)
{
	struct buf text = BUF_INIT, out = BUF_INIT;

	(void)state;
	buf_addstr(&text, "Applied, thanks.\n");
	for (int i = 0; i < 100000; i++)
		buf_addf(&text, "[%d/900000] x\n", 2 * i + 1);
	applied_reply_read(&out, buf_str(&text), 1000);
	assert_in_range(out.len, 900, 1000);
	buf_release(&text);
	buf_release(&out);
}

int main(void)
{
	struct tests t = { .n = 0 };

	add_rows(&t, parts, ARRAY_SIZE(parts), sizeof(parts[0]), check_parts);
	add_rows(&t, lines, ARRAY_SIZE(lines), sizeof(lines[0]), check_lines);
	add_test(&t, "dropped", dropped);
	add_test(&t, "a long list is cut", keeps_its_limit);
	add_rows(&t, rows, ARRAY_SIZE(rows), sizeof(rows[0]), check_row);
	return run_group("applied_reply", &t);
}

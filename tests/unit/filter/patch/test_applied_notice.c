/* SPDX-License-Identifier: MIT */
#include "filter/patch/applied_notice.h"
#include "tests/support/rows.h"

static const struct row {
	const char *name;
	const char *subject, *text;
	const char *lines; /* NULL: no such notice */
} rows[] = {
	{ "tip", "[tip: x86/mm] x86/mm: Fix it",
	  "The following commit has been merged into the x86/mm branch of tip:\n\n"
	  "Commit-ID:     0123456789abcdef\n"
	  "Author:        A <a@x.example>\nCommitter:     C <c@x.example>\n",
	  "tree tip\nbranch x86/mm\nby C <c@x.example>\ncommit 0123456789abcdef\n" },
	{ "a tree", "Applied \"ASoC: fix it\" to the asoc tree",
	  "The patch\n\n   ASoC: fix it\n\nhas been applied to the asoc tree at\n\n"
	  "   https://x.example/sound.git for-6.1\n\nAll being well\n\n"
	  "From 0123456789abcdef Mon Sep 17 00:00:00 2001\nFrom: A <a@x.example>\n",
	  "tree https://x.example/sound.git\nbranch for-6.1\ncommit 0123456789abcdef\n" },
	{ "a branch", "patch \"usb: fix it\" added to usb-next",
	  "This is a note to let you know that I've just added the patch titled\n\n"
	  "    usb: fix it\n\nto my usb git tree which can be found at\n"
	  "    git://x.example/usb.git\nin the usb-next branch.\n",
	  "tree git://x.example/usb.git\nbranch usb-next\n" },
	{ "without text", "Applied \"a\" to the asoc tree", "", "tree asoc\n" },
	{ "no commit", "[tip: x] a", "Commit-ID: unknown\nFrom here on\n",
	  "tree tip\nbranch x\n" },
	{ "no notice", "Re: [tip: x] a", "Commit-ID: 0123456789ab\n", NULL },
};

static void check_row(void **state)
{
	const struct row *row = *state;
	struct buf out = BUF_INIT;

	assert_int_equal(
	    applied_notice_read(&out, str_from(row->subject), str_from(row->text), 4096),
	    row->lines != NULL);
	same_buf(&out, row->lines ? row->lines : "");
}

static void keeps_its_limit(void **state)
{
	struct buf out = BUF_INIT;

	(void)state;
	assert_true(applied_notice_read(&out, STR("[tip: x] a"), STR_EMPTY, 100));
	assert_int_equal(out.len, 0);
	buf_release(&out);
}

int main(void)
{
	struct tests t = { .n = 0 };

	add_rows(&t, rows, ARRAY_SIZE(rows), sizeof(rows[0]), check_row);
	add_test(&t, "its limit", keeps_its_limit);
	return run_group("applied_notice", &t);
}

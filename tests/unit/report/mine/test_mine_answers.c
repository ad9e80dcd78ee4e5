/* SPDX-License-Identifier: MIT */
/* Answers of people to the viewers' mails. */
#include "tests/support/rows.h"

#include "tests/support/mine_rows.h"

static const struct mine_case cases[] = {
	{ "to a patch, to a part, to a reply; the oldest first",
	  "a@x.example",
	  DAY,
	  2 * DAY,
	  { { "x", NULL, "[PATCH] fix", "a", 0 },
	    { "y", NULL, "[PATCH 0/1] work", "a", 1 },
	    { "y1", "y", "[PATCH 1/1] one", "a", 2 },
	    { "z", NULL, "[PATCH] other", "b", 3 },
	    { "z1", "z", "Re: other", "a", 4 },
	    { "q", "z1", "Re: other", "b", DAY + 3 },
	    { "r", "x", "Re: fix", "b", DAY + 2 },
	    { "s", "y1", "Re: one", "d", DAY + 1 } },
	  "none work 0/1, 1 answers -1-1\n"
	  "none fix 0/1, 1 answers\n"
	  "answer s to y1\nanswer r to x\nanswer q to z1\n" },
	{ "answered, also by another address, or after the window",
	  "a@x.example a@y.example",
	  DAY,
	  2 * DAY,
	  { { "x", NULL, "[PATCH] fix", "a", 0 },
	    { "q", "x", "Re: fix", "b", DAY },
	    { "r", "q", "Re: fix", "a@y", DAY + 1 },
	    { "s", "x", "Re: fix", "b", DAY + 2 },
	    { "t", "s", "Re: fix", "a", 2 * DAY } },
	  "none fix 0/1, 2 answers\nanswer s to x\n" },
	{ "not by robots, the viewers, or in patches; not to others; not before",
	  "a@x.example",
	  DAY,
	  2 * DAY,
	  { { "x", NULL, "[PATCH] fix", "a", 0 },
	    { "o", "x", "Re: fix", "b", 1 },
	    { "p", "x", "Re: fix", "bot", DAY },
	    { "q", "x", "Re: fix", "a", DAY + 1 },
	    { "r", "x", "[PATCH] better", "b", DAY + 2 },
	    { "s", "o", "Re: fix", "d", DAY + 3 } },
	  "none fix 0/1, 2 answers\n" },
	{ "not to a mail further up, if the one that it answers is not there",
	  "a@x.example",
	  DAY,
	  2 * DAY,
	  { { "x", NULL, "[PATCH] fix", "a", 0 },
	    { "q", "gone", "Re: fix", "b", DAY, "x" } },
	  "none fix 0/1, 1 answers\n" },
};

int main(void)
{
	static struct tests t;

	add_rows(&t, cases, ARRAY_SIZE(cases), sizeof(cases[0]), check_mine_case);
	return run_group("mine answers", &t);
}

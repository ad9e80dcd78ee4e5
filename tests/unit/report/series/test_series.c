/* SPDX-License-Identifier: MIT */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>

#include <cmocka.h>

#include "report/series/series.h"
#include "store/util/array.h"
#include "tests/support/posts.h"
#include "tests/support/temp.h"

#define ROWS 12

/*
 * expected: one line per series, sorted: its mails in order, (what replaces them alone),
 * its version, what
 * arrived of what was announced, and what supersedes it by which rule,
 * and who posted it, if that is a stranger to what it superseded.
 */
struct series_case {
	const char *name;
	struct row rows[ROWS];
	const char *expected;
};

static const struct series_case cases[] = {
	{ "a standalone patch", { { "p", NULL, "[PATCH] fix", "a", 0 } }, "p v1 1/1\n" },
	{ "a reply is in no series",
	  { { "p", NULL, "[PATCH] fix", "a", 0 }, { "r", "p", "Re: fix", "b", 1 } },
	  "p v1 1/1\n" },
	{ "cover and parts",
	  { { "c", NULL, "[PATCH 0/2] work", "a", 0 },
	    { "1", "c", "[PATCH 1/2] one", "a", 1 },
	    { "2", "c", "[PATCH 2/2] two", "a", 2 } },
	  "c 1 2 v1 2/2\n" },
	{ "each part replies to the one before",
	  { { "c", NULL, "[PATCH 0/3] work", "a", 0 },
	    { "1", "c", "[PATCH 1/3] one", "a", 1 },
	    { "2", "1", "[PATCH 2/3] two", "a", 2, "c" },
	    { "3", "2", "[PATCH 3/3] three", "a", 3, "c 1" } },
	  "c 1 2 3 v1 3/3\n" },
	{ "the cover has the latest Date",
	  { { "c", NULL, "[PATCH 0/2] work", "a", 9 },
	    { "1", "c", "[PATCH 1/2] one", "a", 1 },
	    { "2", "c", "[PATCH 2/2] two", "b/a", 2 } },
	  "c 1 2 v1 2/2\n" },
	{ "a stranger's part, with an early Date",
	  { { "c", NULL, "[PATCH 0/2] work", "a", 3 },
	    { "e", "c", "[PATCH 1/2] pills", "e", 0 },
	    { "1", "c", "[PATCH 1/2] one", "a", 4 },
	    { "2", "c", "[PATCH 2/2] two", "a", 5 } },
	  "c 1 2 v1 2/2\ne v1 1/2\n" },
	{ "... to a part, with the author in its body",
	  { { "e", "1", "[PATCH 2/2] pills", "a/e", 0 },
	    { "1", NULL, "[PATCH 1/2] one", "a", 4 },
	    { "2", "1", "[PATCH 2/2] two", "a", 5 } },
	  "1 2 v1 2/2\ne v1 1/2\n" },
	{ "parts from two addresses of the poster",
	  { { "c", NULL, "[PATCH 0/2] work", "a", 0 },
	    { "1", "c", "[PATCH 1/2] one", "a@y", 1 },
	    { "2", "c", "[PATCH 2/2] two", "b/a@y", 2 } },
	  "c 1 2 v1 2/2\n" },
	{ "the cover went to another list",
	  { { "1", "c", "[PATCH 1/3] one", "a", 1 },
	    { "3", "c", "[PATCH 3/3] three", "a", 2 } },
	  "1 3 v1 2/3\n" },
	{ "without a thread, by author, version and total",
	  { { "c", NULL, "[PATCH v2 0/2] work", "a", 0 },
	    { "1", NULL, "[PATCH v2 1/2] one", "a", 1 },
	    { "2", NULL, "[PATCH v2 2/2] two", "a", 2 } },
	  "c 1 2 v2 2/2\n" },
	{ "without a thread, another author",
	  { { "1", NULL, "[PATCH 1/2] one", "a", 1 },
	    { "2", NULL, "[PATCH 2/2] two", "b", 2 } },
	  "1 v1 1/2\n2 v1 1/2\n" },
	{ "without a thread, another version",
	  { { "1", NULL, "[PATCH 1/2] one", "a", 1 },
	    { "2", NULL, "[PATCH v2 2/2] two", "a", 2 } },
	  "1 v1 1/2\n2 v2 1/2\n" },
	{ "without a thread, another target",
	  { { "1", NULL, "[PATCH net 1/2] one", "a", 1 },
	    { "2", NULL, "[PATCH net-next 2/2] two", "a", 2 } },
	  "1 v1 1/2\n2 v1 1/2\n" },
	{ "without a thread, more than a day later",
	  { { "1", NULL, "[PATCH 1/2] one", "a", 1 },
	    { "2", NULL, "[PATCH 2/2] two", "a", 1442 } },
	  "1 v1 1/2\n2 v1 1/2\n" },
	{ "a part of another thread is not taken in",
	  { { "c", NULL, "[PATCH 0/2] work", "a", 0 },
	    { "1", "c", "[PATCH 1/2] one", "a", 1 },
	    { "2", "elsewhere", "[PATCH 2/2] other", "a", 2 } },
	  "2 v1 1/2\nc 1 v1 1/2\n" },
	{ "all reply to one mail that isn't here",
	  { { "c", "yes", "[PATCH 00/2] work", "a", 0 },
	    { "1", "yes", "[PATCH 1/2] one", "a", 1 },
	    { "2", "yes", "[PATCH 2/2] two", "a", 2 },
	    { "x", "yes", "[PATCH 2/2] else", "b", 3 } },
	  "c 1 2 v1 2/2\nx v1 1/2\n" },
	{ "the same part three times",
	  { { "1", NULL, "[PATCH v2 1/4] one", "a", 0 },
	    { "2", NULL, "[PATCH v2 1/4] one", "a", 2 },
	    { "3", NULL, "[PATCH v2 1/4] one", "a", 4 } },
	  "1 v2 1/4\n2 v2 1/4\n3 v2 1/4\n" },
	{ "the parts of one series twice",
	  { { "1", NULL, "[PATCH 1/2] one", "a", 0 },
	    { "2", NULL, "[PATCH 2/2] two", "a", 1 },
	    { "3", NULL, "[PATCH 1/2] one", "a", 5 },
	    { "4", NULL, "[PATCH 2/2] two", "a", 6 } },
	  "1 2 v1 2/2\n3 4 v1 2/2\n" },
	{ "3/2 joins",
	  { { "c", NULL, "[PATCH 0/2] work", "a", 0 },
	    { "1", "c", "[PATCH 1/2] one", "a", 1 },
	    { "2", "c", "[PATCH 2/2] two", "a", 2 },
	    { "3", "c", "[PATCH 3/2] three", "a", 3 } },
	  "c 1 2 3 v1 3/2\n" },
	{ "1/n: nobody said how many",
	  { { "1", NULL, "[PATCH 1/n] one", "a", 0 },
	    { "2", "1", "[PATCH 2/n] two", "a", 1 } },
	  "1 2 v1 2/?\n" },
	{ "the cover's total is wrong",
	  { { "c", NULL, "[PATCH 0/3] work", "a", 0 },
	    { "1", "c", "[PATCH 1/2] one", "a", 1 },
	    { "2", "c", "[PATCH 2/2] two", "a", 2 } },
	  "c 1 2 v1 2/2\n" },
	{ "another total for another tree, below the same cover",
	  { { "c", NULL, "[PATCH 0/2] work", "a", 0 },
	    { "1", "c", "[PATCH 1/2] one", "a", 1 },
	    { "2", "c", "[PATCH 2/2] two", "a", 2 },
	    { "3", "c", "[kvmtool PATCH 3/4] three", "a", 3 },
	    { "4", "c", "[kvmtool PATCH 4/4] four", "a", 4 } },
	  "3 4 v1 2/4\nc 1 2 v1 2/2\n" },
	{ "... whose parts come first",
	  { { "c", NULL, "[PATCH 0/1] work", "a", 0 },
	    { "3", "c", "[libfrob PATCH 1/2] three", "a", 1 },
	    { "1", "c", "[PATCH 1/1] one", "a", 2 },
	    { "4", "c", "[libfrob PATCH 2/2] four", "a", 3 } },
	  "3 4 v1 2/2\nc 1 v1 1/1\n" },
	{ "a cover without a version, whose parts have one",
	  { { "c", NULL, "[PATCH 0/2] work", "a", 0 },
	    { "1", "c", "[PATCH v2 1/2] one", "a", 1 },
	    { "2", "c", "[PATCH v2 2/2] two", "a", 2 } },
	  "c 1 2 v2 2/2\n" },
	{ "... but one of them hasn't",
	  { { "c", NULL, "[PATCH 0/2] work", "a", 0 },
	    { "x", "c", "[PATCH v2 1/2] one", "a", 1 },
	    { "1", "c", "[PATCH 1/2] one", "a", 2 },
	    { "2", "c", "[PATCH 2/2] two", "a", 3 } },
	  "c 1 2 v1 2/2\nx v2 1/2\n" },
	{ "a stranger's part says nothing about the cover",
	  { { "c", NULL, "[PATCH v2 0/1] work", "a", 0 },
	    { "e", "c", "[PATCH v2 1/1] pills", "e", 1 },
	    { "1", "c", "[PATCH 1/1] one", "a", 2 } },
	  "c 1 v2 1/1\ne v2 1/1\n" },
	{ "a part has the cover's version: another doesn't take it",
	  { { "c", NULL, "[PATCH v3 0/2] work", "a", 0 },
	    { "x", "c", "[PATCH 1/2] one", "a", 1 },
	    { "1", "c", "[PATCH v3 1/2] one", "a", 2 },
	    { "2", "c", "[PATCH v3 2/2] two", "a", 3 } },
	  "c 1 2 v3 2/2\nx v1 1/2\n" },
	{ "a cover without a counter",
	  { { "c", NULL, "cover of work", "a", 0 },
	    { "1", "c", "[PATCH v2 1/2] one", "a", 1 },
	    { "2", "c", "[PATCH v2 2/2] two", "a", 2 } },
	  "c 1 2 v2 2/2\n" },
	{ "... of one patch",
	  { { "c", NULL, "cover of work", "a", 0 },
	    { "x", "c", "[PATCH] instead", "b", 1 },
	    { "1", "c", "[PATCH v3] one", "a", 2 } },
	  "c 1 v3 1/1\nx v1 1/1\n" },
	{ "... and two patches that say nothing of each other",
	  { { "c", NULL, "cover of work", "a", 0 },
	    { "1", "c", "[PATCH] one", "a", 1 },
	    { "2", "c", "[PATCH] two", "a", 2 } },
	  "1 v1 1/1\n2 v1 1/1\nc v1 0/?\n" },
	{ "a cover with a diff is no part",
	  { { "c", NULL, "[PATCH 0/2] work (diff)", "a", 0 },
	    { "1", "c", "[PATCH 1/2] one", "a", 1 },
	    { "2", "c", "[PATCH 2/2] two", "a", 2 } },
	  "c 1 2 v1 2/2\n" },
	{ "they count from 0",
	  { { "0", NULL, "[PATCH 0/2] zero (diff)", "a", 0 },
	    { "1", "0", "[PATCH 1/2] one", "a", 1 } },
	  "0 1 v1 2/2\n" },
	{ "somebody else's series in the thread",
	  { { "c", NULL, "[PATCH 0/2] work", "a", 0 },
	    { "1", "c", "[PATCH 1/2] one", "a", 1 },
	    { "2", "c", "[PATCH 2/2] two", "a", 2 },
	    { "x", "c", "[PATCH 1/2] instead", "b", 3 },
	    { "y", "c", "[PATCH 2/2] of that", "b", 4 } },
	  "c 1 2 v1 2/2\nx y v1 2/2\n" },
	{ "an unversioned part takes the cover's version",
	  { { "c", NULL, "[PATCH v3 0/2] work", "a", 0 },
	    { "1", "c", "[PATCH 1/2] one", "a", 1 },
	    { "2", "1", "[PATCH 2/2] two", "a", 2, "c" } },
	  "c 1 2 v3 2/2\n" },
	{ "an explicit v1 doesn't",
	  { { "c", NULL, "[PATCH v3 0/2] work", "a", 0 },
	    { "1", "c", "[PATCH v1 1/2] one", "a", 1 } },
	  "1 v1 1/2\nc v3 0/2\n" },
	{ "the new version replies to the old cover",
	  { { "c", NULL, "[PATCH 0/1] work", "a", 0 },
	    { "1", "c", "[PATCH 1/1] one", "a", 1 },
	    { "d", "c", "[PATCH v2 0/1] work", "a", 2 },
	    { "2", "d", "[PATCH v2 1/1] one", "a", 3, "c" } },
	  "c 1 v1 1/1 by title: d\nd 2 v2 1/1\n" },
	{ "the parts of the new version all reply to the old cover",
	  { { "c", NULL, "[PATCH 0/2] work", "a", 0 },
	    { "1", "c", "[PATCH 1/2] one", "a", 1 },
	    { "2", "c", "[PATCH 2/2] two", "a", 2 },
	    { "x", "c", "[PATCH v2 1/2] one", "a", 3 },
	    { "y", "c", "[PATCH v2 2/2] two", "a", 4 } },
	  "c 1 2 v1 2/2 by parts: x\nx y v2 2/2\n" },
	{ "a cover sent anew, beside a part that is one too many",
	  { { "1", NULL, "[PATCH 0/2] work", "a", 0 },
	    { "2", "1", "[PATCH 1/2] one", "a", 1 },
	    { "3", "1", "[PATCH 2/2] two", "a", 2 },
	    { "4", "1", "[PATCH 2/2] dos", "a", 3 },
	    { "5", NULL, "[PATCH RESEND 0/2] work", "a", 500 },
	    { "6", "5", "[PATCH RESEND 1/2] one", "a", 501 },
	    { "7", "5", "[PATCH RESEND 2/2] two", "a", 502 } },
	  "1 2 4 3(4) v1 2/2 by title: 5\n5 6 7 v1 2/2\n" },
	{ "a part posted twice below its cover, a part of another repository",
	  { { "c", NULL, "[PATCH v9 0/2] work", "a", 0 },
	    { "1", "c", "[PATCH v9 1/2] one", "a", 1 },
	    { "2", "c", "[PATCH v9 2/2] two", "a", 2 },
	    { "3", "c", "[PATCH v9 2/2] dos", "a", 3 },
	    { "4", "c", "[kvmtool PATCH v9 2/2] deux", "a", 4 } },
	  "4 v9 1/2\nc 1 3 2(3) v9 2/2\n" },
	{ "a part posted anew as a higher version",
	  { { "1", NULL, "[PATCH 1/2] one", "a", 0 },
	    { "2", "1", "[PATCH 2/2] two", "a", 1 },
	    { "n", NULL, "[PATCH v2] two", "a", 2 },
	    { "x", NULL, "[PATCH v3] two", "b", 3 } },
	  "1 2(n) v1 2/2\nn v2 1/1 for 2\nx v3 1/1\n" },
	{ "the first patch of a covered series likewise, in answer to a review",
	  { { "c", NULL, "[PATCH 0/2] work", "a", 0 },
	    { "1", "c", "[PATCH 1/2] one", "a", 1 },
	    { "2", "c", "[PATCH 2/2] two", "a", 2 },
	    { "n", "r", "[PATCH v2 1/2] better one", "a", 3, "c 1" },
	    { "m", "s", "[PATCH v3 1/2] best one", "a", 4, "c 1" } },
	  "c 1(m) 2 v1 2/2\nm v3 1/2 for 1\nn v2 1/2 for 1\n" },
	{ "a fix in answer to a part",
	  { { "c", NULL, "[PATCH 0/2] work", "a", 0 },
	    { "1", "c", "[PATCH 1/2] one", "a", 1 },
	    { "2", "c", "[PATCH 2/2] two", "a", 2 },
	    { "f", "2", "[PATCH] fixup", "a", 3 } },
	  "c 1 2 v1 2/2\nf v1 1/1\n" },
	{ "a RESEND without a number, after v3",
	  { { "1", NULL, "[PATCH v3] fix", "a", 0 },
	    { "2", NULL, "[PATCH RESEND] fix", "a", 9 } },
	  "1 v3 1/1\n2 v1 1/1\n" },
	{ "... after v2, and v1 before: what is older by both number and Date goes",
	  { { "1", NULL, "[PATCH] fix", "a", 0 },
	    { "2", NULL, "[PATCH v2] fix", "a", 9 },
	    { "3", NULL, "[PATCH RESEND] fix", "a", 99 } },
	  "1 v1 1/1 by title: 2\n2 v2 1/1\n3 v1 1/1\n" },
	{ "a respin of one part hides nothing",
	  { { "1", NULL, "[PATCH v5 1/2] one", "a", 0 },
	    { "2", "1", "[PATCH v5 2/2] two", "a", 1 },
	    { "x", "1", "[PATCH v5.1 1/2] one", "a", 2 } },
	  "1(x) 2 v5 2/2\nx v5.1 1/2 for 1\n" },
	{ "versions by number, not by Date",
	  { { "2", NULL, "[PATCH v2] fix", "a", 0 },
	    { "1", NULL, "[PATCH v1] fix", "a", 9 } },
	  "1 v1 1/1 by title: 2\n2 v2 1/1\n" },
	{ "posted without its version, after v2, and v3 after that",
	  { { "1", NULL, "[PATCH] fix", "a", 0 },
	    { "2", NULL, "[PATCH v2] fix", "a", 1 },
	    { "3", NULL, "[PATCH] fix", "a", 2 },
	    { "4", NULL, "[PATCH v3] fix", "a", 3 },
	    { "x", NULL, "[PATCH] fix", "b", 4 } },
	  "1 v1 1/1 by title: 4\n2 v2 1/1 by title: 4\n"
	  "3 v1, after 2 1/1 by title: 4\n4 v3 1/1\nx v1 1/1\n" },
	{ "... as the newest one",
	  { { "2", NULL, "[PATCH v2] fix", "a", 1 },
	    { "3", NULL, "[PATCH] fix", "a", 2 } },
	  "2 v2 1/1 by title: 3\n3 v1, after 2 1/1\n" },
	{ "posted again without a mark: the same files",
	  { { "1", NULL, "[PATCH] fix", "a", 0, NULL, NULL, NULL, NULL, "x.c\n" },
	    { "2", NULL, "[PATCH] fix", "a", 1, NULL, NULL, NULL, NULL, "x.c\n" },
	    { "3", NULL, "[PATCH] fix", "a", 2, NULL, NULL, NULL, NULL, "y.c\n" },
	    { "x", NULL, "[PATCH] fix", "b", 3, NULL, NULL, NULL, NULL, "x.c\n" } },
	  "1 v1 1/1 by repost: 2\n2 v1 1/1\n3 v1 1/1\nx v1 1/1\n" },
	{ "a series posted again, and one with another second part",
	  { { "c", NULL, "[PATCH 0/1] work", "a", 0 },
	    { "1", "c", "[PATCH 1/1] one", "a", 1, NULL, NULL, NULL, NULL, "x.c\n" },
	    { "d", NULL, "[PATCH 0/1] work", "a", 2 },
	    { "2", "d", "[PATCH 1/1] one", "a", 3, NULL, NULL, NULL, NULL, "x.c\n" },
	    { "e", NULL, "[PATCH 0/1] work", "a", 4 },
	    { "3", "e", "[PATCH 1/1] two", "a", 5, NULL, NULL, NULL, NULL, "x.c\n" } },
	  "c 1 v1 1/1 by repost: d\nd 2 v1 1/1\ne 3 v1 1/1\n" },
	{ "v10 is newer than v9, all are older than it",
	  { { "a", NULL, "[PATCH v9] fix", "a", 0 },
	    { "b", NULL, "[PATCH v10] fix", "a", 1 },
	    { "c", NULL, "[PATCH v1] fix", "a", 2 } },
	  "a v9 1/1 by title: b\nb v10 1/1\nc v1 1/1 by title: b\n" },
	{ "case and blanks of the title are folded",
	  { { "1", NULL, "[PATCH] KVM:  Fix it", "a", 0 },
	    { "2", NULL, "[PATCH v2] kvm: fix it", "a", 1 } },
	  "1 v1 1/1 by title: 2\n2 v2 1/1\n" },
	{ "another author",
	  { { "1", NULL, "[PATCH] fix", "a", 0 },
	    { "2", NULL, "[PATCH v2] fix", "b", 1 } },
	  "1 v1 1/1\n2 v2 1/1\n" },
	{ "the same version twice",
	  { { "1", NULL, "[PATCH] fix", "a", 0 }, { "2", NULL, "[PATCH] fix", "a", 1 } },
	  "1 v1 1/1\n2 v1 1/1\n" },
	{ "a RESEND of the same version",
	  { { "1", NULL, "[PATCH v2] fix", "a", 0 },
	    { "2", NULL, "[PATCH RESEND v2] fix", "a", 1 } },
	  "1 v2 1/1 by title: 2\n2 v2 1/1\n" },
	{ "an RFC became a patch",
	  { { "1", NULL, "[RFC PATCH] fix", "a", 0 },
	    { "2", NULL, "[PATCH] fix", "a", 1 } },
	  "1 v1 1/1 by title: 2\n2 v1 1/1\n" },
	{ "RFC v3 became v1: both stand",
	  { { "1", NULL, "[RFC PATCH v3] fix", "a", 0 },
	    { "2", NULL, "[PATCH] fix", "a", 1 } },
	  "1 v3 1/1\n2 v1 1/1\n" },
	{ "a patch out of RFC v3, at its own v2: both stand",
	  { { "1", NULL, "[RFC PATCH v3] fix", "a", 0 },
	    { "2", NULL, "[PATCH v2] fix", "a", 1 } },
	  "1 v3 1/1\n2 v2 1/1\n" },
	{ "a cover whose parts never came, and once more with them",
	  { { "b", NULL, "[PATCH 0/1] work", "a", 0 },
	    { "c", NULL, "[PATCH 0/1] work", "a", 1 },
	    { "1", "c", "[PATCH 1/1] one", "a", 2 } },
	  "b v1 0/1 by title: c\nc 1 v1 1/1\n" },
	{ "v2 has got a cover",
	  { { "1", NULL, "[PATCH 1/2] one", "a", 0 },
	    { "2", "1", "[PATCH 2/2] two", "a", 1 },
	    { "c", NULL, "[PATCH v2 0/1] work", "a", 2 },
	    { "3", "c", "[PATCH v2 1/1] one", "a", 3 } },
	  "1 2 v1 2/2 by title: c\nc 3 v2 1/1\n" },
	{ "v2 has lost its cover",
	  { { "c", NULL, "[PATCH 0/1] work", "a", 0 },
	    { "1", "c", "[PATCH 1/1] one", "a", 1 },
	    { "2", NULL, "[PATCH v2 1/1] one", "a", 2 } },
	  "2 v2 1/1\nc 1 v1 1/1 by parts: 2\n" },
	{ "half of the parts have the same titles",
	  { { "c", NULL, "[PATCH 0/2] old", "a", 0 },
	    { "1", "c", "[PATCH 1/2] one", "a", 1 },
	    { "2", "c", "[PATCH 2/2] two", "a", 2 },
	    { "d", NULL, "[PATCH v2 0/3] new", "a", 3 },
	    { "3", "d", "[PATCH v2 1/3] Two", "a", 4 },
	    { "4", "d", "[PATCH v2 2/3] one", "a", 5 },
	    { "5", "d", "[PATCH v2 3/3] three", "a", 6 } },
	  "c 1 2 v1 2/2 by parts: d\nd 3 4 5 v2 3/3\n" },
	{ "... less than half",
	  { { "c", NULL, "[PATCH 0/2] old", "a", 0 },
	    { "1", "c", "[PATCH 1/2] one", "a", 1 },
	    { "2", "c", "[PATCH 2/2] two", "a", 2 },
	    { "d", NULL, "[PATCH v2 0/3] new", "a", 3 },
	    { "3", "d", "[PATCH v2 1/3] Two", "a", 4 },
	    { "4", "d", "[PATCH v2 2/3] else", "a", 5 },
	    { "5", "d", "[PATCH v2 3/3] three", "a", 6 } },
	  "c 1 2 v1 2/2\nd 3 4 5 v2 3/3\n" },
	{ "... posted by a stranger",
	  { { "1", NULL, "[PATCH 1/2] one", "a", 1 },
	    { "2", "1", "[PATCH 2/2] two", "a", 2 },
	    { "3", NULL, "[PATCH v2 1/2] Two", "a/e", 4 },
	    { "4", "3", "[PATCH v2 2/2] one", "a/e", 5 } },
	  "1 2 v1 2/2\n3 4 v2 2/2\n" },
	{ "a part of v2 anew, without its version",
	  { { "2", NULL, "[PATCH v2 1/2] zero", "a", 1 },
	    { "3", "2", "[PATCH v2 2/2] one", "a", 2 },
	    { "1", NULL, "[PATCH] one", "a", 3 } },
	  "1 v1 1/1\n2 3 v2 2/2\n" },
	{ "only a later part came to this list",
	  { { "2", "x", "[PATCH 2/3] two", "a", 0 },
	    { "3", "y", "[PATCH v2 3/4] two", "a", 1 } },
	  "2 v1 1/3 by parts: 3\n3 v2 1/4\n" },
	{ "a patch became a series",
	  { { "1", NULL, "[PATCH] one", "a", 0 },
	    { "2", NULL, "[PATCH v2 1/2] zero", "a", 1 },
	    { "3", "2", "[PATCH v2 2/2] one", "a", 2 } },
	  "1 v1 1/1 by parts: 2\n2 3 v2 2/2\n" },
	{ "different kernel series, different repositories",
	  { { "1", NULL, "[PATCH 5.10 1/2] fix", "a", 0 },
	    { "2", NULL, "[PATCH 5.15 v2 1/2] fix", "a", 1, NULL, "supersedes 1\n" },
	    { "3", NULL, "[PATCH kvmtool] x", "a", 2 },
	    { "4", NULL, "[PATCH v2] x", "a", 3 } },
	  "1 v1 1/2\n2 v2 1/2\n3 v1 1/1\n4 v2 1/1\n" },
	{ "a higher version for another tree",
	  { { "1", NULL, "[PATCH] x", "a", 0 },
	    { "2", NULL, "[PATCH net v2] x", "a", 1 },
	    { "3", NULL, "[PATCH net-next v3] x", "a", 2 },
	    { "4", NULL, "[PATCH net-next v4] x", "a", 3 } },
	  "1 v1 1/1 by title: 4\n2 v2 1/1 by title: 4\n3 v3 1/1 by title: 4\n"
	  "4 v4 1/1\n" },
	{ "... that has an older version for that tree",
	  { { "1", NULL, "[PATCH net] x", "a", 0 },
	    { "2", NULL, "[PATCH net-next] x", "a", 1 },
	    { "3", NULL, "[PATCH net-next v2] x", "a", 2 } },
	  "1 v1 1/1\n2 v1 1/1 by title: 3\n3 v2 1/1\n" },
	{ "... the version of which is not higher",
	  { { "1", NULL, "[RFC PATCH net] x", "a", 0 },
	    { "2", NULL, "[PATCH net-next] x", "a", 1 } },
	  "1 v1 1/1\n2 v1 1/1\n" },
	{ "Supersedes, for another tree",
	  { { "1", NULL, "[PATCH for-10.0] old", "a", 0 },
	    { "2", NULL, "[PATCH for-10.1] new", "a", 1, NULL, "supersedes 1\n" } },
	  "1 v1 1/1 by supersedes: 2\n2 v1 1/1\n" },
	{ "change-id, for another tree",
	  { { "1", NULL, "[PATCH net] old", "a", 0, NULL, "change-id x\n" },
	    { "2", NULL, "[PATCH net-next v2] new", "a", 1, NULL, "change-id x\n" } },
	  "1 v1 1/1 by change-id: 2\n2 v2 1/1\n" },
	{ "in reply, for another tree",
	  { { "1", NULL, "[PATCH net] old", "a", 0 },
	    { "2", "1", "[PATCH net-next v2] new", "a", 1 } },
	  "1 v1 1/1 by thread: 2\n2 v2 1/1\n" },
	{ "pull requests have no versions",
	  { { "1", NULL, "[PULL 1/2] fix", "a", 0 },
	    { "2", NULL, "[PULL v2 1/2] fix", "a", 1 } },
	  "1 v1 1/2\n2 v2 1/2\n" },
	{ "a changed title, Supersedes",
	  { { "1", NULL, "[PATCH v3] old", "a", 0 },
	    { "2", NULL, "[PATCH] new", "a", 1, NULL, "supersedes 1\n" } },
	  "1 v3 1/1 by supersedes: 2\n2 v1 1/1\n" },
	{ "Supersedes by somebody else",
	  { { "1", NULL, "[PATCH v3] old", "a", 0 },
	    { "2", NULL, "[PATCH] new", "b", 1, NULL, "supersedes 1\n" } },
	  "1 v3 1/1\n2 v1 1/1\n" },
	{ "... that keeps the author's sign-off",
	  { { "1", NULL, "[PATCH v3] old", "a", 0 },
	    { "2", NULL, "[PATCH] new", "b", 1, NULL, "supersedes 1\n", NULL,
	      "Signed-off-by: A <a@x.example>\n" } },
	  "1 v3 1/1 by supersedes: 2\n2 v1 1/1 posted by b\n" },
	{ "a link of another person, who keeps the author's sign-off",
	  { { "1", NULL, "[PATCH] old", "a", 0 },
	    { "2", NULL, "[PATCH v2] Old", "b", 1, NULL, "link 1\n", NULL,
	      "Signed-off-by: A <a@x.example>\n" },
	    { "3", NULL, "[PATCH v2] more", "b", 2, NULL, "link 1\n", NULL,
	      "Signed-off-by: A <a@x.example>\n" } },
	  "1 v1 1/1 by link: 2\n2 v2 1/1 posted by b\n3 v2 1/1\n" },
	{ "a version that names the author, posted by a stranger",
	  { { "1", NULL, "[PATCH] fix", "a", 0 },
	    { "9", NULL, "[PATCH v99] fix", "a/e", 1, NULL, NULL, NULL,
	      "Signed-off-by: A <a@x.example>\n" },
	    { "2", NULL, "[PATCH v2] fix", "a", 2 } },
	  "1 v1 1/1 by title: 2\n2 v2 1/1\n9 v99 1/1\n" },
	{ "a version that somebody posted for its author, and the author's own next one",
	  { { "1", NULL, "[PATCH] fix", "a/b", 0 },
	    { "2", NULL, "[PATCH v2] fix", "a", 1 } },
	  "1 v1 1/1 by title: 2\n2 v2 1/1\n" },
	{ "the author has another address",
	  { { "1", NULL, "[PATCH] fix", "a", 0 },
	    { "2", NULL, "[PATCH v2] fix", "a@y", 1 } },
	  "1 v1 1/1 by title: 2\n2 v2 1/1\n" },
	{ "Supersedes, in a reply to the newer one",
	  { { "1", NULL, "[PATCH v3] old", "a", 0 },
	    { "2", NULL, "[PATCH] new", "a", 1 },
	    { "r", "2", "Re: new", "a", 2, NULL, "supersedes 1\n" } },
	  "1 v3 1/1 by supersedes: 2\n2 v1 1/1\n" },
	{ "... of somebody else",
	  { { "1", NULL, "[PATCH v3] old", "a", 0 },
	    { "2", NULL, "[PATCH] new", "a", 1 },
	    { "r", "2", "Re: new", "b", 2, NULL, "supersedes 1\n" } },
	  "1 v3 1/1\n2 v1 1/1\n" },
	{ "... of the poster of the older one, who gives the work to another person",
	  { { "1", NULL, "[PATCH v3] old", "a", 0 },
	    { "2", NULL, "[PATCH] new", "b", 1 },
	    { "r", "2", "Re: new", "a", 2, NULL, "supersedes 1\n" } },
	  "1 v3 1/1 by supersedes: 2\n2 v1 1/1 posted by b\n" },
	{ "each supersedes the other",
	  { { "1", NULL, "[PATCH] old", "a", 0, NULL, "supersedes 2\n" },
	    { "2", NULL, "[PATCH] new", "a", 1, NULL, "supersedes 1\n" } },
	  "1 v1 1/1\n2 v1 1/1 by supersedes: 1\n" },
	{ "a changed title, change-id",
	  { { "1", NULL, "[PATCH] old", "a", 0, NULL, "change-id 20251113-x\n" },
	    { "2", NULL, "[PATCH v2] new", "a", 1, NULL, "change-id 20251113-x\n" } },
	  "1 v1 1/1 by change-id: 2\n2 v2 1/1\n" },
	{ "a changed title, a link to a series with some part of the same title",
	  { { "c", NULL, "[PATCH 0/1] old", "a", 0 },
	    { "1", "c", "[PATCH 1/1] One", "a", 1 },
	    { "d", NULL, "[PATCH v2 0/2] new", "a", 2, NULL, "link x\nlink c\n" },
	    { "2", "d", "[PATCH v2 1/2] zero", "a", 3 },
	    { "3", "d", "[PATCH v2 2/2] one", "a", 4 } },
	  "c 1 v1 1/1 by link: d\nd 2 3 v2 2/2\n" },
	{ "a link to what it depends on",
	  { { "c", NULL, "[PATCH 0/1] base", "a", 0 },
	    { "1", "c", "[PATCH 1/1] one", "a", 1 },
	    { "d", NULL, "[PATCH v2 0/1] more", "a", 2, NULL, "link c\n" },
	    { "2", "d", "[PATCH v2 1/1] two", "a", 3 } },
	  "c 1 v1 1/1\nd 2 v2 1/1\n" },
	{ "without a thread, the flags of the cover only",
	  { { "c", NULL, "[PATCH net 0/2] work", "a", 0 },
	    { "1", NULL, "[PATCH 1/2] one", "a", 1 },
	    { "2", NULL, "[PATCH 2/2] two", "a", 2 } },
	  "c 1 2 v1 2/2\n" },
	{ "a link to what is no older version",
	  { { "1", NULL, "[PATCH 0/1] other", "a", 0 },
	    { "2", NULL, "[PATCH 0/1] new", "a", 1, NULL, "link 1\n" } },
	  "1 v1 0/1\n2 v1 0/1\n" },
	{ "a changed title, posted in reply",
	  { { "1", NULL, "[PATCH] old", "a", 0 },
	    { "2", "1", "[PATCH v2] new", "a", 1 } },
	  "1 v1 1/1 by thread: 2\n2 v2 1/1\n" },
	{ "a changed title, posted in reply to a review",
	  { { "1", NULL, "[PATCH] old", "a", 0 },
	    { "r", "1", "Re: old", "b", 1 },
	    { "2", "r", "[PATCH v2] new", "a", 2, "1" } },
	  "1 v1 1/1 by thread: 2\n2 v2 1/1\n" },
	{ "a fix posted in reply to a series",
	  { { "c", NULL, "[PATCH 0/1] work", "a", 0 },
	    { "1", "c", "[PATCH 1/1] one", "a", 1 },
	    { "f", "c", "[PATCH v2] fixup", "a", 2 } },
	  "c 1 v1 1/1\nf v2 1/1\n" },
	{ "references in a circle",
	  { { "1", "2", "[PATCH 1/2] one", "a", 0 },
	    { "2", "1", "[PATCH 2/2] two", "a", 1 } },
	  "1 2 v1 2/2\n" },
	{ "a reply to itself",
	  { { "1", "1", "[PATCH 1/2] one", "a", 0 } },
	  "1 v1 1/2\n" },
};

static int cmp_head(const void *a, const void *b)
{
	const struct series *x = *(struct series *const *)a,
			    *y = *(struct series *const *)b;

	return str_cmp(x->head->message_id, y->head->message_id);
}

static void describe(struct buf *b, const struct series *s, const struct selection *sel)
{
	for (size_t i = 0; i < s->n; i++) {
		buf_adds(b, sel->posts[s->posts[i]].message_id);
		if (s->posted_anew[i]) {
			buf_addch(b, '(');
			buf_adds(b, s->posted_anew[i]->message_id);
			buf_addch(b, ')');
		}
		buf_addch(b, ' ');
	}
	buf_addch(b, 'v');
	buf_adds(b, s->version);
	if (s->after.len) {
		buf_addstr(b, ", after ");
		buf_adds(b, s->after);
	}
	buf_addf(b, " %u/", s->arrived);
	if (s->announced)
		buf_addf(b, "%u", s->announced);
	else
		buf_addch(b, '?');
	if (s->newer) {
		buf_addf(b, " by %s: ", s->bound_by);
		buf_adds(b, s->newer->head->message_id);
	}
	if (s->replaces) {
		buf_addstr(b, " for ");
		buf_adds(b, s->replaces->message_id);
	}
	if (s->other_poster) {
		buf_addstr(b, " posted by ");
		buf_adds(b, str_sub(s->head->poster_addr, 0, 1));
	}
	buf_addch(b, '\n');
}

static void describe_all(struct buf *b, const struct selection *sel)
{
	struct series_set set;
	struct series **sorted;

	assert_int_equal(series_build(&set, sel), ST_OK);
	sorted = xcalloc(set.n + 1, sizeof(struct series *));
	for (size_t i = 0; i < set.n; i++)
		sorted[i] = &set.series[i];
	qsort(sorted, set.n, sizeof(*sorted), cmp_head);
	for (size_t i = 0; i < set.n; i++)
		describe(b, sorted[i], sel);
	for (size_t i = 0; i < sel->n; i++)
		assert_true((set.of[i] != NULL) == post_is_counted(&sel->posts[i]));
	free(sorted);
	series_release(&set);
}

static void check_series(void **state)
{
	const struct series_case *c = *state;
	struct buf b = BUF_INIT;
	struct selection sel;

	rows_select(&sel, c->rows, ROWS);
	describe_all(&b, &sel);
	assert_string_equal(buf_cstr(&b), c->expected);
	buf_release(&b);
	rows_release(&sel);
}

/* Heap's algorithm, one exchange a call; false after the last permutation. */
static bool next_permutation(struct post *posts, size_t n, size_t *counters, size_t *i)
{
	struct post t;
	size_t with;

	while (*i < n && counters[*i] >= *i)
		counters[(*i)++] = 0;
	if (*i >= n)
		return false;
	with = *i % 2 ? counters[*i] : 0;
	t = posts[with];
	posts[with] = posts[*i];
	posts[*i] = t;
	counters[*i]++;
	*i = 1;
	return true;
}

/* However the mails of two versions come in, the same series are made of them. */
static void check_order(void **state)
{
	static const struct row rows[] = {
		{ "1", NULL, "[PATCH 1/2] one", "a", 0 },
		{ "2", "1", "[PATCH 2/2] two", "a", 1 },
		{ "3", NULL, "[PATCH v2 1/2] one", "a", 2 },
		{ "4", "3", "[PATCH v2 2/2] two", "a", 3 },
	};
	size_t counters[ARRAY_SIZE(rows)] = { 0 }, i = 1, n = 0;
	struct buf b = BUF_INIT;
	struct selection sel;

	(void)state;
	rows_select(&sel, rows, ARRAY_SIZE(rows));
	do {
		buf_reset(&b);
		describe_all(&b, &sel);
		assert_string_equal(buf_cstr(&b), "1 2 v1 2/2 by title: 3\n3 4 v2 2/2\n");
		n++;
	} while (next_permutation(sel.posts, sel.n, counters, &i));
	assert_int_equal(n, 24);
	buf_release(&b);
	rows_release(&sel);
}

/* The older versions hang at the newest, newest first. */
static void check_older(void **state)
{
	static const struct row rows[] = {
		{ "1", NULL, "[PATCH] fix", "a", 0 },
		{ "2", NULL, "[PATCH v2] fix", "a", 1 },
		{ "3", NULL, "[PATCH v3] fix", "a", 2 },
		{ "x", NULL, "[PATCH v3] else", "a", 3 },
		{ "4", NULL, "[PATCH v2] fix", "a", 4 },
	};
	struct series_set set;
	struct selection sel;
	struct buf b = BUF_INIT;

	(void)state;
	rows_select(&sel, rows, ARRAY_SIZE(rows));
	assert_int_equal(series_build(&set, &sel), ST_OK);
	for (const struct series *s = set.of[2]; s; s = s->older)
		buf_adds(&b, s->head->message_id);
	assert_string_equal(buf_cstr(&b), "3421");
	assert_null(set.of[1]->older);
	buf_release(&b);
	series_release(&set);
	rows_release(&sel);
}

/* Each is stood for by the newest version above it that shows something here. */
static void check_replaced_by(void **state)
{
	static const struct row rows[] = {
		{ "1", NULL, "[PATCH] fix", "a", 0 },
		{ "2", NULL, "[PATCH v2 0/2] fix", "a", 1 },
		{ "3", NULL, "[PATCH v3 0/2] fix", "a", 2 },
		{ "x", NULL, "[PATCH] else", "a", 3 },
	};
	struct series_set set;
	struct selection sel;

	(void)state;
	rows_select(&sel, rows, ARRAY_SIZE(rows));
	assert_int_equal(series_build(&set, &sel), ST_OK);
	/* newest first */
	assert_ptr_equal(set.of[3]->replaced_by, set.of[1]);
	assert_ptr_equal(set.of[2]->replaced_by, set.of[1]);
	assert_null(set.of[1]->replaced_by);
	assert_null(set.of[0]->replaced_by);
	series_release(&set);
	rows_release(&sel);
}

/* A series that shows nothing here, as its first mails came before the window, replaces
 * nothing. */
static void check_shown_nothing(void **state)
{
	static const struct row rows[] = {
		{ "1", NULL, "[PATCH v1 0/2] fix", "a", 1 },
		{ "2", NULL, "[PATCH v2 0/2] fix", "a", 2 },
		{ "3", NULL, "[PATCH v3 0/2] fix", "a", -3 },
		{ "32", "3", "[PATCH v3 2/2] part", "a", 3 },
	};
	char *dir = temp_dir();
	struct inbox *ib = rows_store(dir, rows, ARRAY_SIZE(rows));
	struct series_set set;
	struct selection sel;

	(void)state;
	rows_window(&sel, &ib, 0, 60);
	assert_int_equal(series_build(&set, &sel), ST_OK);
	/* newest first */
	assert_false(set.of[0]->shown);
	assert_ptr_equal(set.of[1]->newer, set.of[0]);
	assert_null(set.of[1]->replaced_by);
	assert_ptr_equal(set.of[2]->newer, set.of[0]);
	assert_ptr_equal(set.of[2]->replaced_by, set.of[1]);
	series_release(&set);
	rows_release(&sel);
	inbox_close(ib);
	temp_remove(dir);
}

#define MANY 60000

/* One mail with very many replies, each a part of a series of its own: time linear. */
static void check_many(void **state)
{
	struct row *rows = xcalloc(MANY, sizeof(*rows));
	char(*ids)[8] = xcalloc(MANY, sizeof(*ids));
	struct series_set set;
	struct selection sel;

	(void)state;
	for (size_t i = 0; i < MANY; i++) {
		snprintf(ids[i], sizeof(ids[i]), "%zu", i);
		rows[i] =
		    (struct row){ ids[i], "0", "[PATCH 1/2] x", "a", (int)(i % 1000) };
	}
	rows_select(&sel, rows, MANY);
	assert_int_equal(series_build(&set, &sel), ST_OK);
	assert_int_equal(set.n, MANY);
	series_release(&set);
	rows_release(&sel);
	free(ids);
	free(rows);
}

int main(void)
{
	struct CMUnitTest tests[ARRAY_SIZE(cases) + 5];
	size_t n = 0;

	for (; n < ARRAY_SIZE(cases); n++)
		tests[n] = (struct CMUnitTest){ .name = cases[n].name,
						.test_func = check_series,
						.initial_state = (void *)&cases[n] };
	tests[n++] = (struct CMUnitTest)cmocka_unit_test(check_order);
	tests[n++] = (struct CMUnitTest)cmocka_unit_test(check_older);
	tests[n++] = (struct CMUnitTest)cmocka_unit_test(check_replaced_by);
	tests[n++] = (struct CMUnitTest)cmocka_unit_test(check_shown_nothing);
	tests[n++] = (struct CMUnitTest)cmocka_unit_test(check_many);
	return cmocka_run_group_tests_name("series", tests, NULL, NULL);
}

/* SPDX-License-Identifier: MIT */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>

#include <cmocka.h>

#include "report/series/older_versions.h"
#include "store/util/array.h"
#include "tests/support/posts.h"
#include "tests/support/temp.h"

#define ROWS 12
#define OF_OLDER_RULES .rules = RULES_TITLE_ALONE - 1

/* The window is minutes 0 to 60; expected: the older versions of the series of the mail
 * "n" in it. */
struct older_case {
	const char *name;
	struct row rows[ROWS];
	const char *expected;
};

static const struct older_case cases[] = {
	{ "none", { { "n", NULL, "[PATCH v2] fix", "a", 1 } }, "" },
	{ "before the window, and in it",
	  { { "a", NULL, "[PATCH] fix", "a", -90000 },
	    { "b", NULL, "[PATCH v2] fix", "a", -9 },
	    { "c", NULL, "[PATCH v3] fix", "a", 1 },
	    { "n", NULL, "[PATCH v4] fix", "a", 2 } },
	  "c title, b title, a title" },
	{ "a version after the window is none of them",
	  { { "n", NULL, "[PATCH v2] fix", "a", 1 },
	    { "x", NULL, "[PATCH v3] fix", "a", 70 } },
	  "" },
	{ "another author, another repository",
	  { { "a", NULL, "[PATCH] fix", "b", -9 },
	    { "b", NULL, "[PATCH kvmtool] fix", "a", -8 },
	    { "n", NULL, "[PATCH v2] fix", "a", 1 } },
	  "" },
	{ "the author's other address, which no mail shows",
	  { { "a", NULL, "[PATCH] fix", "a@y", -9 },
	    { "n", NULL, "[PATCH v2] fix", "a", 1 } },
	  "a title" },
	{ "the author's other address; another person posted that title later",
	  { { "a", NULL, "[PATCH] fix", "a@y", -9 },
	    { "b", NULL, "[PATCH] fix", "b", -8 },
	    { "n", NULL, "[PATCH v2] fix", "a", 1 } },
	  "a title" },
	{ "each version from another address",
	  { { "a", NULL, "[PATCH] fix", "a@y", -9 },
	    { "b", NULL, "[PATCH v2] fix", "a@z", -8 },
	    { "c", NULL, "[PATCH v3] fix", "a", -7 },
	    { "n", NULL, "[PATCH v4] fix", "a@w", 1 } },
	  "c title, b title, a title" },
	{ "the author's name, posted by another person",
	  { { "a", NULL, "[PATCH] fix", "a@y", -9 },
	    { "n", NULL, "[PATCH v2] fix", "a/b", 1 } },
	  "" },
	{ "a version at the end of the title",
	  { { "a", NULL, "[PATCH] fix", "a", -9 },
	    { "b", NULL, "[PATCH v2] Fix (v2)", "a", -8 },
	    { "n", NULL, "[PATCH v3] fix  (v3)", "a", 1 } },
	  "b title, a title" },
	{ "a record of older rules",
	  { { "a", NULL, "[PATCH] fix", "a", -9, OF_OLDER_RULES },
	    { "b", NULL, "[PATCH v2] fix", "a", -8 },
	    { "n", NULL, "[PATCH v3] fix", "a", 1 } },
	  "b title, a title" },
	{ "a record of older rules, of another address",
	  { { "a", NULL, "[PATCH] fix", "a@y", -9, OF_OLDER_RULES },
	    { "n", NULL, "[PATCH v2] fix", "a", 1 } },
	  "" },
	{ "a record of older rules; the author's other address, in a sign-off",
	  { { "a", NULL, "[PATCH] fix", "a@y", -9, OF_OLDER_RULES },
	    { "n", NULL, "[PATCH v2] fix", "a", 1, NULL, NULL, NULL,
	      "Signed-off-by: A <a@y.example>\n" } },
	  "a title" },
	{ "a record of older rules; the author's other address, the sender's",
	  { { "a", NULL, "[PATCH] fix", "a", -9, OF_OLDER_RULES },
	    { "n", NULL, "[PATCH v2] fix", "a@y/a", 1 } },
	  "a title" },
	{ "the author's other address, in a sign-off",
	  { { "a", NULL, "[PATCH] fix", "a@y", -9 },
	    { "n", NULL, "[PATCH v2] fix", "a", 1, NULL, NULL, NULL,
	      "Signed-off-by: A <a@y.example>\n" } },
	  "a title" },
	{ "the author's other address, the sender's",
	  { { "a", NULL, "[PATCH] fix", "a", -9 },
	    { "n", NULL, "[PATCH v2] fix", "a@y/a", 1 } },
	  "a title" },
	{ "another person's sign-off",
	  { { "a", NULL, "[PATCH] fix", "b", -9 },
	    { "n", NULL, "[PATCH v2] fix", "a", 1, NULL, NULL, NULL,
	      "Signed-off-by: B <b@x.example>\n" } },
	  "" },
	{ "the author's name with an address of another person",
	  { { "a", NULL, "[PATCH] fix", "b", -9 },
	    { "n", NULL, "[PATCH v2] fix", "a", 1, NULL, NULL, NULL,
	      "Signed-off-by: A <b@x.example>\n" } },
	  "" },
	{ "for other trees",
	  { { "a", NULL, "[PATCH] fix", "a", -9 },
	    { "b", NULL, "[PATCH net v2] fix", "a", -8 },
	    { "n", NULL, "[PATCH net-next v3] fix", "a", 1 } },
	  "b title, a title" },
	{ "covers; the first patch of the same title stands behind its cover",
	  { { "a", NULL, "[PATCH 0/1] fix", "a", -9 },
	    { "1", "a", "[PATCH 1/1] fix", "a", -8 },
	    { "n", NULL, "[PATCH v2 0/1] fix", "a", 1 },
	    { "2", "n", "[PATCH v2 1/1] fix", "a", 2 } },
	  "a title" },
	{ "the first patch of a series of another title is no version",
	  { { "a", NULL, "[PATCH 0/1] work", "a", -9 },
	    { "1", "a", "[PATCH 1/1] fix", "a", -8 },
	    { "n", NULL, "[PATCH v2] fix", "a", 1 } },
	  "" },
	{ "an RFC of the same number",
	  { { "a", NULL, "[RFC PATCH] fix", "a", -9 },
	    { "n", NULL, "[PATCH] fix", "a", 1 } },
	  "a title" },
	{ "a version sent twice",
	  { { "a", NULL, "[PATCH] fix", "a", -9 },
	    { "b", NULL, "[PATCH RESEND] fix", "a", -8 },
	    { "n", NULL, "[PATCH v2] fix", "a", 1 } },
	  "b title" },
	{ "Supersedes, and what came before that",
	  { { "a", NULL, "[PATCH] old", "a", -9 },
	    { "b", NULL, "[PATCH v2] old", "a", -8 },
	    { "n", NULL, "[PATCH v3] new", "a", 1, NULL, "supersedes b\n" } },
	  "b supersedes, a title" },
	{ "Supersedes itself, and one that supersedes it",
	  { { "a", NULL, "[PATCH] old", "a", -9, NULL, "supersedes n\n" },
	    { "n", NULL, "[PATCH v2] new", "a", 1, NULL,
	      "supersedes n\nsupersedes a\n" } },
	  "a supersedes" },
	{ "a stranger's mail in the window with the older version's Message-ID",
	  { { "a", NULL, "[PATCH] fix", "a", -9 },
	    { "a", NULL, "[PATCH] mine", "m", 1 },
	    { "n", NULL, "[PATCH v2] fix", "a", 2 } },
	  "a title" },
	{ "a stranger's mail in the window with the superseded Message-ID",
	  { { "a", NULL, "[PATCH] old", "a", -9 },
	    { "a", NULL, "[PATCH] mine", "m", 1 },
	    { "n", NULL, "[PATCH v2] new", "a", 2, NULL, "supersedes a\n" } },
	  "a supersedes" },
	{ "Supersedes, in a reply",
	  { { "a", NULL, "[PATCH] old", "a", -9 },
	    { "n", NULL, "[PATCH v2] new", "a", 1 },
	    { "r", "n", "Re: new", "a", 2, NULL, "supersedes a\n" } },
	  "a supersedes" },
	{ "Supersedes, of another person, who keeps the author's sign-off",
	  { { "a", NULL, "[PATCH] old", "b", -9 },
	    { "n", NULL, "[PATCH v2] new", "a", 1, NULL, "supersedes a\n", NULL,
	      "Signed-off-by: B <b@x.example>\n" } },
	  "a supersedes" },
	{ "a link that says so",
	  { { "a@x", NULL, "[PATCH] old", "a", -9 },
	    { "n", NULL, "[PATCH v2] new", "a", 1, NULL, "link a@x\n",
	      "v1: https://l.example/a@x/\n" } },
	  "a@x link" },
	{ "a link that doesn't",
	  { { "a@x", NULL, "[PATCH] old", "a", -9 },
	    { "n", NULL, "[PATCH v2] new", "a", 1, NULL, "link a@x\n",
	      "needs https://l.example/a@x/\n" } },
	  "" },
	{ "posted in reply",
	  { { "a", NULL, "[PATCH] old", "a", -9 },
	    { "n", "a", "[PATCH v2] new", "a", 1 } },
	  "a thread" },
	{ "posted in reply to a review, after an answer of the author",
	  { { "a", NULL, "[PATCH] old", "a", -9 },
	    { "r", "a", "Re: old", "b", -8 },
	    { "s", "r", "Re: old", "a", -7, "a" },
	    { "n", "s", "[PATCH v2] new", "a", 1, "a r" } },
	  "a thread" },
	{ "posted in reply to a series",
	  { { "a", NULL, "[PATCH 0/1] old", "a", -9 },
	    { "n", "a", "[PATCH v2] new", "a", 1 } },
	  "" },
	{ "a link to one that has a link",
	  { { "a@x", NULL, "[PATCH] first", "a", -9 },
	    { "b@x", NULL, "[PATCH v2] second", "a", -8, NULL, "link a@x\n",
	      "v1: https://l.example/a@x/\n" },
	    { "n", NULL, "[PATCH v3] third", "a", 1, NULL, "link b@x\n",
	      "v2: https://l.example/b@x/\n" } },
	  "b@x link, a@x link" },
	{ "a link without a word, to a series that has a part in common",
	  { { "a@x", NULL, "[PATCH 0/3] old", "a", -9 },
	    { "1", "a@x", "[PATCH 1/3] one", "a", -8 },
	    { "2", "a@x", "[PATCH 2/3] two", "a", -7 },
	    { "3", "a@x", "[PATCH 3/3] three", "a", -6 },
	    { "n", NULL, "[PATCH v2 0/3] new", "a", 1, NULL, "link a@x\n",
	      "see https://l.example/a@x/\n" },
	    { "4", "n", "[PATCH v2 1/3] zero", "a", 2 },
	    { "5", "n", "[PATCH v2 2/3] two", "a", 3 },
	    { "6", "n", "[PATCH v2 3/3] four", "a", 4 } },
	  "a@x link" },
	{ "a link to what was one patch",
	  { { "a@x", NULL, "[PATCH] old", "a", -9 },
	    { "n", NULL, "[PATCH v2 0/2] new", "a", 1, NULL, "link a@x\n",
	      "v1: https://l.example/a@x/\n" } },
	  "a@x link" },
	{ "a link to what was a series",
	  { { "a@x", NULL, "[PATCH 0/2] old", "a", -9 },
	    { "n", NULL, "[PATCH v2] new", "a", 1, NULL, "link a@x\n",
	      "v1: https://l.example/a@x/\n" } },
	  "a@x link" },
	{ "a link to one that has a newer version before the window",
	  { { "a@x", NULL, "[RFC PATCH] old", "a", -9 },
	    { "b@x", NULL, "[RFC PATCH v2] old", "a", -8 },
	    { "n", NULL, "[PATCH v3] new", "a", 1, NULL, "link a@x\n",
	      "RFC: https://l.example/a@x/\n" } },
	  "b@x link, a@x title" },
	{ "one that was split in two",
	  { { "z", NULL, "[PATCH] old", "a", -9 },
	    { "a@x", NULL, "[PATCH v2] old", "a", -8 },
	    { "m", NULL, "[PATCH v3] new", "a", 1, NULL, "link a@x\n",
	      "v2: https://l.example/a@x/\n" },
	    { "n", NULL, "[PATCH v3] newer", "a", 2, NULL, "link a@x\n",
	      "v2: https://l.example/a@x/\n" } },
	  "a@x link, z title" },
	{ "a link to what somebody else posted",
	  { { "a@x", NULL, "[PATCH] old", "b", -9 },
	    { "n", NULL, "[PATCH v2] new", "a", 1, NULL, "link a@x\n",
	      "v1: https://l.example/a@x/\n" } },
	  "" },
	{ "a link to what somebody else posted, whose parts it keeps",
	  { { "a@x", NULL, "[PATCH 0/2] old", "b", -9 },
	    { "1", "a@x", "[PATCH 1/2] one", "b", -8 },
	    { "2", "a@x", "[PATCH 2/2] two", "b", -7 },
	    { "n", NULL, "[PATCH v2 0/2] new", "a", 1, NULL, "link a@x\n",
	      "v1: https://l.example/a@x/\n" },
	    { "3", "n", "[PATCH v2 1/2] one", "a", 2, NULL, NULL, NULL,
	      "Signed-off-by: B <b@x.example>\n" },
	    { "4", "n", "[PATCH v2 2/2] two", "a", 3, NULL, NULL, NULL,
	      "Signed-off-by: B <b@x.example>\n" } },
	  "a@x link" },
	{ "a link to a part",
	  { { "a@x", NULL, "[PATCH 0/2] old", "a", -9 },
	    { "1@x", "a@x", "[PATCH 1/2] one", "a", -8 },
	    { "2", "a@x", "[PATCH 2/2] two", "a", -7 },
	    { "n", NULL, "[PATCH v2 0/2] new", "a", 1, NULL, "link 1@x\n",
	      "v1: https://l.example/1@x/\n" },
	    { "3", "n", "[PATCH v2 1/2] zero", "a", 2 },
	    { "4", "n", "[PATCH v2 2/2] four", "a", 3 } },
	  "a@x link" },
	{ "a link to a part that somebody else posted",
	  { { "a@x", NULL, "[PATCH 0/2] old", "b", -9 },
	    { "1@x", "a@x", "[PATCH 1/2] one", "b", -8 },
	    { "2", "a@x", "[PATCH 2/2] two", "b", -7 },
	    { "n", NULL, "[PATCH v2 0/2] new", "a", 1, NULL, "link 1@x\n",
	      "v1: https://l.example/1@x/\n" },
	    { "3", "n", "[PATCH v2 1/2] one", "a", 2, NULL, NULL, NULL,
	      "Signed-off-by: B <b@x.example>\n" },
	    { "4", "n", "[PATCH v2 2/2] four", "a", 3 } },
	  "" },
	{ "a newer version before the window supersedes nothing in it",
	  { { "a", NULL, "[PATCH] fix", "a", -9 },
	    { "b", NULL, "[PATCH v3] fix", "a", -8 },
	    { "n", NULL, "[PATCH v2] fix", "a", 1 } },
	  "a title" },
	{ "from before it had a cover",
	  { { "a", NULL, "[PATCH] one", "a", -9 },
	    { "n", NULL, "[PATCH v2 0/1] work", "a", 1 },
	    { "1", "n", "[PATCH v2 1/1] one", "a", 2 } },
	  "a title" },
	{ "a RESEND that came later",
	  { { "a", NULL, "[PATCH] fix", "a", -9 },
	    { "n", NULL, "[PATCH v3] fix", "a", 1 },
	    { "x", NULL, "[PATCH RESEND] fix", "a", 70 } },
	  "a title" },
	{ "behind what was posted again",
	  { { "a", NULL, "[PATCH] fix", "a", -9 },
	    { "b", NULL, "[PATCH v3] fix", "a", -8 },
	    { "c", NULL, "[PATCH v2 RESEND] fix", "a", -7 },
	    { "m", NULL, "[PATCH v2] fix", "a", 1 },
	    { "n", NULL, "[PATCH v2] fix", "a", 2 } },
	  "a title" },
	{ "behind many that aren't older",
	  { { "a", NULL, "[PATCH] fix", "a", -9 },
	    { "b", NULL, "[PATCH v3] fix", "a", -8 },
	    { "c", NULL, "[RFC PATCH v2] Fix", "a", -7 },
	    { "d", NULL, "[PATCH v10] fix", "a", -6 },
	    { "e", NULL, "[PATCH v2] fix", "a", -5 },
	    { "n", NULL, "[PATCH v2] fix", "a", 1 } },
	  "c title, a title" },
	{ "of one version the latest Date, else the greater id, whatever came first",
	  { { "z", NULL, "[PATCH v1] fix", "a", -8 },
	    { "b", NULL, "[PATCH v1] fix", "a", -8 },
	    { "c", NULL, "[PATCH v2] fix", "a", -9 },
	    { "d", NULL, "[PATCH v2] fix", "a", -10 },
	    { "n", NULL, "[PATCH v3] fix", "a", 1 } },
	  "c title, z title" },
	{ "posted without its version",
	  { { "a", NULL, "[PATCH v2] fix", "a", -9 },
	    { "n", NULL, "[PATCH] fix", "a", 1 } },
	  "a title" },
	{ "posted again without a mark",
	  { { "a", NULL, "[PATCH] fix", "a", -9, NULL, NULL, NULL, NULL, "x.c\n" },
	    { "n", NULL, "[PATCH] fix", "a", 1, NULL, NULL, NULL, NULL, "x.c\n" } },
	  "a repost" },
	{ "the one of two covers whose parts came",
	  { { "a", NULL, "[PATCH 0/1] work", "a", 1 },
	    { "1", "a", "[PATCH 1/1] fix", "a", 2 },
	    { "b", NULL, "[PATCH 0/1] work", "a", 3 },
	    { "n", NULL, "[PATCH v2 0/1] work", "a", 4 },
	    { "2", "n", "[PATCH v2 1/1] fix", "a", 5 } },
	  "a title" },
	{ "an unversioned part below its cover is no version",
	  { { "a", NULL, "[PATCH] fix", "a", -9 },
	    { "b", NULL, "[PATCH v2 0/1] fix", "a", 1 },
	    { "1", "b", "[PATCH 1/1] fix", "a", 2 },
	    { "n", NULL, "[PATCH v3 0/1] fix", "a", 3 } },
	  "b title, a title" },
	{ "the same change-id of another author",
	  { { "a", NULL, "[PATCH] old", "b", -9, NULL, "change-id x\n" },
	    { "n", NULL, "[PATCH v2] new", "a", 2, NULL, "change-id x\n" } },
	  "" },
	{ "the same change-id of another title",
	  { { "a", NULL, "[PATCH] old", "a", -9, NULL, "change-id x\n" },
	    { "b", NULL, "[PATCH] other", "a", -8, NULL, "change-id y\n" },
	    { "n", NULL, "[PATCH v2] new", "a", 2, NULL, "change-id x\n" } },
	  "a change-id" },
	{ "what a pull request carries, before the window and in it",
	  { { "p", NULL, "[GIT PULL] fixes", "a", -9 },
	    { "1", "p", "[PATCH 1/2] fix", "a", -8 },
	    { "q", NULL, "[GIT PULL] fixes again", "a", 1 },
	    { "2", "q", "[PATCH 1/2] fix", "a", 2 },
	    { "n", NULL, "[PATCH v3] fix", "a", 3 } },
	  "" },
	{ "of another title, by its parts",
	  { { "a", NULL, "[PATCH 0/2] old", "a", -90 },
	    { "1", "a", "[PATCH 1/2] one", "a", -89 },
	    { "2", "a", "[PATCH 2/2] two", "a", -88 },
	    { "n", NULL, "[PATCH v2 0/2] new", "a", 1 },
	    { "3", "n", "[PATCH v2 1/2] one", "a", 2 },
	    { "4", "n", "[PATCH v2 2/2] two", "a", 3 } },
	  "a parts" },
	{ "of another title, by its parts, and what came before",
	  { { "z", NULL, "[PATCH] old", "a", -9000 },
	    { "a", NULL, "[PATCH v2 0/1] old", "a", -900 },
	    { "1", "a", "[PATCH v2 1/1] one", "a", -899 },
	    { "b", NULL, "[PATCH v3 0/2] new", "a", -90 },
	    { "2", "b", "[PATCH v3 1/2] one", "a", -89 },
	    { "3", "b", "[PATCH v3 2/2] two", "a", -88 },
	    { "n", NULL, "[PATCH v4 0/2] newest", "a", 1 },
	    { "4", "n", "[PATCH v4 1/2] one", "a", 2 },
	    { "5", "n", "[PATCH v4 2/2] two", "a", 3 } },
	  "b parts, a parts, z title" },
	{ "an older version of another title behind one of the same",
	  { { "a", NULL, "[PATCH 0/2] old", "a", -900 },
	    { "1", "a", "[PATCH 1/2] one", "a", -899 },
	    { "2", "a", "[PATCH 2/2] two", "a", -898 },
	    { "b", NULL, "[PATCH v2 0/2] new", "a", -90 },
	    { "3", "b", "[PATCH v2 1/2] one", "a", -89 },
	    { "4", "b", "[PATCH v2 2/2] two", "a", -88 },
	    { "n", NULL, "[PATCH v3 0/2] new", "a", 1 },
	    { "5", "n", "[PATCH v3 1/2] three", "a", 2 },
	    { "6", "n", "[PATCH v3 2/2] four", "a", 3 } },
	  "b title, a parts" },
	{ "without covers, by half of the parts",
	  { { "1", NULL, "[PATCH 1/2] one", "a", -89 },
	    { "2", "1", "[PATCH 2/2] two", "a", -88 },
	    { "n", NULL, "[PATCH v2 1/2] zero", "a", 1 },
	    { "3", "n", "[PATCH v2 2/2] one", "a", 2 } },
	  "1 parts" },
	{ "an RFC, by its parts, in another order",
	  { { "a", NULL, "[RFC v2 0/2] old", "a", -90 },
	    { "1", "a", "[RFC v2 1/2] one", "a", -89 },
	    { "2", "1", "[RFC v2 2/2] two", "a", -88 },
	    { "n", NULL, "[PATCH v3 0/2] new", "a", 1 },
	    { "3", "n", "[PATCH v3 1/2] two", "a", 2 },
	    { "4", "n", "[PATCH v3 2/2] one", "a", 3 } },
	  "a parts" },
	{ "of another title, by its parts, without its first one",
	  { { "a", NULL, "[PATCH 0/3] old", "a", -90 },
	    { "1", "a", "[PATCH 1/3] one", "a", -89 },
	    { "2", "a", "[PATCH 2/3] two", "a", -88 },
	    { "3", "a", "[PATCH 3/3] three", "a", -87 },
	    { "n", NULL, "[PATCH v2 0/3] new", "a", 1 },
	    { "4", "n", "[PATCH v2 1/3] zero", "a", 2 },
	    { "5", "n", "[PATCH v2 2/3] two", "a", 3 },
	    { "6", "n", "[PATCH v2 3/3] three", "a", 4 } },
	  "a parts" },
	{ "the same of another author",
	  { { "a", NULL, "[PATCH 0/2] old", "b", -90 },
	    { "1", "a", "[PATCH 1/2] one", "b", -89 },
	    { "2", "a", "[PATCH 2/2] two", "b", -88 },
	    { "n", NULL, "[PATCH v2 0/2] new", "a", 1 },
	    { "4", "n", "[PATCH v2 1/2] zero", "a", 2 },
	    { "5", "n", "[PATCH v2 2/2] two", "a", 3 } },
	  "" },
	{ "the same more than a year before",
	  { { "a", NULL, "[PATCH 0/2] old", "a", -600000 },
	    { "1", "a", "[PATCH 1/2] one", "a", -599999 },
	    { "2", "a", "[PATCH 2/2] two", "a", -599998 },
	    { "n", NULL, "[PATCH v2 0/2] new", "a", 1 },
	    { "4", "n", "[PATCH v2 1/2] zero", "a", 2 },
	    { "5", "n", "[PATCH v2 2/2] two", "a", 3 } },
	  "" },
	{ "the version between two others, by a part",
	  { { "a", NULL, "[PATCH] two", "a", -900 },
	    { "b", NULL, "[PATCH v2 0/2] old", "a", -90 },
	    { "2", "b", "[PATCH v2 1/2] one", "a", -89 },
	    { "3", "b", "[PATCH v2 2/2] two", "a", -88 },
	    { "n", NULL, "[PATCH v3 0/2] new", "a", 1 },
	    { "4", "n", "[PATCH v3 1/2] two", "a", 2 },
	    { "5", "n", "[PATCH v3 2/2] three", "a", 3 } },
	  "b parts, a title" },
	{ "less than half of the parts",
	  { { "a", NULL, "[PATCH 0/3] old", "a", -90 },
	    { "1", "a", "[PATCH 1/3] one", "a", -89 },
	    { "2", "a", "[PATCH 2/3] two", "a", -88 },
	    { "3", "a", "[PATCH 3/3] three", "a", -87 },
	    { "n", NULL, "[PATCH v2 0/3] new", "a", 1 },
	    { "4", "n", "[PATCH v2 1/3] one", "a", 2 },
	    { "5", "n", "[PATCH v2 2/3] four", "a", 3 },
	    { "6", "n", "[PATCH v2 3/3] five", "a", 4 } },
	  "" },
	{ "parts of another author, of another repository",
	  { { "a", NULL, "[PATCH 0/1] old", "b", -90 },
	    { "1", "a", "[PATCH 1/1] one", "b", -89 },
	    { "b", NULL, "[PATCH kvmtool 0/1] older", "a", -80 },
	    { "2", "b", "[PATCH kvmtool 1/1] one", "a", -79 },
	    { "n", NULL, "[PATCH v2 0/1] new", "a", 1 },
	    { "3", "n", "[PATCH v2 1/1] one", "a", 2 } },
	  "" },
	{ "one patch that became the part of a series without a version before",
	  { { "a", NULL, "[PATCH] one", "a", -9 },
	    { "n", NULL, "[PATCH v2 0/3] work", "a", 1 },
	    { "1", "n", "[PATCH v2 1/3] zero", "a", 2 },
	    { "2", "n", "[PATCH v2 2/3] one", "a", 3 },
	    { "3", "n", "[PATCH v2 3/3] two", "a", 4 } },
	  "a parts" },
	{ "one patch that became the part of a series with a version before",
	  { { "a", NULL, "[PATCH] one", "a", -9 },
	    { "b", NULL, "[PATCH 0/3] work", "a", -8 },
	    { "n", NULL, "[PATCH v2 0/3] work", "a", 1 },
	    { "1", "n", "[PATCH v2 1/3] zero", "a", 2 },
	    { "2", "n", "[PATCH v2 2/3] one", "a", 3 },
	    { "3", "n", "[PATCH v2 3/3] two", "a", 4 } },
	  "b title" },
	{ "a cover and its parts, posted again without a mark",
	  { { "a", NULL, "[PATCH 0/1] work", "a", -9 },
	    { "1", "a", "[PATCH 1/1] fix", "a", -8, NULL, NULL, NULL, NULL, "x.c\n" },
	    { "n", NULL, "[PATCH 0/1] work", "a", 1 },
	    { "2", "n", "[PATCH 1/1] fix", "a", 2, NULL, NULL, NULL, NULL, "x.c\n" } },
	  "a repost" },
	{ "a cover and other parts",
	  { { "a", NULL, "[PATCH 0/1] work", "a", -9 },
	    { "1", "a", "[PATCH 1/1] fix", "a", -8, NULL, NULL, NULL, NULL, "x.c\n" },
	    { "n", NULL, "[PATCH 0/1] work", "a", 1 },
	    { "2", "n", "[PATCH 1/1] fix", "a", 2, NULL, NULL, NULL, NULL, "y.c\n" } },
	  "" },
	{ "Supersedes, in a reply after the window",
	  { { "a", NULL, "[PATCH] old", "a", -9 },
	    { "n", NULL, "[PATCH v2] new", "a", 1 },
	    { "r", "n", "Re: new", "a", 70, NULL, "supersedes a\n" } },
	  "a supersedes" },
	{ "Supersedes, in a reply to a part after the window, of a mail in the window",
	  { { "a", NULL, "[PATCH 0/1] old", "a", 1 },
	    { "1", "a", "[PATCH 1/1] one", "a", 2 },
	    { "n", NULL, "[PATCH v2 0/1] new", "a", 3 },
	    { "2", "n", "[PATCH v2 1/1] two", "a", 4 },
	    { "r", "2", "Re: two", "a", 70, NULL, "supersedes a\n" } },
	  "a supersedes" },
	{ "Supersedes, in a stranger's reply after the window",
	  { { "a", NULL, "[PATCH] old", "a", -9 },
	    { "n", NULL, "[PATCH v2] new", "a", 1 },
	    { "r", "n", "Re: new", "b", 70, NULL, "supersedes a\n" } },
	  "" },
	{ "Supersedes, in a reply three weeks after the window",
	  { { "a", NULL, "[PATCH] old", "a", -9 },
	    { "n", NULL, "[PATCH v2] new", "a", 1 },
	    { "r", "n", "Re: new", "a", 30300, NULL, "supersedes a\n" } },
	  "" },
	{ "pull requests have no versions",
	  { { "a", NULL, "[PULL 1/1] fix", "a", -9 },
	    { "n", NULL, "[PULL v2 1/1] fix", "a", 1 } },
	  "" },
};

static const struct series *series_named(const struct series_set *set, const char *id)
{
	for (size_t i = 0; i < set->n; i++)
		if (str_eq(set->series[i].head->message_id, str_from(id)))
			return &set->series[i];
	fail_msg("no series %s", id);
	return NULL;
}

static void describe(struct buf *b, const struct series *s)
{
	struct older_versions older = older_versions_of(s);

	for (size_t i = 0; i < older.n; i++) {
		buf_addstr(b, i ? ", " : "");
		buf_adds(b, older.list[i].head->message_id);
		buf_addf(b, " %s", older.list[i].rule);
	}
	older_versions_release(&older);
}

static void check_older(void **state)
{
	const struct older_case *c = *state;
	char *dir = temp_dir();
	struct inbox *ib = rows_store(dir, c->rows, ROWS);
	struct buf b = BUF_INIT;
	struct series_set set;
	struct selection sel;

	rows_window(&sel, &ib, 0, 60);
	assert_int_equal(series_build_versions(&set, &sel), ST_OK);
	describe(&b, series_named(&set, "n"));
	assert_string_equal(buf_cstr(&b), c->expected);
	buf_release(&b);
	series_release(&set);
	rows_release(&sel);
	inbox_close(ib);
	temp_remove(dir);
}

/* Two series of one title and version both list the older versions. */
static void check_twice(void **state)
{
	static const struct row rows[] = {
		{ "a", NULL, "[PATCH 0/1] work", "a", -9 },
		{ "1", "a", "[PATCH 1/1] fix", "a", -8 },
		{ "b", NULL, "[PATCH] fix", "a", -7 },
		{ "m", NULL, "[PATCH v2] fix", "a", 1 },
		{ "n", NULL, "[PATCH v2] fix", "a", 2 },
		{ "x", NULL, "[PATCH] else", "a", 3 },
	};
	static const char *const ids[][2] = { { "n", "b title" },
					      { "m", "b title" },
					      { "x", "" } };
	char *dir = temp_dir();
	struct inbox *ib = rows_store(dir, rows, ARRAY_SIZE(rows));
	struct buf b = BUF_INIT;
	struct series_set set;
	struct selection sel;

	(void)state;
	rows_window(&sel, &ib, 0, 60);
	assert_int_equal(series_build_versions(&set, &sel), ST_OK);
	for (size_t i = 0; i < ARRAY_SIZE(ids); i++) {
		buf_reset(&b);
		describe(&b, series_named(&set, ids[i][0]));
		assert_string_equal(buf_cstr(&b), ids[i][1]);
	}
	buf_release(&b);
	series_release(&set);
	rows_release(&sel);
	inbox_close(ib);
	temp_remove(dir);
}

#define MANY 5000

/* One title very often, before the window and in it: time linear, each version once. */
static void check_many(void **state)
{
	struct row *rows = xcalloc(MANY, sizeof(*rows));
	char(*ids)[12] = xcalloc(MANY, sizeof(*ids));
	char *dir = temp_dir();
	struct buf b = BUF_INIT;
	struct series_set set;
	struct selection sel;
	struct inbox *ib;

	(void)state;
	for (int i = 0; i < MANY; i++) {
		bool before = i < MANY / 2;

		snprintf(ids[i], sizeof(ids[i]), "%d", i);
		rows[i] =
		    (struct row){ ids[i], NULL, before ? "[PATCH] fix" : "[PATCH v2] fix",
				  "a", before ? i - MANY : i % 60 };
	}
	rows[0].subject = "[RFC PATCH] fix";
	ib = rows_store(dir, rows, MANY);
	rows_window(&sel, &ib, 0, 60);
	assert_int_equal(series_build_versions(&set, &sel), ST_OK);
	assert_int_equal(set.n, MANY / 2);
	for (size_t i = 0; i < set.n; i++) {
		buf_reset(&b);
		describe(&b, &set.series[i]);
		assert_string_equal(buf_cstr(&b), "2499 title, 0 title");
	}
	buf_release(&b);
	series_release(&set);
	rows_release(&sel);
	inbox_close(ib);
	temp_remove(dir);
	free(ids);
	free(rows);
}

int main(void)
{
	struct CMUnitTest tests[ARRAY_SIZE(cases) + 2];

	for (size_t i = 0; i < ARRAY_SIZE(cases); i++)
		tests[i] = (struct CMUnitTest){ .name = cases[i].name,
						.test_func = check_older,
						.initial_state = (void *)&cases[i] };
	tests[ARRAY_SIZE(cases)] = (struct CMUnitTest)cmocka_unit_test(check_twice);
	tests[ARRAY_SIZE(cases) + 1] = (struct CMUnitTest)cmocka_unit_test(check_many);
	return cmocka_run_group_tests_name("older_versions", tests, NULL, NULL);
}

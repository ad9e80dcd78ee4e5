/* SPDX-License-Identifier: MIT */
#include "filter/record/classify.h"
#include "tests/support/rows.h"

#define GIT "diff --git a/x b/x\n--- a/x\n+++ b/x\n@@ -1 +1,2 @@\n a\n+b\n"
#define STAT "---\n x | 1 +\n 1 file changed, 1 insertion(+)\n"
#define REQUEST                                                                      \
	"The following changes since commit 12:\n\n  x\n\nare available in the Git " \
	"repository at:\n\n  y\n"

static const struct row {
	const char *name;
	const char *subject, *text;
	bool parent; /* In-Reply-To */
	const char *from;
	enum kind kind;
} rows[] = {
	{ "a patch", "[PATCH] x", "log\n" GIT, false, "a@b", KIND_PATCH },
	{ "a patch without a diff", "[PATCH] x", "log\n", false, "a@b", KIND_PATCH },
	{ "a patch in a thread", "[PATCH 1/2] x", "> q\nAcked-by: a@b.org\n" STAT, true,
	  "a@b", KIND_PATCH },
	{ "a patch that came by attachment", "a fix", GIT, false, "a@b", KIND_PATCH },
	{ "a cover", "[PATCH 0/2] x", "words\n", false, "a@b", KIND_COVER },
	{ "a cover in a thread", "[PATCH v2 0/2] x", "words\n", true, "a@b", KIND_COVER },
	{ "a cover that quotes a diff", "[PATCH 0/2] x", GIT, false, "a@b", KIND_COVER },
	{ "a cover of an unknown total", "[PATCH 00/XX] x", "words\n", false, "a@b",
	  KIND_COVER },
	{ "a counter alone", "[net 1/2] x", "", false, "a@b", KIND_PATCH },
	{ "a question", "[RFC] x", "words\n", false, "a@b", KIND_OTHER },
	{ "an RFC with a diff", "[RFC] x", GIT, false, "a@b", KIND_PATCH },
	{ "a reply", "Re: [PATCH] x", "> q\n\nNo.\n", true, "a@b", KIND_REPLY },
	{ "a reply with a diff", "Re: [PATCH] x", "No:\n\n" GIT, true, "a@b",
	  KIND_REPLY },
	{ "a reply that holds a patch", "re: [PATCH] x", "From: C <c@d>\n\nlog\n" GIT,
	  true, "a@b", KIND_PATCH },
	{ "a reply that names an author", "Re: [PATCH] x", "From: C <c@d>\n> q\n", true,
	  "a@b", KIND_REPLY },
	{ "a reply with a patch below", "Re: x",
	  "> q\n\nFrom: C <c@d>\nSubject: [PATCH] y\n\n" GIT, true, "a@b", KIND_PATCH },
	{ "a reply with scissors", "Re: x",
	  "Like this?\n\n-- >8 --\nSubject: y\n\nlog\n" GIT, true, "a@b", KIND_PATCH },
	{ "a reply with scissors, but no diff", "Re: x",
	  "Like this?\n\n-- >8 --\nSubject: y\n\nlog\n", true, "a@b", KIND_REPLY },
	{ "a reply with scissors, but no Subject", "Re: x",
	  "Like this?\n\n-- >8 --\nlog\n" GIT, true, "a@b", KIND_REPLY },
	{ "a reply with a pasted patch", "Re: x",
	  "Some\nwords\n\nFrom 0123456789abcdef0123456789abcdef01234567 Mon Sep\nFrom: "
	  "a@b\nSubject: [PATCH] y\n\nlog\n" GIT,
	  true, "a@b", KIND_PATCH },
	{ "no mark, but a quotation", "[PATCH] x", "> q\n\nNo.\n", true, "a@b",
	  KIND_REPLY },
	{ "no mark, but a review", "[PATCH] x", "Acked-by: a@b.org\n", true, "a@b",
	  KIND_REPLY },
	{ "no mark, no parent", "x", "> q\n", false, "a@b", KIND_OTHER },
	{ "no mark, an mbox's From", "x", ">From here\n>From there\n", true, "a@b",
	  KIND_OTHER },
	{ "a forward", "Fwd: [PATCH] x", "see\n", false, "a@b", KIND_REPLY },
	{ "a forward with a diff", "Fwd: [PATCH] x", "see\n" GIT, false, "a@b",
	  KIND_PATCH },
	{ "a pull request", "[GIT PULL] x", "words\n" GIT, false, "a@b", KIND_PULL },
	{ "a pull request by its text", "please pull", REQUEST, false, "a@b", KIND_PULL },
	{ "a pull request's cover", "[PULL 0/2] x", REQUEST, false, "a@b", KIND_PULL },
	{ "a pull request's part", "[PULL 1/2] x", GIT, false, "a@b", KIND_PATCH },
	{ "a pull request's part without a diff", "[PULL 1/2] x", "", false, "a@b",
	  KIND_PATCH },
	{ "a pull request's part with the word GIT", "[GIT PULL 1/2] x", GIT, false,
	  "a@b", KIND_PATCH },
	{ "the same without a diff", "[GIT PULL 1/2] x", "words\n", false, "a@b",
	  KIND_PULL },
	{ "a request in a part", "[GIT PULL 1/2] x", REQUEST GIT, false, "a@b",
	  KIND_PULL },
	{ "a request below a diff", "[PULL 1/2] x", GIT "\n" REQUEST, false, "a@b",
	  KIND_PULL },
	{ "a request by its text below a diff", "please pull", GIT "\n" REQUEST, false,
	  "a@b", KIND_PULL },
	{ "a request in a diff", "x", GIT "+" REQUEST, false, "a@b", KIND_PATCH },
	{ "a request in a patch", "[PATCH 1/2] x", REQUEST GIT, false, "a@b",
	  KIND_PATCH },
	{ "a request's cover with a diff", "[PULL 0/2] x", GIT, false, "a@b", KIND_PULL },
	{ "a request in a reply", "Re: please pull", REQUEST, true, "a@b", KIND_REPLY },
	{ "half a request", "x", "The following changes since commit 12\n", false, "a@b",
	  KIND_OTHER },
	{ "a notice with a diff", "[tip: x/y] z", GIT, true, "a@b", KIND_OTHER },
	{ "an order", "x", "#syz test: git://x\n\n" GIT, false, "a@b", KIND_OTHER },
	{ "an order to test a patch", "[PATCH] x", "log\n#syz test\n" GIT, false, "a@b",
	  KIND_OTHER },
	{ "an order in a reply", "Re: [syzbot] x", "#syz fix: y\n", true, "a@b",
	  KIND_REPLY },
	{ "a quoted order", "x", "> #syz fix: y\n" GIT, false, "a@b", KIND_PATCH },
	{ "a ping", "[PING] [PATCH] x", "Ping?\n", true, "a@b", KIND_REPLY },
	{ "a ping before the group", "Ping: [PATCH 1/2] x", "\n", true, "a@b",
	  KIND_REPLY },
	{ "a ping for words", "Ping: x", "\n", true, "a@b", KIND_REPLY },
	{ "a ping with a diff", "[PING] [PATCH] x", GIT, true, "a@b", KIND_PATCH },
	{ "a ping without a parent", "[PING] [PATCH] x", "\n", false, "a@b", KIND_PATCH },
	{ "a series with a diffstat", "[PATCHSET] x", "words\n" STAT, false, "a@b",
	  KIND_COVER },
	{ "a series with a shortlog", "x v2", "A B (2):\n  y\n  z\n", false, "a@b",
	  KIND_COVER },
	{ "a series in brackets at the end", "x (v2)", "words\n" STAT, true, "a@b",
	  KIND_COVER },
	{ "a series without them", "[PATCHSET v2] x", "words\n", false, "a@b",
	  KIND_OTHER },
	{ "a series with a diff", "x v2", STAT GIT, false, "a@b", KIND_PATCH },
	{ "a series that is pulled", "x v2", REQUEST STAT, false, "a@b", KIND_PULL },
	{ "a reply to a series", "Re: [PATCHSET] x", "A (1):\n y\n" STAT, true, "a@b",
	  KIND_REPLY },
	{ "a quoted shortlog", "x v2", "> A (2):\n>  y\n", false, "a@b", KIND_OTHER },
	{ "no shortlog", "x v2", "A (two):\n y\nB(2):\n y\n C (2):\n y\n (2):\n y\n",
	  false, "a@b", KIND_OTHER },
	{ "no series with a diffstat", "x", "words\n" STAT, false, "a@b", KIND_OTHER },
	{ "a forward inside brackets", "[Fwd: [PATCH] x]", "FYI\n", false, "a@b",
	  KIND_REPLY },
	{ "a reply behind a gateway", "EXTERNAL: Re: [PATCH] x", GIT, true, "a@b",
	  KIND_REPLY },
	{ "a reply to a notice", "Re: [tip: x/y] z", "No\n", true, "a@b", KIND_REPLY },
	{ "a review tool's comment", "[PATCH] x", "a accepted this revision.\n", true,
	  "phabricator@x.org", KIND_REPLY },
	{ "a review tool's patch", "[PATCH] x", "a created this revision.\n" GIT, false,
	  "phabricator@x.org", KIND_PATCH },
	{ "a robot's report", "build failure", GIT, false, "lkp@intel.com", KIND_OTHER },
	{ "a robot's patch", "[PATCH] x", GIT, false, "lkp@intel.com", KIND_PATCH },
	{ "a mail", "x", "words\n", false, "a@b", KIND_OTHER },
};

static void check_row(void **state)
{
	const struct row *row = *state;
	struct arena arena = ARENA_INIT;
	struct message m = { .from_name = STR_EMPTY,
			     .from_addr = str_from(row->from),
			     .text = str_from(row->text),
			     .author_name = STR_EMPTY,
			     .author_addr = str_from(row->from),
			     .in_reply_to = row->parent ? STR("p@q") : STR_EMPTY,
			     .references = STR_EMPTY };
	struct subject subj;
	struct patch p;

	subject_parse(&subj, str_from(row->subject), &arena);
	patch_split(&p, str_from(row->text), STR_EMPTY);
	assert_int_equal(classify_kind(classify_clues(&m, &subj, &p, &arena)), row->kind);
	arena_release(&arena);
}

int main(void)
{
	struct tests t = { .n = 0 };

	add_rows(&t, rows, ARRAY_SIZE(rows), sizeof(rows[0]), check_row);
	return run_group("classify", &t);
}

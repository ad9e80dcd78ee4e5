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
	{ "part 0 with a diff", "[PATCH 0/2] x", GIT, false, "a@b", KIND_PATCH },
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
	{ "a request in a reply", "Re: please pull", REQUEST, true, "a@b", KIND_REPLY },
	{ "half a request", "x", "The following changes since commit 12\n", false, "a@b",
	  KIND_OTHER },
	{ "a notice with a diff", "[tip: x/y] z", GIT, true, "a@b", KIND_OTHER },
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

	add_rows(&t, rows, COUNT(rows), sizeof(rows[0]), check_row);
	return run_group("classify", &t);
}

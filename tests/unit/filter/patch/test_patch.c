/* SPDX-License-Identifier: MIT */
#include "filter/patch/patch.h"
#include "store/inbox/record.h"
#include "tests/support/rows.h"

#define STAT FACT_STAT
#define DIFFSTAT (FACT_STAT | FACT_DIFFSTAT)
#define DIFF FACT_DIFF
#define GIT "diff --git a/x b/x\n--- a/x\n+++ b/x\n@@ -1 +1,2 @@\n a\n+b\n"

#define COMMIT "From 0123456789abcdef0123456789abcdef01234567 Mon Sep 17 00:00:00 2001\n"
#define FILE_OF(title, log, stat)                                                   \
	COMMIT "From: A <a@b>\nSubject: [PATCH] " title "\n\n" log "---\n" stat GIT \
	       "-- \n2\n"
#define ONE_FILE " x | 5 +\n 1 file changed, 5 insertions(+)\n"

static const struct row {
	const char *name;
	const char *text, *more;
	uint32_t facts;
	uint32_t files, insertions, deletions;
	const char *log, *body, *paths;
} rows[] = {
	{ "nothing", "", "", 0, 0, 0, 0, "", "", "" },
	{ "text alone", "one\n\ntwo\n", "", 0, 0, 0, 0, "one\n\ntwo\n", "one\n\ntwo\n",
	  "" },
	{ "a patch",
	  "log\n\nAcked-by: a@b\n---\n x | 3 +-\n 1 file changed, 2 insertions(+), 1 "
	  "deletion(-)\n\n" GIT "-- \n2\n",
	  "", DIFF | DIFFSTAT, 1, 2, 1, "log\n\nAcked-by: a@b\n",
	  "log\n\nAcked-by: a@b\n---\n x | 3 +-\n 1 file changed, 2 insertions(+), 1 "
	  "deletion(-)\n",
	  "x\n" },
	{ "no diffstat", "log\n---\nnotes\n\n" GIT, "", DIFF | STAT, 1, 1, 0, "log\n",
	  "log\n---\nnotes\n", "x\n" },
	{ "no cut", "log\n" GIT, "", DIFF | STAT, 1, 1, 0, "log\n", "log\n", "x\n" },
	{ "signature before the diff", "log\n-- \nme\n" GIT, "", DIFF | STAT, 1, 1, 0,
	  "log\n", "log\n", "x\n" },
	{ "signature alone", "text\n-- \nme\n", "", 0, 0, 0, 0, "text\n", "text\n", "" },
	{ "diff in a later part", "log\n", "words\n" GIT, DIFF | STAT, 1, 1, 0, "log\n",
	  "log\n", "x\n" },
	{ "the diffstat's own summary, not the log's",
	  "log:\n 9 files changed\n---\n x | 1 +\n 1 file changed, 1 "
	  "insertion(+)\n\n" GIT,
	  "", DIFF | DIFFSTAT, 1, 1, 0, "log:\n 9 files changed\n",
	  "log:\n 9 files changed\n---\n x | 1 +\n 1 file changed, 1 insertion(+)\n",
	  "x\n" },
	{ "a quoted summary", "> 9 files changed, 1 insertion(+)\n\nlog\n" GIT, "",
	  DIFF | STAT, 1, 1, 0, "> 9 files changed, 1 insertion(+)\n\nlog\n",
	  "> 9 files changed, 1 insertion(+)\n\nlog\n", "x\n" },
	{ "a summary in a sentence", "so\n 3 files changed hands\n", "", 0, 0, 0, 0,
	  "so\n 3 files changed hands\n", "so\n 3 files changed hands\n", "" },
	{ "a summary in the diff",
	  "log\n---\n\ndiff --git a/x b/x\n--- a/x\n+++ b/x\n@@ -1 +1,2 @@\n 9 files "
	  "changed\n+b\n",
	  "", DIFF | STAT, 1, 1, 0, "log\n", "log\n---\n", "x\n" },
	{ "a cover",
	  "words\n\nA (1):\n  t\n\n a/{b => c}/d.c | 2 +-\n {e => }/f | 0\n g => h | Bin "
	  "0 -> 2 bytes\n .../i.c | 1 -\n"
	  " 4 files changed, 1 insertion(+), 2 deletions(-)\n\n-- \n2.43\n",
	  "", DIFFSTAT, 4, 1, 2, NULL,
	  "words\n\nA (1):\n  t\n\n a/{b => c}/d.c | 2 +-\n {e => }/f | 0\n g => h | Bin "
	  "0 -> 2 bytes\n .../i.c | 1 -\n"
	  " 4 files changed, 1 insertion(+), 2 deletions(-)\n",
	  "a/b/d.c\na/c/d.c\ne/f\nf\ng\nh\n.../i.c\n" },
	{ "a footer after a cover's diffstat",
	  "words\n\n a | 1 -\n 1 file changed, 1 deletion(-)\n---\nbase-commit: 1\n", "",
	  DIFFSTAT, 1, 0, 1, "words\n\n a | 1 -\n 1 file changed, 1 deletion(-)\n",
	  "words\n\n a | 1 -\n 1 file changed, 1 deletion(-)\n", "a\n" },
	{ "an old git's summary", " 1 files changed, 0 insertions(+), 7 deletions(-)\n",
	  "", DIFFSTAT, 1, 0, 7, NULL,
	  " 1 files changed, 0 insertions(+), 7 deletions(-)\n", "" },
	{ "a summary in the log, no diffstat",
	  "As in\n\n 30 files changed, 4 insertions(+)\n\nbut less.\n---\n" GIT, "",
	  DIFF | STAT, 1, 1, 0,
	  "As in\n\n 30 files changed, 4 insertions(+)\n\nbut less.\n",
	  "As in\n\n 30 files changed, 4 insertions(+)\n\nbut less.\n---\n", "x\n" },
	{ "a diffstat in the log", "As in\n\n" ONE_FILE "\nbut less.\n---\n" GIT, "",
	  DIFF | STAT, 1, 1, 0, "As in\n\n" ONE_FILE "\nbut less.\n",
	  "As in\n\n" ONE_FILE "\nbut less.\n---\n", "x\n" },
	{ "a diffstat without a cut", "log\n\n" ONE_FILE "\n" GIT, "", DIFF | DIFFSTAT, 1,
	  5, 0, "log\n\n" ONE_FILE "\n", "log\n\n" ONE_FILE, "x\n" },
	{ "a summary in the notes, then the diffstat",
	  "log\n---\nv2: was\n 30 files changed\n\n" ONE_FILE "\n" GIT, "",
	  DIFF | DIFFSTAT, 1, 5, 0, "log\n",
	  "log\n---\nv2: was\n 30 files changed\n\n" ONE_FILE, "x\n" },
	{ "the diffstat, then a summary in the notes",
	  "log\n---\n" ONE_FILE "\nv2: was\n 30 files changed\n\n" GIT, "",
	  DIFF | DIFFSTAT, 1, 5, 0, "log\n", "log\n---\n" ONE_FILE, "x\n" },
	{ "an attached file of git format-patch", "words\n",
	  FILE_OF("t", "log\n", ONE_FILE), DIFF | DIFFSTAT, 1, 5, 0, "\nlog\n",
	  "log\n---\n" ONE_FILE, "x\n" },
	{ "two attached files", "words\n",
	  FILE_OF("t", "log\n", "") FILE_OF("u", "other\n", ONE_FILE), DIFF | STAT, 1, 1,
	  0, "\nlog\n", "log\n---\n", "x\n" },
	{ "an attached cover letter", "words\n",
	  COMMIT "From: a@b\nSubject: [PATCH 0/1] c\n\nblurb\n" FILE_OF("t", "log\n", ""),
	  DIFF | STAT, 1, 1, 0, "\nlog\n", "log\n---\n", "x\n" },
	{ "an attached file of quilt", "words\n",
	  "From: A <a@b>\nSubject: t\n\nlog\n---\n" ONE_FILE "\n" GIT, DIFF | DIFFSTAT, 1,
	  5, 0, "\nlog\n", "log\n---\n" ONE_FILE, "x\n" },
	{ "an attached file of hg export", "words\n",
	  "# HG changeset patch\n# User A <a@b>\n# Date 1 0\nt\n\nlog\n\n" GIT,
	  DIFF | STAT, 1, 1, 0, "t\n\nlog\n\n", "t\n\nlog\n", "x\n" },
	{ "an attached file with a line like From", "words\n", "From: a to b\n\n" GIT,
	  DIFF | STAT, 1, 1, 0, "words\n", "words\n", "x\n" },
	{ "an attached file beside the text's own diff", "log\n" GIT,
	  FILE_OF("t", "other\n", ONE_FILE), DIFF | STAT, 2, 2, 0, "log\n", "log\n",
	  "x\n" },
	{ "an attached file without a diff", "words\n",
	  COMMIT "From: a@b\nSubject: [PATCH 0/1] c\n\nblurb\n", 0, 0, 0, 0, "words\n",
	  "words\n", "" },
	{ "a pasted file", "Some\nwords\n\n>" FILE_OF("t", "log\n", ONE_FILE), "",
	  DIFF | DIFFSTAT, 1, 5, 0, "\nlog\n", "log\n---\n" ONE_FILE, "x\n" },
	{ "two pasted files",
	  "Some\nwords\n\n" FILE_OF("t", "log\n", "") FILE_OF("u", "other\n", ""), "",
	  DIFF | STAT, 1, 1, 0, "\nlog\n", "log\n---\n", "x\n" },
	{ "files at the start", FILE_OF("t", "log\n", "") FILE_OF("u", "other\n", ""), "",
	  DIFF | STAT, 1, 1, 0, "\nlog\n", "log\n---\n", "x\n" },
	{ "a pasted file after the text's own diff",
	  "log\n" GIT "-- \n2\n" FILE_OF("t", "other\n", ONE_FILE), "", DIFF | STAT, 2, 2,
	  0, "log\n", "log\n", "x\n" },
	{ "in-body header", "From: A <a@b>\nSubject: x\n\nlog\n" GIT, "", DIFF | STAT, 1,
	  1, 0, "\nlog\n", "log\n", "x\n" },
	{ "below a quotation", "> q\n\nFrom: A <a@b>\nSubject: x\n\nlog\n" GIT, "",
	  DIFF | STAT, 1, 1, 0, "\nlog\n", "log\n", "x\n" },
	{ "blanks at line ends", "\n \n one \n\t\ntwo\t\n\n\n", "", 0, 0, 0, 0, NULL,
	  " one\n\ntwo\n", "" },
	{ "no line end", "one", "", 0, 0, 0, 0, "one", "one\n", "" },
	{ "blanks alone", " \n\t\n", "", 0, 0, 0, 0, NULL, "", "" },
	{ "sums past 32 bits", " 99999999999 files changed\n", "", 0, 0, 0, 0, NULL,
	  " 99999999999 files changed\n", "" },
};

static void check_row(void **state)
{
	const struct row *row = *state;
	struct arena arena = ARENA_INIT;
	struct buf paths = BUF_INIT;
	struct patch p;

	patch_split(&p, str_from(row->text), str_from(row->more));
	assert_int_equal(p.facts, row->facts);
	assert_int_equal(p.sums.files, row->files);
	assert_int_equal(p.sums.insertions, row->insertions);
	assert_int_equal(p.sums.deletions, row->deletions);
	if (row->log)
		same_str(p.log, row->log);
	same_str(patch_body(&p, &arena), row->body);
	patch_paths(&p, &paths, 1000);
	same_buf(&paths, row->paths);
	arena_release(&arena);
}

/* The text of a cover letter or a pull request. */
static const struct letter_row {
	const char *name;
	const char *text;
	uint32_t facts;
	uint32_t files, insertions;
	const char *log, *body;
} letters[] = {
	{ "nothing", "", 0, 0, 0, "", "" },
	{ "words", "one\n-- \nme\n", 0, 0, 0, "one\n", "one\n" },
	{ "a diffstat", "one\n\n" ONE_FILE "\n-- \n2\n", DIFFSTAT, 1, 5,
	  "one\n\n" ONE_FILE "\n", "one\n\n" ONE_FILE },
	{ "a diff before the diffstat", "one\n" GIT "\nA (1):\n  t\n\n" ONE_FILE,
	  DIFFSTAT, 1, 5, "one\n" GIT "\nA (1):\n  t\n\n" ONE_FILE,
	  "one\n" GIT "\nA (1):\n  t\n\n" ONE_FILE },
	{ "the last diffstat",
	  "a | 1 +\n 1 file changed\n---\n x | 2\n 2 files changed\n" ONE_FILE "\nend\n",
	  DIFFSTAT, 1, 5, "a | 1 +\n 1 file changed\n",
	  "a | 1 +\n 1 file changed\n---\n x | 2\n 2 files changed\n" ONE_FILE },
	{ "a summary in a hunk",
	  ONE_FILE "\n@@ -1,2 +1 @@\n y | 1 +\n-9 files changed\nend\n", DIFFSTAT, 1, 5,
	  NULL, ONE_FILE },
	{ "a summary in the second hunk",
	  ONE_FILE
	  "\n@@ -1 +1 @@\n-a\n+b\n@@ -2 +2,2 @@\n y | 1 +\n 9 files changed\nend\n",
	  DIFFSTAT, 1, 5, NULL, ONE_FILE },
	{ "a signature in a hunk", "one\n@@ -1,2 +1 @@\n a\n-- \n" ONE_FILE, DIFFSTAT, 1,
	  5, NULL, "one\n@@ -1,2 +1 @@\n a\n--\n" ONE_FILE },
	{ "a hunk that is cut short",
	  "one\n@@ -1,99 +1,99 @@\n a\nand so on\n\n" ONE_FILE, DIFFSTAT, 1, 5, NULL,
	  "one\n@@ -1,99 +1,99 @@\n a\nand so on\n\n" ONE_FILE },
	{ "a shortlog after the diffstat", ONE_FILE "\nA (1):\n  t\n-- \n2\n", DIFFSTAT,
	  1, 5, NULL, ONE_FILE "\nA (1):\n  t\n" },
	{ "a summary after the signature", "one\n-- \n2\n" ONE_FILE, 0, 0, 0, "one\n",
	  "one\n" },
	{ "a summary without files", "one\n 2 files changed\n", DIFFSTAT, 2, 0, NULL,
	  "one\n 2 files changed\n" },
};

static void check_letter(void **state)
{
	const struct letter_row *row = *state;
	struct arena arena = ARENA_INIT;
	struct patch p;

	patch_split_letter(&p, str_from(row->text));
	assert_int_equal(p.facts, row->facts);
	assert_int_equal(p.sums.files, row->files);
	assert_int_equal(p.sums.insertions, row->insertions);
	if (row->log)
		same_str(p.log, row->log);
	same_str(patch_body(&p, &arena), row->body);
	arena_release(&arena);
}

static void test_body_limit(void **state)
{
	struct arena arena = ARENA_INIT;
	struct buf text = BUF_INIT;
	struct patch p;

	(void)state;
	while (text.len <= PATCH_BODY_MAX)
		buf_addstr(&text, "a line\n");
	patch_split(&p, buf_str(&text), STR_EMPTY);
	assert_true(patch_body(&p, &arena).len <= PATCH_BODY_MAX);
	assert_true(p.facts & FACT_BODY_CUT);
	/* no line to cut at, and a character across the limit */
	buf_reset(&text);
	while (text.len <= PATCH_BODY_MAX)
		buf_addstr(&text, "\xe2\x82\xac");
	patch_split(&p, buf_str(&text), STR_EMPTY);
	assert_int_equal(patch_body(&p, &arena).len, PATCH_BODY_MAX / 3 * 3 + 1);
	buf_release(&text);
	arena_release(&arena);
}

int main(void)
{
	struct tests t = { .n = 0 };

	add_rows(&t, rows, ARRAY_SIZE(rows), sizeof(rows[0]), check_row);
	add_rows(&t, letters, ARRAY_SIZE(letters), sizeof(letters[0]), check_letter);
	add_test(&t, "body limit", test_body_limit);
	return run_group("patch", &t);
}

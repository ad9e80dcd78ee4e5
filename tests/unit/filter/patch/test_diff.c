/* SPDX-License-Identifier: MIT */
#include "filter/patch/diff.h"
#include "filter/patch/diff_paths.h"
#include "tests/support/rows.h"

#define LIMIT 65536

static const struct row {
	const char *name;
	const char *text;
	int start; /* of the diff; -1: no diff */
	uint32_t files, insertions, deletions;
	const char *paths;
} rows[] = {
	{ "nothing", "", -1, 0, 0, 0, "" },
	{ "git",
	  "log\ndiff --git a/x.c b/x.c\nindex 1..2 100644\n--- a/x.c\n+++ b/x.c\n"
	  "@@ -1,2 +1,3 @@ f()\n a\n-b\n+c\n+d\n-- \n2.43\n",
	  4, 1, 2, 1, "x.c\n" },
	{ "git, two files",
	  "diff --git a/x b/x\n--- a/x\n+++ b/x\n@@ -1 +1 @@\n-a\n+b\n"
	  "diff --git a/y b/y\n--- a/y\n+++ b/y\n@@ -1 +0,0 @@\n-a\n",
	  0, 2, 1, 2, "x\ny\n" },
	{ "git, a line that looks like a header in a hunk",
	  "diff --git a/x b/x\n--- a/x\n+++ b/x\n@@ -1,2 +1,2 @@\n--- a/y\n-c\n+++ "
	  "b/y\n+d\n",
	  0, 1, 2, 2, "x\n" },
	{ "git, mode alone", "diff --git a/x b/x\nold mode 100644\nnew mode 100755\n", 0,
	  1, 0, 0, "x\n" },
	{ "git, rename alone",
	  "diff --git a/d/x b/y z\nsimilarity index 100%\nrename from d/x\nrename to y "
	  "z\n",
	  0, 1, 0, 0, "d/x\ny z\n" },
	{ "git, copy", "diff --git a/x b/y\ncopy from x\ncopy to y\n", 0, 1, 0, 0,
	  "x\ny\n" },
	{ "git, new file",
	  "diff --git a/x b/x\nnew file mode 100644\n--- /dev/null\n+++ b/x\n@@ -0,0 +1 "
	  "@@\n+a\n"
	  "\\ No newline at end of file\n",
	  0, 1, 1, 0, "x\n" },
	{ "git, no newline before either",
	  "diff --git a/x b/x\n--- a/x\n+++ b/x\n@@ -1 +1 @@\n-a\n\\ No newline at end "
	  "of file\n+b\n"
	  "\\ No newline at end of file\n",
	  0, 1, 1, 1, "x\n" },
	{ "git, binary",
	  "diff --git a/x b/x\nGIT binary patch\nliteral 4\nLc$~{}0z\n\nliteral "
	  "0\nHcmV?d00001\n\n",
	  0, 1, 0, 0, "x\n" },
	{ "git, blanks in the name", "diff --git a/a b c b/a b c\nindex 1..2\n", 0, 1, 0,
	  0, "a b c\n" },
	{ "git, other prefixes", "diff --git i/x w/x\nindex 1..2\n", 0, 1, 0, 0, "x\n" },
	{ "git, no prefix",
	  "diff --git dir/x dir/x\n--- dir/x\n+++ dir/x\n@@ -1 +1 @@\n-a\n+b\n", 0, 1, 1,
	  1, "dir/x\n" },
	{ "git, quoted name",
	  "diff --git \"a/\\303\\244\\\"\\t\" \"b/\\303\\244\\\"\\t\"\n--- "
	  "\"a/\\303\\244\\\"\\t\"\n"
	  "+++ \"b/\\303\\244\\\"\\t\"\n@@ -1 +1 @@\n-a\n+b\n",
	  0, 1, 1, 1, "\xc3\xa4\"\xef\xbf\xbd\n" },
	{ "git, empty context line without its blank",
	  "diff --git a/x b/x\n--- a/x\n+++ b/x\n@@ -1,3 +1,3 @@\n-a\n\n+b\n c\n", 0, 1,
	  1, 1, "x\n" },
	{ "plain", "--- a/x\t2020-01-01\n+++ b/x\t2020-01-02\n@@ -1 +1,2 @@\n a\n+b\n", 0,
	  1, 1, 0, "x\n" },
	{ "plain, a file that is gone", "--- a/x\n+++ /dev/null\n@@ -1 +0,0 @@\n-a\n", 0,
	  1, 0, 1, "x\n" },
	{ "Mercurial",
	  "diff -r 1a -r 2b x.py\n--- a/x.py\tMon\n+++ b/x.py\tTue\n@@ -1 +1 "
	  "@@\n-a\n+b\n",
	  0, 1, 1, 1, "x.py\n" },
	{ "Subversion",
	  "Index: "
	  "x\n===================================================================\n--- "
	  "x\t(rev 1)\n"
	  "+++ x\t(working copy)\n@@ -1 +1 @@\n-a\n+b\n",
	  0, 1, 1, 1, "x\n" },
	{ "CVS",
	  "Index: "
	  "x\n===================================================================\nRCS "
	  "file: x,v\n"
	  "retrieving revision 1.1\ndiff -u -r1.1 x\n--- x\t1\n+++ x\t2\n@@ -1 +1 "
	  "@@\n-a\n+b\n",
	  0, 1, 1, 1, "x\n" },
	{ "quilt",
	  "Index: b/x\n=====================\n--- a/x\n+++ b/x\n@@ -1 +1 @@\n-a\n+b\n", 0,
	  1, 1, 1, "x\n" },
	{ "context", "*** a/x\n--- b/x\n***************\n*** 1 ****\n! a\n", 0, 1, 0, 0,
	  "x\n" },
	{ "a hunk's line cut short", "--- a/x\n+++ b/x\n@@ -\n-a\n@@ -1", 0, 1, 0, 1,
	  "x\n" },
	{ "words of a diff", "Index: page 4\ndiff -u says\n--- a\n+++ b\n", -1, 0, 0, 0,
	  "" },
	{ "different", "different\ndiff\nIndexes\n---\n", -1, 0, 0, 0, "" },
	{ "quoted", "> diff --git a/x b/x\n", -1, 0, 0, 0, "" },
	{ "indented", " diff --git a/x b/x\n", -1, 0, 0, 0, "" },
};

static void check_row(void **state)
{
	const struct row *row = *state;
	struct diff_sums sums = { 0, 0, 0 };
	struct str text = str_from(row->text), diff;
	struct buf paths = BUF_INIT;
	size_t start = diff_find(text);

	assert_int_equal(start, row->start < 0 ? (int)text.len : row->start);
	diff = str_sub(text, start, text.len);
	assert_int_equal(diff_starts(diff), row->start >= 0);
	diff_count(&sums, diff);
	assert_int_equal(sums.files, row->files);
	assert_int_equal(sums.insertions, row->insertions);
	assert_int_equal(sums.deletions, row->deletions);
	diff_paths_collect(&paths, diff, LIMIT);
	same_buf(&paths, row->paths);
}

/* A hunk that says it is longer than anything ends with the text. */
static void test_endless_hunk(void **state)
{
	struct diff_sums sums = { 0, 0, 0 };

	(void)state;
	diff_count(&sums,
		   STR("--- x\n+++ x\n@@ -1,4294967295 +1,99999999999 @@\n+a\n+b\n"));
	assert_int_equal(sums.insertions, 2);
}

int main(void)
{
	struct tests t = { .n = 0 };

	add_rows(&t, rows, ARRAY_SIZE(rows), sizeof(rows[0]), check_row);
	add_test(&t, "a hunk without end", test_endless_hunk);
	return run_group("diff", &t);
}

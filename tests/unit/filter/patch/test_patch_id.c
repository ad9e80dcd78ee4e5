/* SPDX-License-Identifier: MIT */
#include "filter/patch/patch_id.h"
#include "store/inbox/mail_id.h"
#include "store/util/buf.h"
#include "store/util/hex.h"
#include "tests/support/rows.h"

/* The ids are those of git patch-id --stable (git 2.39.5); "": git prints none. */
static const struct row {
	const char *name, *diff, *id;
} rows[] = {
	{ "a change of one line",
	  "diff --git a/x b/x\n"
	  "index 1234567..89abcde 100644\n"
	  "--- a/x\n"
	  "+++ b/x\n"
	  "@@ -1,3 +1,3 @@ f()\n"
	  " a\n"
	  "-b\n"
	  "+c\n"
	  " d\n"
	  "-- \n"
	  "2.39.5\n",
	  "21508993fa576e730009fcacfaa7d106d056cd54" },
	{ "other line numbers and white space",
	  "diff --git a/x b/x\n"
	  "index 7654321..edcba98 100644\n"
	  "--- a/x\n"
	  "+++ b/x\n"
	  "@@ -11,3 +12,3 @@\n"
	  " \ta\n"
	  "- b\n"
	  "+c \n"
	  " d\r\n",
	  "21508993fa576e730009fcacfaa7d106d056cd54" },
	{ "two files",
	  "diff --git a/x b/x\n"
	  "--- a/x\n"
	  "+++ b/x\n"
	  "@@ -1 +1 @@\n"
	  "-a\n"
	  "+b\n"
	  "diff --git a/y b/y\n"
	  "--- a/y\n"
	  "+++ b/y\n"
	  "@@ -1,0 +2 @@\n"
	  "+q\n",
	  "a9efd9362ecc4624d0936377338fdb6e161f234f" },
	{ "the two files in the other order",
	  "diff --git a/y b/y\n"
	  "--- a/y\n"
	  "+++ b/y\n"
	  "@@ -1,0 +2 @@\n"
	  "+q\n"
	  "diff --git a/x b/x\n"
	  "--- a/x\n"
	  "+++ b/x\n"
	  "@@ -1 +1 @@\n"
	  "-a\n"
	  "+b\n",
	  "a9efd9362ecc4624d0936377338fdb6e161f234f" },
	{ "two hunks",
	  "diff --git a/x b/x\n"
	  "--- a/x\n"
	  "+++ b/x\n"
	  "@@ -1 +1 @@\n"
	  "-a\n"
	  "+b\n"
	  "@@ -9,2 +9,2 @@\n"
	  "-c\n"
	  "+d\n"
	  " e\n",
	  "650a3183aeca0cba6f9aa70a2eccc3cc762fc556" },
	{ "a mode alone",
	  "diff --git a/x b/x\n"
	  "old mode 100644\n"
	  "new mode 100755\n"
	  "-- \n"
	  "2.39.5\n",
	  "7bcc152e36c71a85a4deab4464e51432487ef9af" },
	{ "a rename alone",
	  "diff --git a/x b/y\n"
	  "similarity index 100%\n"
	  "rename from x\n"
	  "rename to y\n",
	  "18df27b32c0996f34aa52b1464f3d86cd15e063a" },
	{ "a new file without a newline at its end",
	  "diff --git a/x b/x\n"
	  "new file mode 100644\n"
	  "index 0000000..78981922\n"
	  "--- /dev/null\n"
	  "+++ b/x\n"
	  "@@ -0,0 +1 @@\n"
	  "+a\n"
	  "\\ No newline at end of file\n",
	  "204b76907cf6923a0caea12ba35e25c5ce8afd92" },
	{ "binary",
	  "diff --git a/x b/x\n"
	  "index 1234567..89abcde 100644\n"
	  "GIT binary patch\n"
	  "literal 4\n"
	  "Lc$~{}0z\n"
	  "\n"
	  "literal 0\n"
	  "HcmV?d00001\n"
	  "\n"
	  "diff --git a/y b/y\n"
	  "--- a/y\n"
	  "+++ b/y\n"
	  "@@ -1 +1 @@\n"
	  "-a\n"
	  "+b\n",
	  "f84392072d5f44e124199e5b95312178101bcb24" },
	{ "binary, named only",
	  "diff --git a/x b/x\n"
	  "index 1234567..89abcde\n"
	  "Binary files a/x and b/x differ\n",
	  "a0bc2a56429b219eb49e65f6e2c58687a90fe386" },
	{ "a line of dashes in a hunk",
	  "diff --git a/x b/x\n"
	  "--- a/x\n"
	  "+++ b/x\n"
	  "@@ -1,2 +1,2 @@\n"
	  "--- y\n"
	  "-c\n"
	  "+++ y\n"
	  "+d\n",
	  "58e37c5aa2769187e79e1fbe11b639b8d16d7789" },
	{ "more lines than the hunk says",
	  "diff --git a/x b/x\n"
	  "--- a/x\n"
	  "+++ b/x\n"
	  "@@ -1 +1,2 @@\n"
	  "-a\n"
	  " b\n"
	  " c\n"
	  "+d\n",
	  "8e24f7430ff7aea05837bebcbb3a98b5a4c052a0" },
	{ "fewer lines than the hunk says",
	  "diff --git a/x b/x\n"
	  "--- a/x\n"
	  "+++ b/x\n"
	  "@@ -1,9 +1,9 @@\n"
	  "-a\n"
	  "+b\n",
	  "145e3cc0dc6c33a0fe33b1599033369dd88e1a5a" },
	{ "a reply's text after the hunk",
	  "diff --git a/x b/x\n"
	  "--- a/x\n"
	  "+++ b/x\n"
	  "@@ -1 +1 @@\n"
	  "-a\n"
	  "+b\n"
	  "Regards\n"
	  "diff --git a/y b/y\n",
	  "145e3cc0dc6c33a0fe33b1599033369dd88e1a5a" },
	{ "Index: before it",
	  "Index: x\n"
	  "=====\n"
	  "diff -u a/x b/x\n"
	  "--- a/x\n"
	  "+++ b/x\n"
	  "@@ -1 +1 @@\n"
	  "-a\n"
	  "+b\n",
	  "abebcd6014d1beeffbf4b0951af443e9f217c2a7" },
	{ "no diff line",
	  "--- a/x\n"
	  "+++ b/x\n"
	  "@@ -1 +1 @@\n"
	  "-a\n"
	  "+b\n",
	  "" },
	{ "nothing", "", "" },
	{ "an empty line, and a line that ends without a newline, in a hunk",
	  "diff --git a/x b/x\n"
	  "index 12..34\n"
	  "--- a/x\n"
	  "+++ b/x\n"
	  "@@ -1,3 +1,3 @@\n"
	  " a\n"
	  "\n"
	  "-b\n"
	  "\\ No newline at end of file\n"
	  "+c\n",
	  "a5b62214d09d1a8c1095beba1a403e0d1c634f13" },
};

static void check_id(void **state)
{
	const struct row *row = *state;
	unsigned char id[PATCH_ID_SIZE];
	char hex[2 * PATCH_ID_SIZE + 1] = "";

	if (patch_id_make(id, str_from(row->diff)))
		hex_write(hex, id, 2 * sizeof(id));
	assert_string_equal(hex, row->id);
}

/* As for git, a NUL ends a line. */
static void nul(void **state)
{
	static const char whole[] =
	    "diff --git a/x b/x\n--- a/x\n+++ b/x\n@@ -1 +1 @@\n-a\n+b\0c\n";
	static const char cut[] =
	    "diff --git a/x b/x\n--- a/x\n+++ b/x\n@@ -1 +1 @@\n-a\n+b\n";
	unsigned char a[PATCH_ID_SIZE], b[PATCH_ID_SIZE];

	(void)state;
	assert_true(patch_id_make(a, (struct str){ whole, sizeof(whole) - 1 }));
	assert_true(patch_id_make(b, (struct str){ cut, sizeof(cut) - 1 }));
	assert_memory_equal(a, b, sizeof(a));
}

/* Lines, and a line, that are longer than the room of the hash. */
static void long_hunk(void **state)
{
	struct buf diff = BUF_INIT;
	unsigned char id[PATCH_ID_SIZE];
	char hex[2 * PATCH_ID_SIZE + 1];

	(void)state;
	buf_addstr(&diff, "diff --git a/x b/x\n--- a/x\n+++ b/x\n@@ -0,0 +1,1001 @@\n");
	for (int i = 0; i < 1000; i++)
		buf_addf(&diff, "+line %d\tof many\n", i);
	buf_addch(&diff, '+');
	for (int i = 0; i < 1000; i++)
		buf_addstr(&diff, "0123456789 ");
	buf_addch(&diff, '\n');
	assert_true(patch_id_make(id, buf_str(&diff)));
	hex_write(hex, id, 2 * sizeof(id));
	assert_string_equal(hex, "69059785355b3410827ecc5ad5d430520894a2a8");
	buf_release(&diff);
}

int main(void)
{
	struct tests t = { .n = 0 };

	add_rows(&t, rows, ARRAY_SIZE(rows), sizeof(rows[0]), check_id);
	add_test(&t, "a long hunk", long_hunk);
	add_test(&t, "a NUL ends a line", nul);
	return run_group("patch_id", &t);
}

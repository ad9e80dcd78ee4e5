/* SPDX-License-Identifier: MIT */
#include "filter/mail/flowed.h"
#include "tests/support/rows.h"

static const struct row {
	const char *name;
	bool delsp;
	const char *in, *out;
} rows[] = {
	{ "fixed lines", false, "a\nb\n\nc\n", "a\nb\n\nc\n" },
	{ "a paragraph", false, "one \ntwo \nthree\nfour\n", "one two three\nfour\n" },
	{ "delsp", true, "one \ntwo\n", "onetwo\n" },
	{ "stuffed", false, "  a\n >b\n From c\n", " a\n>b\nFrom c\n" },
	{ "stuffed and flowed", false, " From \n >x\n", "From >x\n" },
	{ "signature mark", false, "text\n-- \nname\n", "text\n-- \nname\n" },
	{ "signature mark ends a paragraph", false, "text \n-- \nname\n",
	  "text \n-- \nname\n" },
	{ "quoted", false, "> one \n> two\n>> three \n> four\n",
	  "> one two\n>> three \n> four\n" },
	{ "quoted, no blank", false, ">one \n>two\n", "> one two\n" },
	{ "quoted signature mark", false, "> a \n> -- \n> b\n", "> a \n> -- \n> b\n" },
	{ "empty quoted line", false, "> a\n>\n> b\n", "> a\n>\n> b\n" },
	{ "text after a quote", false, "> a \ntext\n", "> a \ntext\n" },
	{ "open end", false, "one \n", "one \n" },
	{ "no line end", false, "one \ntwo", "one two\n" },
	{ "line of one blank", false, "a\n \nb\n", "a\n\nb\n" },
	{ "a diff, stuffed", false,
	  "  f.c | 2 ++\n  1 file changed, 2 insertions(+)\n\n@@ -1 +1,3 @@\n  int "
	  "a;\n+int \nb;\n  \n",
	  " f.c | 2 ++\n 1 file changed, 2 insertions(+)\n\n@@ -1 +1,3 @@\n int a;\n+int "
	  "b;\n \n" },
	{ "a diff, never stuffed", false,
	  "text \n---\n f.c | 2 ++\n 2 files changed, 2 insertions(+)\n\n@@ -1 +1,3 @@\n "
	  "int a;\n+int \n",
	  "text \n---\n f.c | 2 ++\n 2 files changed, 2 insertions(+)\n\n@@ -1 +1,3 @@\n "
	  "int a;\n+int \n" },
	{ "nothing", false, "", "" },
};

static void check_row(void **state)
{
	const struct row *row = *state;
	struct buf b = BUF_INIT;

	flowed_add(&b, str_from(row->in), row->delsp);
	same_buf(&b, row->out);
}

int main(void)
{
	struct tests t = { .n = 0 };

	add_rows(&t, rows, ARRAY_SIZE(rows), sizeof(rows[0]), check_row);
	return run_group("flowed", &t);
}

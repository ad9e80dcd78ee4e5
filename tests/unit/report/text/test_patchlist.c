/* SPDX-License-Identifier: MIT */
#include <stdio.h>

#include "report/text/patchlist.h"
#include "tests/support/rows.h"
#include "tests/support/posts.h"
#include "tests/support/temp.h"

#define ROWS 10

struct list_case {
	const char *name;
	struct row rows[ROWS];
	const char *expected;
};

static const struct list_case cases[] = {
	{ "no rows", { { NULL } }, "\n\n" },
	{ "a standalone patch",
	  { { "1", NULL, "[PATCH] RISC-V: lock it", "r", 0 } },
	  "\n"
	  "      1/1    [PATCH] RISC-V: lock it  (R)\n"
	  "\n" },
	{ "a series with its older versions",
	  { { "a", NULL, "[PATCH v10 0/1] ext", "h", 0 },
	    { "b", "a", "[PATCH v10 1/1] one", "h", 1 },
	    { "c", NULL, "[PATCH v11 0/2] ext", "h", 2 },
	    { "d", "c", "[PATCH v11 1/2] one", "h", 3 },
	    { "e", NULL, "[PATCH v12 00/2] ext", "h", 4 },
	    { "f", "e", "[PATCH v12 01/2] one", "h", 5 },
	    { "g", "e", "[PATCH v12 02/2] one", "h", 6 } },
	  "\n"
	  "      2/2    [PATCH v12 00/2] ext  (H)\n"
	  "             earlier here: v11 1/2, v10 1/1\n"
	  "\n" },
	{ "parts without a cover, and a total nobody said",
	  { { "4", NULL, "[PATCH 04/17] four", "a", 0 },
	    { "3", "4", "[PATCH 03/17] three", "b/a", 1 },
	    { "1", NULL, "[PATCH 2/n] some", "c", 2 } },
	  "\n"
	  "      1/?    [PATCH 2/n] some  (C)\n"
	  "      2/17   [PATCH 03/17] three  (B)\n"
	  "\n" },
	{ "a mail with two patches is a series by itself",
	  { { "1", NULL, "[PATCH] one", "a", 0, .parts = ROW_PARTS },
	    { "2", NULL, "[PATCH v2] one", "a", 1, .parts = ROW_PARTS } },
	  "\n"
	  "      2/2    [PATCH v2] one  (A)\n"
	  "             earlier here: v1 2/2\n"
	  "\n" },
	{ "a part posted anew",
	  { { "c", NULL, "[PATCH 0/2] work", "a", 0 },
	    { "1", "c", "[PATCH 1/2] one", "a", 1 },
	    { "2", "c", "[PATCH 2/2] two", "a", 2 },
	    { "n", NULL, "[PATCH v2] two", "a", 3 } },
	  "\n"
	  "      1/1    [PATCH v2] two  (A)\n"
	  "             replaces 2/2 of [PATCH 0/2] work\n"
	  "      2/2    [PATCH 0/2] work  (A)\n"
	  "             2/2 replaced by v2\n"
	  "\n" },
	{ "the order is that of the newest shown mail",
	  { { "c", NULL, "[PATCH 0/2] work", "a", 0 },
	    { "1", "c", "[PATCH 1/2] one", "a", 1 },
	    { "x", NULL, "[PATCH] fix", "b", 2 },
	    { "2", "c", "[PATCH 2/2] two", "a", 3 } },
	  "\n"
	  "      1/1    [PATCH] fix  (B)\n"
	  "      2/2    [PATCH 0/2] work  (A)\n"
	  "\n" },
	{ "nothing of a mail acts on a terminal",
	  { { "1", NULL, "[PATCH] \033[31mred\x9f", "r", 0 } },
	  "\n"
	  "      1/1    [PATCH] \uFFFD[31mred\uFFFD  (R)\n"
	  "\n" },
};

/* Prints the patch list into a file. */
static void print_to(struct buf *b, const struct list_case *c, const char *file)
{
	struct output_options options = { .file = file };
	const struct digest_options digest_options = { .titles_only = true };
	struct digest digest;
	struct selection sel;
	struct text_line line = { NULL, BUF_INIT };
	struct output *o;
	bool taken;

	rows_select(&sel, c->rows, ROWS);
	digest_make(&digest, &sel, &digest_options);
	assert_int_equal(output_open(&o, &options, b), ST_OK);
	line.out = o;
	patchlist_print(&line, &digest);
	buf_release(&line.text);
	assert_int_equal(output_finish(o, true, &taken, b), ST_OK);
	assert_true(taken);
	digest_release(&digest);
	rows_release(&sel);
}

static void check_list(void **state)
{
	const struct list_case *c = *state;
	char *dir = temp_dir();
	struct buf file = BUF_INIT, text = BUF_INIT;

	buf_addf(&file, "%s/list", dir);
	print_to(&text, c, buf_cstr(&file));
	temp_read(&text, buf_cstr(&file));
	assert_string_equal(buf_cstr(&text), c->expected);
	buf_release(&file);
	buf_release(&text);
	temp_remove(dir);
}

int main(void)
{
	static struct tests t;

	add_rows(&t, cases, ARRAY_SIZE(cases), sizeof(cases[0]), check_list);
	return run_group("patchlist", &t);
}

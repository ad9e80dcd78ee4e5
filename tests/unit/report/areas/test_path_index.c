/* SPDX-License-Identifier: MIT */
#include "report/areas/path_index.h"
#include "tests/support/rows.h"

static const struct find_row {
	const char *name;
	const char *beginnings[8]; /* value: the index */
	const char *path;
	const char *found; /* values, the longest beginning first */
} finds[] = {
	{ "nothing at all", { NULL }, "a", "" },
	{ "none", { "b" }, "a", "" },
	{ "none of smaller ones", { "a", "b/" }, "c", "" },
	{ "the path", { "a/b" }, "a/b", "0 " },
	{ "all that it begins with",
	  { "", "a/", "a/b/", "a/b/c" },
	  "a/b/c.c",
	  "3 2 1 0 " },
	{ "in any order", { "a/b/c", "", "a/b/", "a/" }, "a/b/c.c", "0 2 3 1 " },
	{ "others between", { "a", "aa", "ab", "ac/x", "ac/y" }, "ac/xy", "3 0 " },
	{ "behind a longer one", { "a/", "a/b/c/d" }, "a/b/d", "0 " },
	{ "the empty one", { "", "b" }, "a", "0 " },
	{ "the same twice", { "a/", "b", "a/" }, "a/b", "2 0 " },
	{ "bytes above 0x7f", { "\xc3", "z" }, "\xc3\xa4", "0 " },
};

static void check_find(void **state)
{
	const struct find_row *row = *state;
	struct path_index x = PATH_INDEX_INIT;
	struct buf found = BUF_INIT;

	for (size_t i = 0; i < 8 && row->beginnings[i]; i++)
		path_index_add(&x, str_from(row->beginnings[i]), i);
	path_index_sort(&x);
	for (size_t at = path_index_find(&x, str_from(row->path)); at != PATH_INDEX_END;
	     at = x.entries[at].shorter)
		buf_addf(&found, "%zu ", x.entries[at].value);
	same_buf(&found, row->found);
	path_index_release(&x);
}

int main(void)
{
	static struct tests t;

	add_rows(&t, finds, ARRAY_SIZE(finds), sizeof(finds[0]), check_find);
	return run_group("path_index", &t);
}

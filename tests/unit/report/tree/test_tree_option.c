/* SPDX-License-Identifier: MIT */
#include <sys/stat.h>

#include "tests/support/rows.h"

#include "report/tree/tree_option.h"
#include "tests/support/temp.h"

/* A folder has the folders a, a#b, c (with .git) and c#d#e, and the file f. */
static const struct option_row {
	const char *name;
	const char *text;
	enum status status;
	const char *dir, *rev, *repo; /* if it is understood */
	const char *why;	      /* else: what the message holds */
} rows[] = {
	{ "a folder", "a", ST_OK, "a", "", "a", NULL },
	{ "a work tree", "c", ST_OK, "c", "", "c/.git", NULL },
	{ "a revision", "a#main", ST_OK, "a", "main", "a", NULL },
	{ "a # in the folder's name", "a#b", ST_OK, "a#b", "", "a#b", NULL },
	{ "and a revision", "a#b#v1", ST_OK, "a#b", "v1", "a#b", NULL },
	{ "a # in the revision", "a#x#1", ST_OK, "a", "x#1", "a", NULL },
	{ "the longest folder", "c#d#e", ST_OK, "c#d#e", "", "c#d#e", NULL },
	{ "a part of its name", "c#d", ST_OK, "c", "d", "c/.git", NULL },
	{ "no folder", "x", ST_NOINPUT, .why = "tree x: x: No such file" },
	{ "no folder, with a revision", "x#main", ST_NOINPUT,
	  .why = "tree x#main: x: No such file" },
	{ "a file", "f", ST_NOINPUT, .why = "tree f: f: this is no folder; expected" },
	{ "nothing", "", ST_USAGE, .why = "tree '': expected the folder" },
	{ "a revision alone", "#main", ST_USAGE, .why = "expected the folder" },
	{ "no revision", "a#", ST_USAGE, .why = "expected a branch, a tag or a commit" },
	{ "an option of git", "a#--all", ST_USAGE, .why = "expected a branch" },
};

static void check_option(void **state)
{
	const struct option_row *row = *state;
	struct tree_option o = TREE_OPTION_INIT;
	struct buf why = BUF_INIT;

	assert_int_equal(tree_option_parse(&o, row->text, &why), row->status);
	if (row->status == ST_OK) {
		same_str(buf_str(&o.dir), row->dir);
		same_str(o.rev, row->rev);
		same_str(buf_str(&o.repo), row->repo);
	} else {
		assert_non_null(strstr(buf_cstr(&why), row->why));
	}
	buf_release(&why);
	tree_option_release(&o);
}

static char *folder;

static int make_folders(void **state)
{
	static const char *const names[] = { "a", "a#b", "c", "c/.git", "c#d#e" };
	FILE *f;

	(void)state;
	folder = temp_dir();
	if (chdir(folder) != 0)
		return -1;
	for (size_t i = 0; i < ARRAY_SIZE(names); i++)
		if (mkdir(names[i], 0700) != 0)
			return -1;
	f = fopen("f", "w");
	return f ? fclose(f) : -1;
}

static int remove_folders(void **state)
{
	(void)state;
	temp_remove(folder);
	return chdir("/");
}

int main(void)
{
	struct tests t = { .n = 0 };

	add_rows(&t, rows, ARRAY_SIZE(rows), sizeof(rows[0]), check_option);
	return run_group_with("tree_option", &t, make_folders, remove_folders);
}

/* SPDX-License-Identifier: MIT */
#include "tests/support/rows.h"

#include "report/tree/tree_name.h"

static const struct name_row {
	const char *name;
	const char *url, *printed, *last_names;
} rows[] = {
	{ "https", "https://git.example/pub/scm/frob/linux.git",
	  "https://git.example/pub/scm/frob/linux.git", "frob/linux.git" },
	{ "a slash at the end", "git://git.example/frob/linux.git/",
	  "git://git.example/frob/linux.git/", "frob/linux.git" },
	{ "two names", "https://git.example/frob/linux", "https://git.example/frob/linux",
	  "frob/linux" },
	{ "one name", "https://git.example/linux", "https://git.example/linux", "linux" },
	{ "no path", "https://git.example", "https://git.example", "" },
	{ "a password", "https://me:pass@git.example/frob/x.git",
	  "https://git.example/frob/x.git", "frob/x.git" },
	{ "a password with @ and :", "https://me:p@s:s@git.example:8080/frob/x.git",
	  "https://git.example:8080/frob/x.git", "frob/x.git" },
	{ "a token in the query", "https://git.example/frob/x.git?token=abc#d",
	  "https://git.example/frob/x.git", "frob/x.git" },
	{ "an @ in the path", "https://git.example/frob/x@y.git",
	  "https://git.example/frob/x@y.git", "frob/x@y.git" },
	{ "ssh", "git@git.example:frob/x.git", "git.example:frob/x.git", "frob/x.git" },
	{ "ssh, one name", "git.example:x.git", "git.example:x.git", "x.git" },
	{ "a folder", "/srv/git/frob/x.git", "/srv/git/frob/x.git", "frob/x.git" },
	{ "a folder at the root", "/x.git", "/x.git", "x.git" },
	{ "a folder beside", "../x", "../x", "../x" },
	{ "a folder with @ and :", "/srv/a@b:c/x.git", "/srv/a@b:c/x.git",
	  "a@b:c/x.git" },
	{ "nothing", "", "", "" },
	{ "slashes", "//", "//", "" },
};

static void check_name(void **state)
{
	const struct name_row *row = *state;
	struct buf printed = BUF_INIT;

	tree_url_add(&printed, str_from(row->url));
	same_str(tree_short_name(buf_str(&printed)), row->last_names);
	same_buf(&printed, row->printed);
}

int main(void)
{
	struct tests t = { .n = 0 };

	add_rows(&t, rows, ARRAY_SIZE(rows), sizeof(rows[0]), check_name);
	return run_group("tree_name", &t);
}

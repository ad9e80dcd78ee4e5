/* SPDX-License-Identifier: MIT */
#include "filter/patch/push_log.h"
#include "tests/support/rows.h"

static const struct row {
	const char *name;
	const char *text;
	const char *tree, *branch; /* NULL: no log */
} rows[] = {
	{ "a push",
	  "Thanks!\n\nTo git.sr.ht:~a/frob\n   0123456..89abcde  master -> main\n",
	  "git.sr.ht:~a/frob", "main" },
	{ "by force", "To ssh://x/frob\n + 0123456...89abcde a -> b (forced update)\n",
	  "ssh://x/frob", "b" },
	{ "quoted", "> To git.sr.ht:~a/frob\n>    0123456..89abcde  x -> y\n", NULL,
	  NULL },
	{ "a sentence", "To be sure/safe\n   0123456..89abcde  x -> y\n", NULL, NULL },
	{ "no tree", "To frob\n   0123456..89abcde  x -> y\n", NULL, NULL },
	{ "an empty line between", "To a:b\n\n   0123456..89abcde  x -> y\n", NULL,
	  NULL },
	{ "no commits", "To a:b\n * [new branch]  x -> y\n", NULL, NULL },
	{ "one commit", "To a:b\n   0123456  x -> y\n", NULL, NULL },
	{ "few digits", "To a:b\n   01234..56789  x -> y\n", NULL, NULL },
	{ "no arrow", "To a:b\n   0123456..89abcde  x\n", NULL, NULL },
	{ "no branch", "To a:b\n   0123456..89abcde  x -> \n", NULL, NULL },
	{ "nothing", "", NULL, NULL },
};

static void check_row(void **state)
{
	const struct row *row = *state;
	struct push_log log;

	assert_int_equal(push_log_read(&log, str_from(row->text)), row->tree != NULL);
	if (!row->tree)
		return;
	same_str(log.tree, row->tree);
	same_str(log.branch, row->branch);
}

int main(void)
{
	struct tests t = { .n = 0 };

	add_rows(&t, rows, ARRAY_SIZE(rows), sizeof(rows[0]), check_row);
	return run_group("push_log", &t);
}

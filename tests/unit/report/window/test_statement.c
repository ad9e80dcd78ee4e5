/* SPDX-License-Identifier: MIT */
#include "report/window/statement.h"
#include "tests/support/rows.h"

static const struct row {
	const char *name;
	const char *line;
	int kind; /* -1: no statement */
	uint32_t from, to;
	const char *text;
} rows[] = {
	{ "a part", "applied 3", STATEMENT_APPLIED, 3, 3, "" },
	{ "parts", "applied 3-5", STATEMENT_APPLIED, 3, 5, "" },
	{ "all parts", "applied 1-", STATEMENT_APPLIED, 1, UINT32_MAX, "" },
	{ "a part without a commit", "unapplied 2", STATEMENT_UNAPPLIED, 2, 2, "" },
	{ "a tree", "tree frob/frob.git", STATEMENT_TREE, 0, 0, "frob/frob.git" },
	{ "a branch", "branch for-next", STATEMENT_BRANCH, 0, 0, "for-next" },
	{ "a person", "by Jane Doe <jane@x>", STATEMENT_BY, 0, 0, "Jane Doe <jane@x>" },
	{ "a commit", "commit 0123456", STATEMENT_COMMIT, 0, 0, "0123456" },
	{ "a part's commit", "commit 2 abcdef0", STATEMENT_COMMIT, 2, 0, "abcdef0" },
	{ "no", "nak", STATEMENT_NAK, 0, 0, "" },
	{ "a state", "pw-bot changes-requested", STATEMENT_STATE, 0, 0,
	  "changes-requested" },
	{ "findings", "found 3", STATEMENT_FOUND, 3, 3, "" },
	{ "a verdict", "verdict ok", STATEMENT_VERDICT, 0, 0, "ok" },
	{ "another word", "later 3", -1, 0, 0, "" },
	{ "a link of format 1", "link a@x", -1, 0, 0, "" },
	{ "no number", "applied x", -1, 0, 0, "" },
	{ "no end", "applied 3-x", -1, 0, 0, "" },
	{ "no text", "tree ", -1, 0, 0, "" },
	{ "a part that is none", "commit x abcdef0", -1, 0, 0, "" },
	{ "a word that goes on", "naked", -1, 0, 0, "" },
	{ "more than no", "nak x", -1, 0, 0, "" },
	{ "an empty line", "", -1, 0, 0, "" },
};

static void check_row(void **state)
{
	const struct row *row = *state;
	struct str line = str_from(row->line);
	struct statement s;

	assert_int_equal(statement_next(&line, &s), row->kind >= 0);
	if (row->kind < 0)
		return;
	assert_int_equal(s.kind, row->kind);
	assert_int_equal(s.from, row->from);
	assert_int_equal(s.to, row->to);
	same_str(s.text, row->text);
}

static void several(void **state)
{
	static const char lines[] = "link a@x\ntree a\nnak\ntree b\n";
	struct str rest = STR(lines);
	struct statement s;

	(void)state;
	same_str(statement_text(rest, STATEMENT_TREE), "a");
	same_str(statement_text(rest, STATEMENT_BY), "");
	assert_true(statement_next(&rest, &s));
	assert_true(statement_next(&rest, &s));
	assert_int_equal(s.kind, STATEMENT_NAK);
	assert_true(statement_next(&rest, &s));
	same_str(s.text, "b");
	assert_false(statement_next(&rest, &s));
}

int main(void)
{
	struct tests t = { .n = 0 };

	add_rows(&t, rows, ARRAY_SIZE(rows), sizeof(rows[0]), check_row);
	add_test(&t, "several", several);
	return run_group("statement", &t);
}

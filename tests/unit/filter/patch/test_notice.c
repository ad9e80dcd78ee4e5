/* SPDX-License-Identifier: MIT */
#include "filter/patch/notice.h"
#include "tests/support/rows.h"

static const struct row {
	const char *name;
	const char *group, *title;
	enum notice notice;
} rows[] = {
	{ "a patch", "PATCH", "x", NOTICE_NONE },
	{ "syzbot", "syzbot", "x", NOTICE_ROBOT },
	{ "syzbot?", "syzbot?", "x", NOTICE_ROBOT },
	{ "syzbots", "syzbots", "x", NOTICE_NONE },
	{ "tip", "tip: x86/mm", "x", NOTICE_ROBOT },
	{ "old tip", "tip:x86/mm", "x", NOTICE_ROBOT },
	{ "a tip", "tip", "x", NOTICE_NONE },
	{ "merged", "merged mm-stable", "x", NOTICE_ROBOT },
	{ "obsolete", "obsolete", "a.patch removed from -mm tree", NOTICE_ROBOT },
	{ "obsolete words", "obsolete", "interfaces", NOTICE_NONE },
	{ "added", "", "+ a.patch added to -mm tree", NOTICE_ROBOT },
	{ "plus", "", "+ more words", NOTICE_NONE },
	{ "applied", "", "Applied \"x\" to the y tree", NOTICE_ROBOT },
	{ "applied, and no tree", "", "Applied \"x\"", NOTICE_ROBOT },
	{ "applied, no end", "", "Applied \"x", NOTICE_NONE },
	{ "added by a person", "", "patch \"x\" added to y-next", NOTICE_ROBOT },
	{ "words of a patch", "", "Patch \"x\" breaks what has been added", NOTICE_NONE },
	{ "applied words", "", "Applied mathematics", NOTICE_NONE },
	{ "stable", "", "Patch \"x\" has been added to the 1-stable tree", NOTICE_ROBOT },
	{ "failed", "", "FAILED: Patch \"x\" failed to apply", NOTICE_ROBOT },
	{ "announcement", "ANNOUNCE", "x 1.0", NOTICE_PERSON },
};

static void check_row(void **state)
{
	const struct row *row = *state;

	assert_int_equal(notice_of_subject(str_from(row->group), str_from(row->title)),
			 row->notice);
}

static void test_order(void **state)
{
	(void)state;
	assert_true(notice_is_order(STR("#syz test: git://x\n")));
	assert_true(notice_is_order(STR("a #b\n#Syz fix: y")));
	assert_false(notice_is_order(STR("> #syz test\n #syz invalid\n")));
	assert_false(notice_is_order(STR("a #syz\n#sy")));
	assert_false(notice_is_order(STR_EMPTY));
}

int main(void)
{
	struct tests t = { .n = 0 };

	add_rows(&t, rows, ARRAY_SIZE(rows), sizeof(rows[0]), check_row);
	add_test(&t, "orders", test_order);
	return run_group("robot", &t);
}

/* SPDX-License-Identifier: MIT */
#include "store/inbox/applied_subject.h"
#include "tests/support/rows.h"

static const struct row {
	const char *name;
	const char *subject;
	const char *title, *tree, *branch; /* title NULL: no such notice */
} rows[] = {
	{ "tip", "[tip: x86/mm] x86/mm: Fix it", "x86/mm: Fix it", "tip", "x86/mm" },
	{ "tip without a blank", "[tip:irq/core] irq: Fix", "irq: Fix", "tip",
	  "irq/core" },
	{ "a tree", "Applied \"ASoC: fix it\" to the asoc tree", "ASoC: fix it", "asoc",
	  "" },
	{ "a branch", "patch \"usb: fix it\" added to usb-next", "usb: fix it", "",
	  "usb-next" },
	{ "quotes in the title", "patch \"Revert \"a\" added to b\" added to usb-next",
	  "Revert \"a\" added to b", "", "usb-next" },
	{ "a stable queue", "Patch \"a\" has been added to the 5.10-stable tree", NULL,
	  NULL, NULL },
	{ "no title", "[tip: x86/mm]", NULL, NULL, NULL },
	{ "an empty title", "Applied \"\" to the asoc tree", NULL, NULL, NULL },
	{ "no end", "[tip: x86/mm", NULL, NULL, NULL },
	{ "a patch that failed", "FAILED: patch \"[PATCH] a\" failed to apply to 5.10",
	  NULL, NULL, NULL },
	{ "a reply", "Re: [tip: x86/mm] x86/mm: Fix it", NULL, NULL, NULL },
	{ "a patch", "[PATCH] tip: fix", NULL, NULL, NULL },
	{ "nothing", "", NULL, NULL, NULL },
};

static void check_row(void **state)
{
	const struct row *row = *state;
	struct applied_subject a;

	assert_int_equal(applied_subject_read(&a, str_from(row->subject)),
			 row->title != NULL);
	if (!row->title)
		return;
	same_str(a.title, row->title);
	same_str(a.tree, row->tree);
	same_str(a.branch, row->branch);
}

static void check_queue(void **state)
{
	(void)state;
	assert_true(
	    added_to_queue(STR("Patch \"a\" has been added to the 5.10-stable tree")));
	assert_true(added_to_queue(STR(" patch \"a\" b\" has been added to y")));
	assert_false(added_to_queue(STR("patch \"a\" added to usb-next")));
	assert_false(added_to_queue(STR("Patch \"\" has been added to y")));
	assert_false(added_to_queue(STR("Re: Patch \"a\" has been added to y")));
	assert_false(added_to_queue(STR("")));
}

int main(void)
{
	struct tests t = { .n = 0 };

	add_rows(&t, rows, ARRAY_SIZE(rows), sizeof(rows[0]), check_row);
	add_test(&t, "stable queue", check_queue);
	return run_group("applied_subject", &t);
}

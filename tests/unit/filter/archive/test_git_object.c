/* SPDX-License-Identifier: MIT */
#include "filter/archive/git_object.h"
#include "tests/support/rows.h"

#define TREE "1111111111111111111111111111111111111111"
#define PARENT "2222222222222222222222222222222222222222"
#define OTHER "3333333333333333333333333333333333333333"
#define COMMITTED "author A <a@example.org> 1762164000 +0000\n\nm\n"

struct commit_row {
	const char *name, *text;
	bool is_one, root;
};

static const struct commit_row commits[] = {
	{ "a first commit", "tree " TREE "\n" COMMITTED, true, true },
	{ "one with a parent", "tree " TREE "\nparent " PARENT "\n" COMMITTED, true,
	  false },
	{ "a merge: the first parent",
	  "tree " TREE "\nparent " PARENT "\nparent " OTHER "\n" COMMITTED, true, false },
	{ "an id that is too short", "tree 111111\n" COMMITTED, false, false },
	{ "one that is too long", "tree " TREE "11\n" COMMITTED, false, false },
	{ "no hex", "tree " TREE "\nparent zz22222222222222222222222222222222222222\n",
	  false, false },
	{ "a parent that is cut", "tree " TREE "\nparent 2222", false, false },
	{ "no tree", "parent " PARENT "\ntree " TREE "\n", false, false },
	{ "nothing", "", false, false },
};

static void expect_id(const unsigned char id[SHA1_SIZE], char digit)
{
	for (int i = 0; i < SHA1_SIZE; i++)
		assert_int_equal(id[i], (digit - '0') * 0x11);
}

static void check_commit(void **state)
{
	const struct commit_row *row = *state;
	struct git_object_commit c;

	assert_int_equal(git_object_commit(&c, str_from(row->text)), row->is_one);
	if (!row->is_one)
		return;
	expect_id(c.tree, '1');
	assert_int_equal(c.root, row->root);
	if (!row->root)
		expect_id(c.parent, '2');
}

#define ID                                                                             \
	"\x11\x11\x11\x11\x11\x11\x11\x11\x11\x11\x11\x11\x11\x11\x11\x11\x11\x11\x11" \
	"\x11"
#define ID2                                                                            \
	"\x22\x22\x22\x22\x22\x22\x22\x22\x22\x22\x22\x22\x22\x22\x22\x22\x22\x22\x22" \
	"\x22"

struct tree_row {
	const char *name;
	struct str text;
	bool is_one, found;
	const char *mode;
};

static const struct tree_row trees[] = {
	{ "a mail", STR("100644 m\0" ID), true, true, "100644" },
	{ "a link", STR("120000 m\0" ID), true, true, "120000" },
	{ "another file first", STR("100644 d\0" ID2 "100644 m\0" ID), true, true,
	  "100644" },
	{ "another file after it", STR("100644 m\0" ID "100644 z\0" ID2), true, true,
	  "100644" },
	{ "a deletion", STR("100644 d\0" ID2), true, false, "100644" },
	{ "a folder", STR("40000 m\0" ID), true, false, "" },
	{ "an empty tree", STR(""), true, false, "" },
	{ "a mode that is too long", STR("1006440000000 m\0" ID), true, true, "100644" },
	{ "NUL in an id",
	  STR("100644 d\0\0 m\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0"
	      "100644 m\0" ID),
	  true, true, "100644" },
	{ "an id that is cut", STR("100644 m\0\x11\x11"), false, false, "" },
	{ "no id", STR("100644 m"), false, false, "" },
	{ "no name", STR("100644"), false, false, "" },
	{ "cut after a mail", STR("100644 m\0" ID "100644 z"), false, true, "100644" },
};

static void check_tree(void **state)
{
	const struct tree_row *row = *state;
	struct git_object_entry e;

	assert_int_equal(git_object_entry(&e, row->text), row->is_one);
	assert_int_equal(e.found, row->found);
	assert_string_equal(e.mode, row->mode);
	if (row->found)
		expect_id(e.id, '1');
}

int main(void)
{
	static struct tests t;

	add_rows(&t, commits, ARRAY_SIZE(commits), sizeof(commits[0]), check_commit);
	add_rows(&t, trees, ARRAY_SIZE(trees), sizeof(trees[0]), check_tree);
	return run_group("git_object", &t);
}

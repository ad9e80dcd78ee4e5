/* SPDX-License-Identifier: MIT */
#include "tests/support/rows.h"

#include "report/tree/series_in_tree.h"
#include "tests/support/held.h"

#define MAILS 6
#define COMMITS 5

/* The series of the first mail. */
static const struct held_case {
	const char *name;
	struct row mails[MAILS];
	struct held_row commits[COMMITS];
	const char *held; /* "COUNT of N: PARTS, NEWEST", "all" before it */
} cases[] = {
	{ "nothing",
	  { { "c", NULL, "[PATCH 0/2] work", "a", 0 },
	    { "1", "c", "[PATCH 1/2] one", "a", 1 },
	    { "2", "c", "[PATCH 2/2] two", "a", 2 } },
	  { { 0, 9, "b", "one" } },
	  "0 of 2:" },
	{ "all, in any order",
	  { { "c", NULL, "[PATCH 0/2] work", "a", 0 },
	    { "2", "c", "[PATCH 2/2] two", "a", 1 },
	    { "1", "c", "[PATCH 1/2] one", "a", 2 } },
	  { { 0, 9, "a", "one" }, { 0, 8, "a", "two" } },
	  "all 2 of 2: 1 2, 1" },
	{ "some",
	  { { "c", NULL, "[PATCH 0/3] work", "a", 0 },
	    { "1@x", "c", "[PATCH 1/3] one", "a", 1 },
	    { "2@x", "c", "[PATCH 2/3] two", "a", 2 },
	    { "3@x", "c", "[PATCH 3/3] three", "a", 3 } },
	  { { 0, 9, "b", "reworded", "Message-ID: <2@x>" }, { 0, 8, "a", "three" } },
	  "2 of 3: 2 3, 1" },
	{ "a part that did not come",
	  { { "c", NULL, "[PATCH 0/3] work", "a", 0 },
	    { "1", "c", "[PATCH 1/3] one", "a", 1 },
	    { "2", "c", "[PATCH 2/3] two", "a", 2 } },
	  { { 0, 9, "a", "one" }, { 0, 9, "a", "two" } },
	  "2 of 3: 1 2, 2" },
	{ "a standalone patch",
	  { { "c", NULL, "[PATCH] one", "a", 0 } },
	  { { 0, 9, "a", "one" } },
	  "all 1 of 1: 0, 1" },
	{ "a cover's title is no patch's",
	  { { "c", NULL, "[PATCH 0/1] work", "a", 0 },
	    { "1", "c", "[PATCH 1/1] one", "a", 1 } },
	  { { 0, 9, "a", "work" } },
	  "0 of 1:" },
	{ "a part that was posted anew counts once",
	  { { "c", NULL, "[PATCH 0/2] work", "a", 0 },
	    { "1", "c", "[PATCH 1/2] one", "a", 1 },
	    { "2", "c", "[PATCH 2/2] two", "a", 2 },
	    { "3", "c", "[PATCH 2/2] two", "a", 3 } },
	  { { 0, 9, "a", "two" } },
	  "1 of 2: 2, 1" },
	{ "committed before the next version",
	  { { "c", NULL, "[PATCH] one", "a", 0 },
	    { "d", NULL, "[PATCH v2] one", "a", 8 } },
	  { { 0, 7, "a", "one" } },
	  "all 1 of 1: 0, 1" },
	{ "the next version was committed",
	  { { "c", NULL, "[PATCH] one", "a", 0 },
	    { "d", NULL, "[PATCH v2] one", "a", 8 },
	    { "e", NULL, "[PATCH v3] one", "a", 10 } },
	  { { 0, 9, "a", "one" } },
	  "0 of 1:" },
	{ "a commit names the older version",
	  { { "c@x", NULL, "[PATCH] one", "a", 0 },
	    { "d@x", NULL, "[PATCH v2] one", "a", 8 } },
	  { { 0, 9, "a", "one", "Link: https://l.example/r/c@x" } },
	  "all 1 of 1: 0, 1" },
};

static const struct series *find_series(const struct series_set *set, const char *id)
{
	for (size_t i = 0; i < set->n; i++)
		for (size_t k = 0; k < set->series[i].n_mails; k++)
			if (str_eq(set->series[i].mails[k]->message_id, str_from(id)))
				return &set->series[i];
	fail_msg("no series of %s", id);
	return NULL;
}

static void print_held(struct buf *out, const struct series_in_tree *in)
{
	buf_addf(out, "%s%u of %u:", series_in_tree_all(in) ? "all " : "", in->count,
		 in->of);
	for (size_t i = 0; i < in->n; i++)
		buf_addf(out, " %u", in->parts[i].post->number);
	if (in->newest)
		buf_addf(out, ", %d", atoi(in->newest->id.s));
}

static void check_held(void **state)
{
	const struct held_case *c = *state;
	struct arena arena = ARENA_INIT;
	struct buf held = BUF_INIT;
	struct series_in_tree in;
	struct selection sel;
	struct series_set set;
	struct git_trees trees;
	const struct series *s;

	rows_select(&sel, c->mails, MAILS);
	assert_int_equal(series_build(&set, &sel), ST_OK);
	held_trees(&trees, 1, c->commits);
	s = find_series(&set, c->mails[0].id);
	series_in_tree_find(&in, &trees.list[0], s, &arena);
	print_held(&held, &in);
	assert_int_equal(series_in_trees(&trees, s), in.n > 0);
	assert_false(series_in_trees(NULL, s));
	same_buf(&held, c->held);
	git_trees_release(&trees);
	series_release(&set);
	rows_release(&sel);
	arena_release(&arena);
}

int main(void)
{
	struct tests t = { .n = 0 };

	add_rows(&t, cases, ARRAY_SIZE(cases), sizeof(cases[0]), check_held);
	return run_group("series_in_tree", &t);
}

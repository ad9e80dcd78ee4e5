/* SPDX-License-Identifier: MIT */
#include "report/view/series_view.h"
#include "tests/support/rows.h"
#include "tests/support/posts.h"
#include "tests/support/held.h"
#include "tests/support/views.h"

#define DAY 1440 /* minutes */

/*
 * For each version: its title; "> TITLE RULE", what superseded it; what it got: parts
 * that are reviewed and taken, answers, objections; then each part with its trailers,
 * answers and its commit. At last the state.
 */
static const struct view_case {
	const char *name, *of;
	struct row mails[16];
	const char *printed;
	struct held_row held[4];
} cases[] = {
	{ "two versions, with reviews, answers and an objection",
	  "a",
	  { { "a", "", "[PATCH 0/2] one", "a", 0 },
	    { "a1", "a", "[PATCH 1/2] first", "a", 0 },
	    { "a2", "a", "[PATCH 2/2] second", "a", 0 },
	    { "r", "a1", "fine", "b", 5, "", "", "", "Reviewed-by: B <b@x.example>\n" },
	    { "q", "a", "why?", "c", 6 },
	    { "b", "", "[PATCH v2 0/2] one", "a", DAY },
	    { "b1", "b", "[PATCH v2 1/2] first", "a", DAY, "", "", "",
	      "Reviewed-by: B <b@x.example>\n" },
	    { "b2", "b", "[PATCH v2 2/2] second", "a", DAY },
	    { "n", "b2", "no", "d", 2 * DAY, "", "nak\n" } },
	  "one: 1/2 reviewed, 0 applied, 1 answer, 1 objection\n"
	  " one\n"
	  " first Reviewed-by B\n"
	  " second, 1 answer\n"
	  "one > one title: 1/2 reviewed, 0 applied, 2 answers\n"
	  " one, 1 answer\n"
	  " first Reviewed-by B (said), 1 answer\n"
	  " second\n"
	  "contested\n" },
	{ "an objection that was taken back, a test",
	  "a",
	  { { "a", "", "[PATCH] one", "a", 0 },
	    { "n", "a", "no", "b", 5, "", "nak\n" },
	    { "r", "a", "well", "b", 9, "", "", "",
	      "Acked-by: B <b@x.example>\nTested-by: B <b@x.example>\n" } },
	  "one: 1/1 reviewed, 0 applied, 2 answers\n"
	  " one Acked-by B (said) Tested-by B (said), 2 answers\n"
	  "ready\n" },
	{ "what robots, the author and strangers say",
	  "a",
	  { { "a", "", "[PATCH] one", "a", 0, "", "", "",
	      "Reviewed-by: A <a@x.example>\nCc: C <c@x.example>\n" },
	    { "r", "a", "it builds", "bot", 5, "", "", "",
	      "Tested-by: Bot <bot@x.example>\n" },
	    { "s", "a", "me too", "b", 6, "", "", "", "Acked-by: C <c@x.example>\n" },
	    { "t", "a", "I did", "a", 7, "", "", "", "Tested-by: A <a@x.example>\n" } },
	  "one: 0/1 reviewed, 0 applied, 1 answer\n"
	  " one, 1 answer\n"
	  "open\n" },
	{ "applied, as a letter says, long after it was posted",
	  "a",
	  { { "a", "", "[PATCH] one", "a", 0 },
	    { "t", "a", "applied, thanks", "m", 200 * DAY } },
	  "one: 0/1 reviewed, 1 applied, 1 answer\n"
	  " one, 1 answer\n"
	  "applied\n" },
	{ "a tree has it",
	  "a",
	  { { "a", "", "[PATCH 0/2] one", "a", 0 },
	    { "a1", "a", "[PATCH 1/2] first", "a", 0 },
	    { "a2", "a", "[PATCH 2/2] second", "a", 0 } },
	  "one: 0/2 reviewed, 1 applied, 0 answers\n"
	  " one\n"
	  " first commit 0000000000000000000000000000000000000001\n"
	  " second\n"
	  "open\n",
	  { { 0, DAY, "a", "first", "" } } },
	{ "a part that came again alone",
	  "a",
	  { { "a", "", "[PATCH 0/2] one", "a", 0 },
	    { "a1", "a", "[PATCH 1/2] first", "a", 0 },
	    { "a2", "a", "[PATCH 2/2] second", "a", 0 },
	    { "r", "a2", "no", "b", 10 },
	    { "b2", "r", "[PATCH v2 2/2] second", "a", DAY } },
	  "second: 0/2 reviewed, 0 applied, 0 answers\n"
	  " second\n"
	  "one: 0/2 reviewed, 0 applied, 1 answer\n"
	  " one\n"
	  " first\n"
	  " second, 1 answer, again b2\n"
	  "open\n" },
	{ "an answer to a mail that did not come",
	  "a",
	  { { "a", "", "[PATCH] one", "a", 0 }, { "q", "gone", "well", "b", 5, "a" } },
	  "one: 0/1 reviewed, 0 applied, 1 answer\n"
	  " one, 1 answer\n"
	  "open\n" },
	{ "nobody answers",
	  "a",
	  { { "a", "", "[PATCH] one", "a", 300 * DAY } },
	  "one: 0/1 reviewed, 0 applied, 0 answers\n"
	  " one\n"
	  "waiting\n" },
};

static void add_count(struct buf *b, const char *lead, size_t n, const char *what)
{
	buf_addf(b, "%s%zu %s%s", lead, n, what, n == 1 ? "" : "s");
}

static void print_part(struct buf *b, const struct view_part *part)
{
	buf_addf(b, " %.*s", (int)part->post->title.len, part->post->title.s);
	for (const struct view_trailer *t = part->trailers; t; t = t->next)
		buf_addf(b, " %.*s %.*s%s", (int)t->key.len, t->key.s,
			 (int)t->who.name.len, t->who.name.s, t->said ? " (said)" : "");
	if (part->answers)
		add_count(b, ", ", part->answers, "answer");
	if (part->commit.len)
		buf_addf(b, " commit %.*s", (int)part->commit.len, part->commit.s);
	if (part->posted_anew)
		buf_addf(b, ", again %.*s", (int)part->posted_anew->message_id.len,
			 part->posted_anew->message_id.s);
	buf_addch(b, '\n');
}

static void print_version(struct buf *b, const struct view_version *v)
{
	const struct board_row *row = &v->row;

	buf_adds(b, row->post->title);
	if (v->bound_to)
		buf_addf(b, " > %.*s %s", (int)v->bound_to->head->title.len,
			 v->bound_to->head->title.s, v->rule);
	buf_addf(b, ": %u/%u reviewed, %u applied", row->reviewed, row->announced,
		 row->applied);
	add_count(b, ", ", row->answers, "answer");
	if (row->n_objections)
		add_count(b, ", ", row->n_objections, "objection");
	buf_addch(b, '\n');
	for (size_t i = 0; i < v->parts.n; i++)
		print_part(b, &v->parts.list[i]);
}

static void check_view(void **state)
{
	const struct view_case *c = *state;
	struct board_options options = { .quiet_days = 7,
					 .now = ROWS_EPOCH + INT64_C(310) * 86400 };
	struct git_trees trees;
	struct series_view view;
	struct view_store s;
	struct buf out = BUF_INIT;
	const struct post *of;

	held_trees(&trees, 1, c->held);
	view_store_open(&s, c->mails, ARRAY_SIZE(c->mails));
	of = view_store_read(&s, c->of);
	s.sel.trees = &trees;
	assert_int_equal(series_view_build(&view, &s.sel, of, &options), ST_OK);
	for (size_t i = 0; i < view.n; i++)
		print_version(&out, &view.versions[i]);
	buf_addf(&out, "%s\n", series_view_state(&view));
	same_buf(&out, c->printed);
	series_view_release(&view);
	git_trees_release(&trees);
	view_store_close(&s);
}

int main(void)
{
	struct tests t = { .n = 0 };

	add_rows(&t, cases, ARRAY_SIZE(cases), sizeof(*cases), check_view);
	return run_group("series_view", &t);
}

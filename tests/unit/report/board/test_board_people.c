/* SPDX-License-Identifier: MIT */
/* Who wrote, reviewed and answered. */
#include "tests/support/rows.h"

#include "tests/support/boards.h"

static const struct board_case cases[] = {
	{ "nobody", 0, DAY, { { NULL } }, "wrote\nreviewed\nanswered\n" },
	{ "different patches, besides with reposts; no covers, no robots",
	  0,
	  DAY,
	  { { "c", NULL, "[PATCH 0/2] work", "a", 0 },
	    { "1", "c", "[PATCH 1/2] one", "a", 1 },
	    { "2", "c", "[PATCH 2/2] two", "a", 2 },
	    { "d", NULL, "[PATCH v2 0/1] work", "a", 3 },
	    { "3", "d", "[PATCH v2 1/1] one", "a", 4 },
	    { "x", NULL, "[PATCH] one", "b", 5 },
	    { "y", NULL, "[PATCH] two", "bot", 6 } },
	  "wrote A 2 3 B 1 1\nreviewed\nanswered\n" },
	{ "a mail with several patches",
	  0,
	  DAY,
	  { { "x", NULL, "[PATCH] fix", "a", 0, .parts = ROW_PARTS } },
	  "wrote A 1 1 B 1 1\nreviewed\nanswered\n" },
	{ "the cover is all patches, and each patch counts once",
	  0,
	  DAY,
	  { { "c", NULL, "[PATCH 0/2] work", "a", 0 },
	    { "1", "c", "[PATCH 1/2] one", "a", 1 },
	    { "2", "c", "[PATCH 2/2] two", "a", 2 },
	    { "r", "1", "Re: one", "b", 3, .trailers = "Reviewed-by: B <b@x.example>\n" },
	    { "s", "c", "Re: work", "b", 4,
	      .trailers = "Reviewed-by: B <b@x.example>\n" },
	    { "t", "2", "Re: two", "d", 5, .trailers = "Acked-by: D <d@x.example>\n" },
	    { "u", "2", "Re: two", "d", 6,
	      .trailers = "Reviewed-by: D <d@x.example>\n" } },
	  "wrote A 2 2\nreviewed B 2 2 D 1 1\nanswered B 2 2 D 2 2\n" },
	{ "answers to what others sent, in the window",
	  DAY,
	  2 * DAY,
	  { { "x", NULL, "[PATCH] fix", "a", 0 },
	    { "p", "x", "Re: fix", "b", 1 },
	    { "q", "p", "Re: fix", "a", DAY },
	    { "r", "q", "Re: fix", "b", DAY + 1 },
	    { "s", "x", "Re: fix", "bot", DAY + 2 },
	    { "y", NULL, "other question", "b", DAY + 3 },
	    { "t", "y", "Re: question", "a", DAY + 4 },
	    { "u", "y", "Re: question", "b", DAY + 5 } },
	  "wrote\nreviewed\nanswered A 1 1 B 1 1\n" },
	{ "an address has one name: an author's, else that of a review",
	  0,
	  DAY,
	  { { "x", NULL, "[PATCH] fix", "a", 0 },
	    { "r", "x", "Re: fix", "b", 1,
	      .trailers = "Reviewed-by: Bee <b@x.example>\n" },
	    { "y", NULL, "[PATCH] other", "d", 2 },
	    { "s", "y", "Re: other", "a", 3,
	      .trailers = "Acked-by: Ay <a@x.example>\n" } },
	  "wrote A 1 1 D 1 1\nreviewed A 1 1 Bee 1 1\nanswered A 1 1 Bee 1 1\n" },
};

static void add_board_people(struct buf *out, const char *name,
			     const struct board_people *people)
{
	buf_addstr(out, name);
	for (size_t i = 0; i < people->n; i++) {
		board_add_person(out, people->list[i].who);
		buf_addf(out, " %u %u", people->list[i].count,
			 people->list[i].with_reposts);
	}
	buf_addch(out, '\n');
}

static void print_people(struct buf *out, const struct board *b)
{
	add_board_people(out, "wrote", &b->wrote);
	add_board_people(out, "reviewed", &b->reviewed);
	add_board_people(out, "answered", &b->answered);
}

static void check_people(void **state)
{
	check_board_case(*state, print_people);
}

int main(void)
{
	static struct tests t;

	add_rows(&t, cases, ARRAY_SIZE(cases), sizeof(cases[0]), check_people);
	return run_group("board people", &t);
}

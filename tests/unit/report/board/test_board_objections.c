/* SPDX-License-Identifier: MIT */
/* Who stops a series, and what takes an objection back. */
#include "tests/support/rows.h"

#include "tests/support/boards.h"

#define ACKED_BY_B "Acked-by: B <b@x.example>\n"

#define SERIES                                       \
	{ "c", NULL, "[PATCH 0/2] work", "a", 0 },   \
	    { "1", "c", "[PATCH 1/2] one", "a", 1 }, \
	{                                            \
		"2", "c", "[PATCH 2/2] two", "a", 2  \
	}

static const struct board_case cases[] = {
	{ "none", 0, DAY, { SERIES, { "n", "1", "Re: one", "b", 3 } }, "" },
	{ "of a part, of all of it",
	  0,
	  DAY,
	  { SERIES,
	    { "n", "1", "Re: one", "b", 3, .links = "nak\n" },
	    { "o", "c", "Re: work", "d", 4, .links = "nak\n" } },
	  "n B 1\no D 0\n" },
	{ "below another reply",
	  0,
	  DAY,
	  { SERIES,
	    { "q", "2", "Re: two", "d", 3 },
	    { "n", "q", "Re: two", "b", 4, .links = "nak\n" } },
	  "n B 2\n" },
	{ "each person once for a part",
	  0,
	  DAY,
	  { SERIES,
	    { "n", "1", "Re: one", "b", 3, .links = "nak\n" },
	    { "o", "1", "Re: one", "b", 4, .links = "nak\n" } },
	  "o B 1\n" },
	{ "before the window",
	  DAY,
	  2 * DAY,
	  { SERIES,
	    { "n", "1", "Re: one", "b", 3, .links = "nak\n" },
	    { "q", "1", "Re: one", "d", DAY } },
	  "n B 1\n" },
	{ "after the window",
	  0,
	  DAY,
	  { SERIES, { "n", "1", "Re: one", "b", DAY, .links = "nak\n" } },
	  "" },
	{ "by its author",
	  0,
	  DAY,
	  { SERIES, { "n", "1", "Re: one", "a", 3, .links = "nak\n" } },
	  "" },
	{ "by a robot",
	  0,
	  DAY,
	  { SERIES, { "n", "1", "Re: one", "bot", 3, .links = "nak\n" } },
	  "" },
	{ "taken back by a review of the part",
	  0,
	  DAY,
	  { SERIES,
	    { "n", "1", "Re: one", "b", 3, .links = "nak\n" },
	    { "r", "1", "Re: one", "b", 4, .trailers = ACKED_BY_B } },
	  "" },
	{ "taken back by a review of all parts, from another address",
	  0,
	  DAY,
	  { SERIES,
	    { "n", "1", "Re: one", "b@y", 3, .links = "nak\n" },
	    { "r", "c", "Re: work", "b", 4, .trailers = ACKED_BY_B } },
	  "" },
	{ "a review of another part, of another person, or from before",
	  0,
	  DAY,
	  { SERIES,
	    { "p", "1", "Re: one", "b", 3, .trailers = ACKED_BY_B },
	    { "n", "1", "Re: one", "b", 4, .links = "nak\n" },
	    { "q", "2", "Re: two", "b", 5, .trailers = ACKED_BY_B },
	    { "r", "1", "Re: one", "d", 6, .trailers = "Acked-by: D <d@x.example>\n" } },
	  "n B 1\n" },
	{ "a NAK of all is not taken back by a review of one part",
	  0,
	  DAY,
	  { SERIES,
	    { "n", "c", "Re: work", "b", 3, .links = "nak\n" },
	    { "r", "1", "Re: one", "b", 4, .trailers = ACKED_BY_B } },
	  "n B 0\n" },
	{ "the states that stop a series",
	  0,
	  DAY,
	  { SERIES, { "n", "c", "Re: work", "b", 3, .links = "pw-bot rejected\n" } },
	  "n B 0 rejected\n" },
	{ "a short name of a state",
	  0,
	  DAY,
	  { SERIES, { "n", "c", "Re: work", "b", 3, .links = "pw-bot cr\n" } },
	  "n B 0 changes-requested\n" },
	{ "the last state counts, whoever says it",
	  0,
	  DAY,
	  { SERIES,
	    { "n", "c", "Re: work", "b", 3, .links = "pw-bot rejected\n" },
	    { "o", "c", "Re: work", "d", 4, .links = "pw-bot changes-requested\n" },
	    { "p", "c", "Re: work", "e", 5, .links = "pw-bot under-review\n" } },
	  "" },
	{ "the last of two states",
	  0,
	  DAY,
	  { SERIES,
	    { "n", "c", "Re: work", "b", 3, .links = "pw-bot under-review\n" },
	    { "o", "c", "Re: work", "d", 4, .links = "pw-bot changes-requested\n" } },
	  "o D 0 changes-requested\n" },
	{ "another state takes a NAK of the same person back",
	  0,
	  DAY,
	  { SERIES,
	    { "n", "1", "Re: one", "b", 3, .links = "nak\n" },
	    { "o", "2", "Re: two", "d", 3, .links = "nak\n" },
	    { "p", "c", "Re: work", "b", 5, .links = "pw-bot under-review\n" } },
	  "o D 2\n" },
	{ "an objection to an older version is none to the new one",
	  0,
	  DAY,
	  { { "x", NULL, "[PATCH] fix", "a", 0 },
	    { "n", "x", "Re: fix", "b", 3, .links = "nak\n" },
	    { "y", NULL, "[PATCH v2] fix", "a", 9 } },
	  "" },
};

static void print_objections(struct buf *out, const struct board *b)
{
	const struct board_row *row = board_first_row(b);

	for (size_t i = 0; i < row->n_objections; i++) {
		const struct board_objection *o = &row->objections[i];

		buf_adds(out, o->said->message_id);
		board_add_person(out, o->who);
		buf_addf(out, " %u", o->number);
		if (o->state.len)
			buf_addch(out, ' ');
		buf_adds(out, o->state);
		buf_addch(out, '\n');
	}
	assert_true(!row->n_objections || b->groups[BOARD_CONTESTED].n == 1);
}

static void check_objections(void **state)
{
	/* the window of a row that is about what came before it has an answer too */
	check_board_case(*state, print_objections);
}

int main(void)
{
	static struct tests t;

	add_rows(&t, cases, ARRAY_SIZE(cases), sizeof(cases[0]), check_objections);
	return run_group("board objections", &t);
}

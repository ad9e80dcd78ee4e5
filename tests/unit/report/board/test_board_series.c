/* SPDX-License-Identifier: MIT */
/* The facts of a row: parts, size, reviews, answers, robots, needs, who took it. */
#include "tests/support/rows.h"

#include "tests/support/boards.h"

#define SERIES                                       \
	{ "c", NULL, "[PATCH 0/2] work", "a", 0 },   \
	    { "1", "c", "[PATCH 1/2] one", "a", 1 }, \
	{                                            \
		"2", "c", "[PATCH 2/2] two", "a", 2  \
	}

static const struct board_case cases[] = {
	{ "parts that are missing",
	  0,
	  DAY,
	  { { "c", NULL, "[PATCH 0/4] work", "a", 0 },
	    { "1", "c", "[PATCH 2/4] one", "a", 1 } },
	  "1/4 missing 1-1 3-4\n" },
	{ "parts that were sent elsewhere",
	  0,
	  DAY,
	  { { "1", "c", "[PATCH 2/4] one", "a", 1 } },
	  "1/4 elsewhere\n" },
	{ "the cover's size",
	  0,
	  DAY,
	  { { "c", NULL, "[PATCH 0/1] work", "a", 0, .insertions = 9 },
	    { "1", "c", "[PATCH 1/1] one", "a", 1, .insertions = 5, .deletions = 6 } },
	  "1/1 +9 -0\n" },
	{ "the sum of the parts",
	  0,
	  DAY,
	  { { "c", NULL, "[PATCH 0/2] work", "a", 0 },
	    { "1", "c", "[PATCH 1/2] one", "a", 1, .insertions = 5, .deletions = 6 },
	    { "2", "c", "[PATCH 2/2] two", "a", 2, .insertions = 4, .deletions = 1 } },
	  "2/2 +9 -7\n" },
	{ "one part does not tell its size",
	  0,
	  DAY,
	  { { "c", NULL, "[PATCH 0/2] work", "a", 0 },
	    { "1", "c", "[PATCH 1/2] one", "a", 1, .insertions = 5, .deletions = 6 },
	    { "2", "c", "[PATCH 2/2] two", "a", 2 } },
	  "2/2\n" },
	{ "reviews and answers; the newest answer",
	  0,
	  DAY,
	  { SERIES,
	    { "r", "1", "Re: one", "b", 3, .trailers = "Reviewed-by: B <b@x.example>\n" },
	    { "s", "r", "Re: one", "a", 4 },
	    { "t", "s", "Re: one", "d", 5 },
	    { "u", "2", "Re: two", "d", 6 },
	    { "v", "2", "Re: two", "bot", 7 } },
	  "2/2 reviewed 1 B 1 answers 3 D 2 B 1 last u\n" },
	{ "a person who sent it for its author does not answer it",
	  0,
	  DAY,
	  { { "x", NULL, "[PATCH] fix", "a/b", 0 }, { "r", "x", "Re: fix", "b", 3 } },
	  "1/1\n" },
	{ "robots: reports, failures, findings, the first report",
	  0,
	  DAY,
	  { SERIES,
	    { "r", "1", "Re: one", "bot", 3, .links = "verdict failure\n" },
	    { "s", "1", "Re: one", "bot", 4, .links = "verdict warning\nfound 3\n" },
	    { "t", "2", "Re: two", "bot", 5, .links = "found 4294967295\n" },
	    { "u", "2", "Re: two", "bot", 6 } },
	  "2/2 robots 3 1 4294967295 r\n" },
	{ "what it needs, each once",
	  0,
	  DAY,
	  { { "x", NULL, "[PATCH] fix", "a", 0,
	      .links = "depends-on  the other fix\nbased-on next\n"
		       "depends-on the  other fix\nbase-commit 0123\n"
		       "prerequisite-patch-id 01\nprerequisite-patch-id 02\n"
		       "prerequisite-patch-id 01\n" } },
	  "1/1 needs the other fix; next; 2 patches\n" },
	{ "parts that two people took",
	  0,
	  DAY,
	  { SERIES, { "s", "1", "applied", "m", 3 }, { "t", "2", "applied", "n", 4 } },
	  "2/2 answers 2 M 1 N 1 last t taken 2 M N\n" },
	{ "one part that two people took",
	  0,
	  DAY,
	  { SERIES, { "s", "1", "applied", "m", 3 }, { "t", "1", "applied", "n", 4 } },
	  "2/2 answers 2 M 1 N 1 last t taken 1 M N\n" },
	{ "what was taken back",
	  0,
	  DAY,
	  { SERIES,
	    { "s", "1", "applied", "m", 3 },
	    { "t", "2", "applied", "n", 4 },
	    { "u", "2", "dropped", "n", 5 } },
	  "2/2 answers 3 N 2 M 1 last u taken 1 M\n" },
};

static void add_people(struct buf *out, const struct counted_person *list, size_t n)
{
	for (size_t i = 0; i < n; i++) {
		board_add_person(out, list[i].who);
		buf_addf(out, " %u", list[i].count);
	}
}

static void add_parts(struct buf *out, const struct board_row *row)
{
	buf_addf(out, "%u/%u", row->arrived, row->announced);
	if (row->elsewhere)
		buf_addstr(out, " elsewhere");
	if (row->n_missing)
		buf_addstr(out, " missing");
	for (size_t i = 0; i < row->n_missing; i++)
		buf_addf(out, " %u-%u", row->missing[i].from, row->missing[i].to);
	if (row->size_known)
		buf_addf(out, " +%u -%u", row->insertions, row->deletions);
}

static void add_answers(struct buf *out, const struct board_row *row)
{
	if (row->reviewed)
		buf_addf(out, " reviewed %u", row->reviewed);
	add_people(out, row->reviewers, row->n_reviewers);
	if (!row->answers)
		return;
	buf_addf(out, " answers %u", row->answers);
	add_people(out, row->people, row->n_people);
	buf_addstr(out, " last ");
	buf_adds(out, row->last_answer->message_id);
}

static void add_rest(struct buf *out, const struct board_row *row)
{
	if (row->robots.reports) {
		buf_addf(out, " robots %u %u %u ", row->robots.reports,
			 row->robots.failures, row->robots.findings);
		buf_adds(out, row->robots.first->message_id);
	}
	if (row->needs.len)
		buf_addstr(out, " needs ");
	buf_adds(out, row->needs);
	if (row->n_events)
		buf_addf(out, " taken %u", row->applied);
	for (size_t i = 0; i < row->n_events; i++)
		board_add_person(out, row->events[i].who);
}

static void print_facts(struct buf *out, const struct board *b)
{
	const struct board_row *row = board_first_row(b);

	add_parts(out, row);
	add_answers(out, row);
	add_rest(out, row);
	buf_addch(out, '\n');
}

static void check_facts(void **state)
{
	check_board_case(*state, print_facts);
}

int main(void)
{
	static struct tests t;

	add_rows(&t, cases, ARRAY_SIZE(cases), sizeof(cases[0]), check_facts);
	return run_group("board series", &t);
}

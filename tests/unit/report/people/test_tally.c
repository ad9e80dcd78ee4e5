/* SPDX-License-Identifier: MIT */
#include "report/people/tally.h"
#include "report/util/siphash.h"
#include "tests/support/rows.h"

#define VOTES 6

static const struct tally_case {
	const char *name;
	const char *votes[VOTES]; /* "key text" */
	const char *rows;
} tallies[] = {
	{ "nothing", { NULL }, "" },
	{ "one", { "a A" }, "1 A\n" },
	{ "the text of the first vote", { "a New", "b B", "a Old" }, "2 New\n1 B\n" },
	{ "equal counts by text, descending",
	  { "b Berta", "c Carl", "a Anna" },
	  "1 Carl\n1 Berta\n1 Anna\n" },
};

static void check_row(void **state)
{
	const struct tally_case *c = *state;
	struct tally t = TALLY_INIT;
	struct buf text = BUF_INIT;

	for (size_t i = 0; i < VOTES && c->votes[i]; i++) {
		struct str key = str_sub(str_from(c->votes[i]), 0, 1);
		struct tally_row *row = tally_vote(&t, siphash(key));

		if (row->count == 1)
			row->text = str_from(c->votes[i] + 2);
	}
	tally_sort(&t);
	for (size_t i = 0; i < t.n; i++)
		buf_addf(&text, "%zu %.*s\n", t.rows[i].count, (int)t.rows[i].text.len,
			 t.rows[i].text.s);
	same_buf(&text, c->rows);
	tally_release(&t);
}

int main(void)
{
	static struct tests t;

	add_rows(&t, tallies, ARRAY_SIZE(tallies), sizeof(tallies[0]), check_row);
	return run_group("tally", &t);
}

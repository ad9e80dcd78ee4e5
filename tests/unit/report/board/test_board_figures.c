/* SPDX-License-Identifier: MIT */
/* The figures of the head. */
#include "tests/support/rows.h"

#include "tests/support/boards.h"
#include "report/board/board_figures.h"

static const struct board_case cases[] = {
	{ "nothing",
	  0,
	  DAY,
	  { { NULL } },
	  "0 mails, 0 by robots, 0 people; 0 series: 0 + 0, 0 replaced; 0 applied, 0 "
	  "ready, 0 pulls, 0 pulled\n" },
	{ "some of each",
	  DAY,
	  2 * DAY,
	  { { "o", NULL, "[PATCH] old", "e", 0 },
	    { "x", NULL, "[PATCH] fix", "a", DAY },
	    { "y", NULL, "[PATCH v2] fix", "a", DAY + 1 },
	    { "r", "y", "Re: fix", "b", DAY + 2,
	      .trailers = "Reviewed-by: B <b@x.example>\n" },
	    { "z", NULL, "[PATCH] other", "b", DAY + 3 },
	    { "s", "o", "applied", "m", DAY + 4 },
	    { "b", "z", "Re: other", "bot", DAY + 5 },
	    { "p", NULL, "[GIT PULL] fixes", "m", DAY + 6 },
	    { "q", "p", "applied", "l", DAY + 7 } },
	  "8 mails, 1 by robots, 4 people; 2 series: 1 + 1, 1 replaced; 1 applied, 1 "
	  "ready, 1 pulls, 1 pulled\n" },
};

static void print_figures(struct buf *out, const struct board *b)
{
	buf_addf(out,
		 "%u mails, %u by robots, %u people; %u series: %u + %u, %u replaced; %u "
		 "applied, %u ready, %u pulls, %u pulled\n",
		 b->mails, b->robot_mails, b->people, b->series, b->fresh, b->revised,
		 b->replaced, b->applied, b->ready, b->pulls, b->pulled);
}

static void check_figures(void **state)
{
	check_board_case(*state, print_figures);
}

static const struct board_case older[] = {
	{ "all known", 0, DAY, { { "x", NULL, "[PATCH] fix", "a", 0 } }, "\n" },
	{ "a patch of format 1",
	  0,
	  DAY,
	  { { "x", NULL, "[PATCH] fix", "a", 0, .format = 1 } },
	  "patch ids, recipients\n" },
	{ "a reply of format 1",
	  0,
	  DAY,
	  { { "x", NULL, "[PATCH] fix", "a", 0 },
	    { "r", "x", "Re: fix", "b", 1, .format = 1 } },
	  "replies, recipients\n" },
	{ "a reply to no series",
	  0,
	  DAY,
	  { { "x", NULL, "other question", "a", 0 },
	    { "r", "x", "Re: question", "b", 1, .format = 1 } },
	  "\n" },
};

static void print_unknown(struct buf *out, const struct board *b)
{
	if (b->replies_unknown)
		buf_addstr(out, "replies, ");
	if (b->patch_ids_unknown)
		buf_addstr(out, "patch ids, ");
	if (b->recipients_unknown)
		buf_addstr(out, "recipients");
	buf_addch(out, '\n');
}

static void check_older(void **state)
{
	check_board_case(*state, print_unknown);
}

/* Two mails on day 0, one on day 1, none on day 2, three on day 3. */
static const struct row mails[] = {
	{ "a", NULL, "other", "a", 0 },
	{ "b", NULL, "other", "a", 1 },
	{ "c", NULL, "other", "a", DAY },
	{ "d", NULL, "other", "a", 3 * DAY },
	{ "e", NULL, "other", "a", 3 * DAY + 1 },
	{ "f", NULL, "other", "a", 3 * DAY + 2 },
};

static const struct mean_row {
	const char *name;
	int from, to; /* minutes */
	uint32_t windows, mean;
} means[] = {
	{ "a day", 4 * DAY, 5 * DAY, 4, 2 },
	{ "fewer days of the store", 1 * DAY, 2 * DAY, 1, 2 },
	{ "two days", 4 * DAY, 6 * DAY, 2, 3 },
	{ "no whole window", 2 * DAY, 5 * DAY, 0, 0 },
	{ "eight windows at most", 11 * DAY, 12 * DAY, 8, 0 },
	{ "half a day", 4 * DAY, 4 * DAY + DAY / 2, 4, 1 },
	{ "from within a day on", 4 * DAY + 7, 5 * DAY + 7, 4, 2 },
	{ "no time", 4 * DAY, 4 * DAY, 0, 0 },
};

static void check_mean(void **state)
{
	const struct mean_row *row = *state;
	char *dir = temp_dir();
	struct inbox *ib = rows_store(dir, mails, ARRAY_SIZE(mails));
	struct board board = { .mean_windows = 0 };

	board_mean_find(&board, &ib, 1, ROWS_EPOCH + 60 * row->from,
			ROWS_EPOCH + 60 * row->to);
	assert_int_equal(board.mean_windows, row->windows);
	assert_int_equal(board.mean_mails, row->mean);
	inbox_close(ib);
	temp_remove(dir);
}

int main(void)
{
	static struct tests t;

	add_rows(&t, cases, ARRAY_SIZE(cases), sizeof(cases[0]), check_figures);
	add_rows(&t, older, ARRAY_SIZE(older), sizeof(older[0]), check_older);
	add_rows(&t, means, ARRAY_SIZE(means), sizeof(means[0]), check_mean);
	return run_group("board figures", &t);
}

/* SPDX-License-Identifier: MIT */
/* The area of a row, by the paths of its mails. */
#include "tests/support/rows.h"

#include "report/areas/maintainers.h"
#include "report/board/board_area.h"
#include "tests/support/posts.h"

static const struct area_row {
	const char *name;
	const char *first, *second; /* paths of two patches */
	const char *area;
} rows[] = {
	{ "no paths", NULL, NULL, "" },
	{ "of one patch", "frob/a.c\n", NULL, "frob" },
	{ "of most of both patches", "gizmo/a.c\n", "frob/a.c\nfrob/b.c", "frob" },
	{ "of no area", "other/a.c\n", NULL, "" },
};

static void check_area(void **state)
{
	const struct area_row *row = *state;
	const struct post first = { .paths = str_from(row->first) };
	const struct post second = { .paths = str_from(row->second) };
	const struct post *mails[] = { &first, &second };
	const struct series series = { .mails = mails, .n_mails = 2 };
	struct board_row board = { .series = &series };
	struct maintainers m = MAINTAINERS_INIT;
	struct buf why = BUF_INIT;

	assert_int_equal(maintainers_parse(&m,
					   STR("FROBNI\nL:\tfrob@x.example\nF:\tfrob/\n"
					       "\nGIZMO\nF:\tgizmo/\n"),
					   "MAINTAINERS", &why),
			 ST_OK);
	board_area_find(&board, &m);
	same_str(board.area, row->area);
	maintainers_release(&m);
	buf_release(&why);
}

static void needs_maintainers(void **state)
{
	const struct post post = { .paths = STR("frob/a.c\n") };
	const struct post *mails[] = { &post };
	const struct series series = { .mails = mails, .n_mails = 1 };
	struct board_row board = { .series = &series };

	(void)state;
	board_area_find(&board, NULL);
	assert_int_equal(board.area.len, 0);
}

int main(void)
{
	static struct tests t;

	add_rows(&t, rows, ARRAY_SIZE(rows), sizeof(rows[0]), check_area);
	add_test(&t, "no maintainers", needs_maintainers);
	return run_group("board area", &t);
}

/* SPDX-License-Identifier: MIT */
/* Makes boards of rows, and prints them for comparison. Include rows.h first. */
#ifndef TESTS_SUPPORT_BOARDS_H
#define TESTS_SUPPORT_BOARDS_H

#include "report/board/board.h"
#include "tests/support/posts.h"

#define BOARD_ROWS 16
#define DAY 1440 /* minutes */

/* A board of a window from one minute on, up to another one. */
struct board_case {
	const char *name;
	int from, to;
	struct row mails[BOARD_ROWS];
	const char *printed;
};

typedef void board_print_fn(struct buf *, const struct board *);

/* Prints the board of the mails. o: without now, which is the window's end; or NULL. */
static inline void board_of_rows(struct buf *out, const struct row *mails, size_t n,
				 int from, int to, const struct board_options *o,
				 board_print_fn *print)
{
	struct board_options options = o ? *o : (struct board_options){ .quiet_days = 7 };
	char *dir = temp_dir();
	struct inbox *ib = rows_store(dir, mails, n);
	struct selection sel;
	struct series_set set;
	struct board board;

	rows_window(&sel, &ib, from, to);
	options.now = sel.window.until;
	assert_int_equal(series_build_versions(&set, &sel), ST_OK);
	series_match_keep(&set, &sel, options.match);
	assert_int_equal(board_build(&board, &sel, &set, &options), ST_OK);
	print(out, &board);
	board_release(&board);
	series_release(&set);
	rows_release(&sel);
	inbox_close(ib);
	temp_remove(dir);
}

static inline void check_board_case(const struct board_case *c, board_print_fn *print)
{
	struct buf out = BUF_INIT;

	board_of_rows(&out, c->mails, BOARD_ROWS, c->from, c->to, NULL, print);
	same_buf(&out, c->printed);
}

/* "new: work\n" */
static inline void board_print_groups(struct buf *out, const struct board *b)
{
	for (int id = 0; id < BOARD_GROUPS; id++)
		for (size_t i = 0; i < b->groups[id].n; i++) {
			buf_addf(out, "%s: ", board_group_name((enum board_group_id)id));
			buf_adds(out, b->groups[id].rows[i].post->title);
			buf_addch(out, '\n');
		}
}

static inline const struct board_row *board_first_row(const struct board *b)
{
	for (int id = 0; id < BOARD_GROUPS; id++)
		if (b->groups[id].n)
			return &b->groups[id].rows[0];
	fail_msg("the board is empty");
	return NULL;
}

static inline void board_add_person(struct buf *out, struct person who)
{
	buf_addch(out, ' ');
	buf_adds(out, who.name);
}

#endif

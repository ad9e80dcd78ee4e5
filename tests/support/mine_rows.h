/* SPDX-License-Identifier: MIT */
/* Prints what a list of rows holds for viewers, for comparison. Include rows.h first. */
#ifndef TESTS_SUPPORT_MINE_ROWS_H
#define TESTS_SUPPORT_MINE_ROWS_H

#include "report/areas/maintainers.h"
#include "report/mine/mine.h"
#include "report/people/viewers.h"
#include "tests/support/boards.h"

/* A window of rows, and who looks at it. */
struct mine_case {
	const char *name;
	const char *viewers; /* addresses with blanks between them */
	int from, to;
	struct row mails[BOARD_ROWS];
	const char *printed;
	const char *mailmap;	 /* or NULL */
	const char *maintainers; /* or NULL */
};

static inline void mine_print_parts(struct buf *out, const struct mine_own *own)
{
	for (size_t i = 0; i < own->n_unreviewed; i++)
		buf_addf(out, " -%u-%u", own->unreviewed[i].from, own->unreviewed[i].to);
}

static inline void mine_print(struct buf *out, const struct mine *m)
{
	for (size_t i = 0; i < m->n_own; i++) {
		const struct mine_own *own = &m->own[i];

		buf_addf(out, "%s%s ",
			 own->group == BOARD_GROUPS ? "none"
						    : board_group_name(own->group),
			 own->applied ? " (applied)" : "");
		buf_adds(out, own->row.post->title);
		buf_addf(out, " %u/%u, %u answers", own->row.reviewed, own->row.arrived,
			 own->row.answers);
		mine_print_parts(out, own);
		buf_addch(out, '\n');
	}
	for (size_t i = 0; i < m->n_asked; i++) {
		buf_addf(out, "asked%s%s%s %ud ", m->asked[i].recipient ? " to" : "",
			 m->asked[i].maintainer ? " area" : "",
			 m->asked[i].answered_older ? " older" : "",
			 m->asked[i].row.days);
		buf_adds(out, m->asked[i].row.post->title);
		buf_addch(out, '\n');
	}
	for (size_t i = 0; i < m->n_answers; i++) {
		buf_addstr(out, "answer ");
		buf_adds(out, m->answers[i].post->message_id);
		buf_addstr(out, " to ");
		buf_adds(out, m->answers[i].to->message_id);
		buf_addch(out, '\n');
	}
	if (m->recipients_unknown)
		buf_addstr(out, "recipients unknown\n");
}

/* Prints what a window of a list holds for the viewers. */
static inline void mine_of_inbox(struct buf *out, struct inbox *ib,
				 const struct mine_case *c)
{
	struct mailmap map = MAILMAP_INIT;
	struct maintainers areas = MAINTAINERS_INIT;
	struct viewers viewers = VIEWERS_INIT;
	struct str rest = str_from(c->viewers), word;
	struct mine mine = MINE_INIT;
	struct board_options options = {
		.quiet_days = 7, .look = mine_look, .look_arg = &mine, .look_only = true
	};
	struct buf why = BUF_INIT;
	struct selection sel;
	struct series_set set;
	struct board board;

	mailmap_add(&map, str_from(c->mailmap));
	while (str_token(&rest, ' ', &word))
		viewers_add(&viewers, word);
	viewers_add_mapped(&viewers, &map);
	rows_window(&sel, &ib, c->from, c->to);
	sel.mailmap = &map;
	sel.viewers = &viewers;
	if (c->maintainers) {
		assert_int_equal(
		    maintainers_parse(&areas, str_from(c->maintainers), "M", &why),
		    ST_OK);
		sel.maintainers = &areas;
	}
	options.now = sel.window.until;
	assert_int_equal(series_build_versions(&set, &sel), ST_OK);
	assert_int_equal(board_build(&board, &sel, &set, &options), ST_OK);
	mine_print(out, &mine);
	mine_release(&mine);
	board_release(&board);
	series_release(&set);
	rows_release(&sel);
	viewers_release(&viewers);
	maintainers_release(&areas);
	mailmap_release(&map);
	buf_release(&why);
}

static inline void check_mine_case(void **state)
{
	const struct mine_case *c = *state;
	char *dir = temp_dir();
	struct inbox *ib = rows_store(dir, c->mails, BOARD_ROWS);
	struct buf out = BUF_INIT;

	mine_of_inbox(&out, ib, c);
	same_buf(&out, c->printed);
	inbox_close(ib);
	temp_remove(dir);
}

#endif

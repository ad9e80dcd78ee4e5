/* SPDX-License-Identifier: MIT */
/*
 * The selection's viewers: the state of their own series, the series that ask them, and
 * the answers that they got (patchdigest-digest(5), "Own view"). All of it is made from
 * the data of a board.
 */
#ifndef REPORT_MINE_MINE_H
#define REPORT_MINE_MINE_H

#include "report/board/board.h"

/* The newest version of a series that the viewers wrote or posted. */
struct mine_own {
	struct board_row row;
	enum board_group_id group; /* where the board has it; BOARD_GROUPS: nowhere */
	bool applied;		   /* all parts are, also before the window */
	struct section_range *unreviewed; /* numbers of parts without a review */
	size_t n_unreviewed;
};

/* The newest version of another person's series that asks the viewers. */
struct mine_asked {
	struct board_row row; /* days: since this version was posted */
	bool recipient;	      /* they are in To or Cc of some mail of it */
	bool maintainer;      /* MAINTAINERS names them for its paths */
	bool answered_older;  /* whom it was sent to is not known, but they answered an
				 older version */
};

/* A person's answer to a mail of the viewers. */
struct mine_answer {
	const struct post *post;
	struct person who;
	const struct post *to; /* the mail of the viewers */
};

struct mine {
	struct mine_own *own; /* newest first; those that are applied last */
	size_t n_own, own_cap;
	struct mine_asked *asked; /* oldest first */
	size_t n_asked, asked_cap;
	struct mine_answer *answers; /* oldest first */
	size_t n_answers, answers_cap;
	bool recipients_unknown; /* some patch does not say whom it was sent to */
};

#define MINE_INIT ((struct mine){ .n_own = 0 })

/*
 * A board_look_fn, with a struct mine as its argument: fills it. The board must outlive
 * it. To be released.
 */
board_look_fn mine_look;
void mine_release(struct mine *);

#endif

/* SPDX-License-Identifier: MIT */
/* The data from which the facts of the board's rows are made. */
#ifndef REPORT_BOARD_BOARD_INPUT_H
#define REPORT_BOARD_BOARD_INPUT_H

#include "report/board/board.h"
#include "report/board/board_replies.h"
#include "report/board/board_scan.h"
#include "report/sections/applied_find.h"
#include "report/sections/reviewed_parts.h"

struct board_input {
	struct section_input in; /* of the board's threads and arena */
	struct section_options options;
	const struct board_options *asked;
	int64_t until; /* mails outside of the window count if they arrived before */
	int64_t end;   /* the window's end, or now if that is earlier: ages are of then */
	struct board_scan scan;
	struct board_replies replies;
	struct reviewed_parts reviews;
	struct applied_events events;
	size_t *first_event;	/* for each series of the threads, and one more */
	struct hashmap authors; /* of board_first_post.h; so are the next two */
	int64_t stores_begin;
	bool stores_asked;
	struct mail text; /* memory for all reads */
	enum status st;	  /* ST_DAMAGED: something could not be read */
};

/* A row, and what decides on its group. */
struct board_candidate {
	struct board_row row;
	size_t index;		   /* of its series in the threads' set */
	enum board_group_id group; /* BOARD_GROUPS: none */
	bool posted;		   /* some mail of it came in the window */
	bool answered;	/* a person, also its author, wrote about it in the window */
	bool taken_now; /* it, or parts of it, was taken in the window */
	bool pulled;	/* pull requests before the window name all of it */
	bool outdated;	/* a later version is known, or it is no version at all */
	bool complete;
	bool silent; /* no person but its author wrote about it, and it was not taken */
	bool robot;  /* posted it */
	int64_t last_arrival; /* of its mails */
};

/* Sets times and options. The board's threads and arena are used; the others must outlive
 * the input. To be released. */
void board_input_init(struct board_input *, struct board *, const struct selection *,
		      const struct series_set *, const struct board_options *);
/* Finds the replies, reviews and events of the threads, which are bound. */
void board_input_find(struct board_input *);
void board_input_release(struct board_input *);

#endif

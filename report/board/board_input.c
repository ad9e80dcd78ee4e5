/* SPDX-License-Identifier: MIT */
#include <stdlib.h>

#include "report/board/board_input.h"
#include "report/board/board_taken.h"

static void set_times(struct board_input *b)
{
	const struct window *w = &b->in.sel->window;

	/* the last mail of a commit window belongs to it */
	b->until = w->until + (w->kind == WINDOW_COMMITS);
	b->end = w->until < b->asked->now ? w->until : b->asked->now;
}

void board_input_init(struct board_input *b, struct board *board,
		      const struct selection *sel, const struct series_set *set,
		      const struct board_options *o)
{
	*b = (struct board_input){
		.in = { sel, set, &b->options, &board->threads, &board->arena },
		.options = { .quiet_days = o->quiet_days,
			     .top = SIZE_MAX,
			     .now = o->now,
			     .match = o->match },
		.asked = o,
		.text = MAIL_INIT,
	};
	set_times(b);
}

void board_input_find(struct board_input *b)
{
	board_replies_init(&b->replies, b->in.threads, b->until);
	reviewed_parts_init(&b->reviews, &b->in, b->until);
	board_taken_init(b);
}

void board_input_release(struct board_input *b)
{
	board_scan_release(&b->scan);
	board_replies_release(&b->replies);
	reviewed_parts_release(&b->reviews);
	applied_events_release(&b->events);
	free(b->first_event);
	hashmap_release(&b->authors);
	mail_release(&b->text);
}

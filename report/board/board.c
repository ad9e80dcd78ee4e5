/* SPDX-License-Identifier: MIT */
#include <stdlib.h>

#include "report/board/board.h"
#include "report/board/board_discussed.h"
#include "report/board/board_figures.h"
#include "report/board/board_groups.h"
#include "report/board/board_input.h"
#include "report/board/board_people.h"
#include "report/board/board_pulls.h"
#include "report/board/board_series.h"
#include "report/sections/named_patches.h"
#include "store/util/utc.h"

const char *board_group_name(enum board_group_id id)
{
	static const char *const names[BOARD_GROUPS] = {
		[BOARD_CONTESTED] = "contested", [BOARD_READY] = "ready",
		[BOARD_REVISED] = "revised",	 [BOARD_NEW] = "new",
		[BOARD_PULLS] = "pulls",	 [BOARD_WAITING] = "waiting",
		[BOARD_APPLIED] = "applied",	 [BOARD_DISCUSSED] = "discussed",
	};

	return names[id];
}

static int64_t waiting_since(const struct board_input *b)
{
	return b->end - WAITING_DAYS * DAY_SECONDS;
}

/* Takes what the window's mails are about, what they name, and what may wait. */
static void read_threads(struct board_input *b, struct threads *t)
{
	struct named_patches named;
	int64_t quiet = (int64_t)b->asked->quiet_days * DAY_SECONDS;

	threads_init(t, b->in.sel);
	t->versions = true;
	if (named_patches_find(&named, b->in.sel) != ST_OK)
		b->st = ST_DAMAGED;
	selection_begin_reads(b->in.sel);
	b->scan.visit = b->asked->visit;
	b->scan.visit_arg = b->asked->visit_arg;
	board_scan_read(&b->scan, &named, waiting_since(b), b->until);
	if (b->scan.st != ST_OK)
		b->st = b->scan.st;
	board_scan_take(&b->scan, t, b->end - quiet,
			b->asked->look_only   ? SCAN_TAKES_VIEWERS
			: b->asked->all_heads ? SCAN_TAKES_ALL_HEADS
					      : SCAN_TAKES_WAITING);
	board_scan_take_older(&b->scan, t, b->in.sel->window.since);
	board_scan_take_referred(&b->scan, t);
	selection_end_reads(b->in.sel);
	threads_bind(t, b->asked->match);
	if (t->st != ST_OK)
		b->st = t->st;
	named_patches_release(&named);
}

enum status board_build(struct board *board, const struct selection *sel,
			const struct series_set *set, const struct board_options *o)
{
	struct board_input b;

	*board = (struct board){ .arena = ARENA_INIT };
	board_input_init(&b, board, sel, set, o);
	board->as_of = b.end;
	board->read_since = waiting_since(&b);
	board->read_until = b.until;
	read_threads(&b, &board->threads);
	board_input_find(&b);
	board_series_add(board, &b);
	board_pulls_add(board, &b);
	board_discussed_add(board, &b);
	board_groups_sort(board);
	if (!o->look_only) {
		board_figures_find(board, &b);
		board_people_find(board, &b);
	}
	board_input_release(&b);
	return b.st;
}

void board_release(struct board *b)
{
	for (int id = 0; id < BOARD_GROUPS; id++)
		free(b->groups[id].rows);
	free(b->wrote.list);
	free(b->reviewed.list);
	free(b->answered.list);
	threads_release(&b->threads);
	arena_release(&b->arena);
	*b = (struct board){ .arena = ARENA_INIT };
}

void board_add_unknown(struct buf *out, const struct board *b)
{
	const char *between = "";

	if (b->replies_unknown) {
		buf_addstr(out, "NAKs, states and findings in some replies");
		between = "; ";
	}
	if (b->patch_ids_unknown) {
		buf_addf(out, "%swhich patches are unchanged", between);
		between = "; ";
	}
	if (b->recipients_unknown)
		buf_addf(out, "%swhom some mails were sent to", between);
}

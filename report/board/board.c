/* SPDX-License-Identifier: MIT */
#include <stdlib.h>

#include "report/board/board.h"

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

enum status board_build(struct board *b, const struct selection *sel,
			const struct series_set *set, const struct board_options *o)
{
	(void)sel;
	(void)set;
	(void)o;
	*b = (struct board){ .arena = ARENA_INIT };
	return ST_OK;
}

void board_release(struct board *b)
{
	for (int id = 0; id < BOARD_GROUPS; id++)
		free(b->groups[id].rows);
	free(b->wrote.list);
	free(b->reviewed.list);
	free(b->answered.list);
	arena_release(&b->arena);
	*b = (struct board){ .arena = ARENA_INIT };
}

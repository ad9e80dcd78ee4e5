/* SPDX-License-Identifier: MIT */
#include <stdlib.h>

#include "report/mine/mine.h"
#include "report/mine/mine_answers.h"
#include "report/mine/mine_series.h"

void mine_look(void *arg, const struct board_input *b, const struct board_candidate *list,
	       size_t n)
{
	struct mine *m = arg;

	m->recipients_unknown = b->scan.recipients_unknown;
	for (size_t i = 0; i < n; i++)
		mine_series_add(m, b, &list[i]);
	mine_series_sort(m);
	mine_answers_find(m, b);
}

void mine_release(struct mine *m)
{
	free(m->own);
	free(m->asked);
	free(m->answers);
	*m = MINE_INIT;
}

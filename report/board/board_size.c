/* SPDX-License-Identifier: MIT */
#include "report/board/board_size.h"

static uint32_t add_capped(uint32_t a, uint32_t b)
{
	return a > UINT32_MAX - b ? UINT32_MAX : a + b;
}

static void set_size(struct board_row *row, const struct post *p)
{
	row->insertions = add_capped(row->insertions, p->insertions);
	row->deletions = add_capped(row->deletions, p->deletions);
}

void board_size_find(struct board_row *row)
{
	const struct series *s = row->series;
	bool known = true, any = false;

	row->insertions = row->deletions = 0;
	if (s->covered && s->head->kind == KIND_COVER && (s->head->facts & FACT_STAT)) {
		set_size(row, s->head);
		row->size_known = true;
		return;
	}
	for (size_t i = 0; i < s->n_mails; i++) {
		if (s->mails[i]->kind != KIND_PATCH)
			continue;
		any = true;
		known = known && (s->mails[i]->facts & FACT_STAT);
		set_size(row, s->mails[i]);
	}
	row->size_known = any && known;
}

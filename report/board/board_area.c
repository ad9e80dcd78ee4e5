/* SPDX-License-Identifier: MIT */
#include "report/areas/maintainers.h"
#include "report/board/board_area.h"

void board_area_find(struct board_row *row, const struct maintainers *maintainers)
{
	struct buf paths = BUF_INIT;
	const struct area *area = NULL;

	for (size_t i = 0; maintainers && i < row->series->n_mails; i++) {
		const struct post *p = row->series->mails[i];

		buf_adds(&paths, p->paths);
		if (p->paths.len && p->paths.s[p->paths.len - 1] != '\n')
			buf_addch(&paths, '\n');
	}
	if (paths.len)
		area = maintainers_area(maintainers, buf_str(&paths));
	if (area)
		row->area = area->name;
	buf_release(&paths);
}

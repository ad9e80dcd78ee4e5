/* SPDX-License-Identifier: MIT */
/* The section of series that lack parts. */
#include <stdlib.h>

#include "report/sections/missing_parts.h"
#include "report/series/series_order.h"

enum status section_incomplete(struct section *out, const struct section_input *in)
{
	const struct series **order = series_order(in->sel, in->set);

	for (size_t i = 0; i < in->set->n; i++) {
		const struct series *s = order[i];
		struct section_row *row;

		if (!s->announced || section_is_complete(s) || s->newer || s->respin)
			continue;
		row = section_add_series(out, in, s);
		missing_parts_find(row, in->sel, s, in->arena);
	}
	free(order);
	return ST_OK;
}

/* SPDX-License-Identifier: MIT */
/* The section of series that were taken, wholly or in part: of the window, or in it. */
#include "report/sections/applied_find.h"
#include "report/sections/applied_trees.h"

enum status section_applied(struct section *out, const struct section_input *in)
{
	const struct threads *t = in->threads;
	struct applied_events events;
	enum status st = applied_events_find(&events, in);
	size_t first, end = 0;

	for (size_t i = 0; i < t->set.n; i++) {
		const struct series *s = &t->set.series[i];
		struct section_row *row;
		bool in_window;

		for (first = end; end < events.n && events.list[end].of == i; end++)
			;
		row = section_add_series(out, in, s);
		in_window =
		    applied_events_fill(row, in, events.list + first, end - first);
		in_window = applied_trees_add(row, in) || in_window;
		if (!row->n_events || (!in_window && !threads_in_window(t, s)))
			out->n--;
	}
	section_sort(out);
	applied_events_release(&events);
	return st;
}

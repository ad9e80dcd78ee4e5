/* SPDX-License-Identifier: MIT */
/* The section of series that were taken, wholly or in part: of the window, or in it. */
#include "report/sections/applied_find.h"

enum status section_applied(struct section *out, const struct section_input *in)
{
	const struct threads *t = in->threads;
	struct applied_events events;
	enum status st = applied_events_find(&events, in);
	size_t end;

	for (size_t i = 0; i < events.n; i = end) {
		const struct series *s = &t->set.series[events.list[i].of];
		struct section_row *row = section_add_series(out, in, s);

		for (end = i + 1;
		     end < events.n && events.list[end].of == events.list[i].of; end++)
			;
		if ((!applied_events_fill(row, in, events.list + i, end - i) &&
		     !threads_in_window(t, s)) ||
		    !row->n_events)
			out->n--;
	}
	section_sort(out);
	applied_events_release(&events);
	return st;
}

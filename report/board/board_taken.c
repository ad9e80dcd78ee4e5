/* SPDX-License-Identifier: MIT */
#include <stdlib.h>

#include "report/board/board_taken.h"
#include "report/sections/applied_trees.h"

/* The board is that of the window's end. */
static void leave_later(struct board_input *b)
{
	size_t n = 0;

	for (size_t i = 0; i < b->events.n; i++)
		if (b->events.list[i].in_window || b->events.list[i].date < b->until)
			b->events.list[n++] = b->events.list[i];
	b->events.n = n;
}

void board_taken_init(struct board_input *b)
{
	size_t series = b->in.threads->set.n, at = 0;

	if (applied_events_find(&b->events, &b->in) != ST_OK)
		b->st = ST_DAMAGED;
	leave_later(b);
	b->first_event = xcalloc(series + 1, sizeof(*b->first_event));
	for (size_t of = 0; of <= series; of++) {
		while (at < b->events.n && b->events.list[at].of < of)
			at++;
		b->first_event[of] = at;
	}
}

static uint32_t count_taken(const struct section_row *row)
{
	uint32_t n = 0;

	for (size_t i = 0; i < row->n_events; i++) {
		const struct section_event *e = &row->events[i];

		if (e->dropped == DATE_NONE && e->parts > n)
			n = e->parts;
	}
	return n;
}

/* Several people may each have taken other parts. */
static uint32_t count_parts(const struct board_input *b, size_t of,
			    const struct section_row *row)
{
	struct hashmap parts = HASHMAP_INIT;
	uint32_t most = count_taken(row), sum = 0, n;

	for (size_t i = 0; i < row->n_events; i++)
		if (row->events[i].dropped == DATE_NONE)
			sum += row->events[i].parts < row->count ? row->events[i].parts
								 : row->count;
	for (size_t i = b->first_event[of]; i < b->first_event[of + 1]; i++)
		if (!b->events.list[i].dropped)
			hashmap_put(&parts, b->events.list[i].on, 0);
	n = (uint32_t)parts.n < sum ? (uint32_t)parts.n : sum;
	hashmap_release(&parts);
	return n > most ? n : most;
}

/* Takes out what was taken back. */
static void leave_undropped(struct board_row *row, const struct section_row *from)
{
	row->events = from->events;
	for (size_t i = 0; i < from->n_events; i++)
		if (from->events[i].dropped == DATE_NONE)
			row->events[row->n_events++] = from->events[i];
}

/* No mail in the thread of a patch says that a request names it. */
static void find_pulled_before(struct board_candidate *c, const struct board_input *b)
{
	uint32_t n =
	    board_pulled_count(&b->scan.pulled, b->in.sel->mailmap, c->row.series);

	if (n)
		c->silent = false;
	c->pulled = n && n >= c->row.arrived;
}

void board_taken_choose(struct board_row *row, int64_t since)
{
	row->taken = row->n_events ? &row->events[row->n_events - 1] : NULL;
	for (size_t i = 0; i < row->n_events; i++) {
		const struct section_event *e = &row->events[i];

		if (!e->pull && e->date >= since && e->parts >= row->arrived &&
		    (e->tree.len || e->branch.len))
			row->taken = e;
	}
}

void board_taken_find(struct board_candidate *c, const struct board_input *b)
{
	size_t first = b->first_event[c->index], end = b->first_event[c->index + 1];
	struct section_row row = { .series = c->row.series, .count = c->row.arrived };

	c->taken_now =
	    applied_events_fill(&row, &b->in, b->events.list + first, end - first);
	c->taken_now = applied_trees_add(&row, &b->in) || c->taken_now;
	find_pulled_before(c, b);
	if (!row.n_events)
		return;
	c->row.applied = count_parts(b, c->index, &row);
	leave_undropped(&c->row, &row);
	board_taken_choose(&c->row, b->in.sel->window.since);
	if (c->row.n_events)
		c->silent = false;
	else
		c->row.applied = 0;
}

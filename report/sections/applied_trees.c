/* SPDX-License-Identifier: MIT */
#include <stdlib.h>

#include "report/sections/applied_trees.h"
#include "report/tree/series_in_tree.h"

static struct section_commit *list_commits(const struct series_in_tree *held,
					   struct arena *arena)
{
	struct section_commit *list = NULL;

	for (size_t i = held->n; i-- > 0;) {
		const struct part_in_tree *part = &held->parts[i];
		struct section_commit *c = arena_alloc(arena, sizeof(*c));

		*c = (struct section_commit){
			list,
			part->post->number,
			part->match.commit->id,
			part->match.by == TREE_FOUND_ID ? "id" : "title",
		};
		list = c;
	}
	return list;
}

static struct section_event event_of(const struct git_tree *tree,
				     const struct series_in_tree *held,
				     struct arena *arena)
{
	return (struct section_event){
		.who = held->newest->committer,
		.date = held->newest->date,
		.parts = held->count,
		.tree = tree->name,
		.branch = tree->branch,
		.commits = list_commits(held, arena),
		.url = tree->url,
		.commit = held->newest->id,
		.dropped = DATE_NONE,
	};
}

/* A pull request is no statement about a tree of its own. */
static bool is_known_better(const struct section_event *e, uint32_t held)
{
	return !e->commit.len && !e->pull &&
	       (e->parts <= held || e->dropped != DATE_NONE);
}

/* held: how many parts the trees hold. */
static void leave_out_replies(struct section_row *row, uint32_t held)
{
	size_t n = 0;

	for (size_t i = 0; i < row->n_events; i++)
		if (!is_known_better(&row->events[i], held))
			row->events[n++] = row->events[i];
	row->n_events = n;
}

static int cmp_event_date(const void *a, const void *b)
{
	const struct section_event *x = a, *y = b;
	int d;

	if (x->date != y->date)
		return x->date < y->date ? -1 : 1;
	d = str_cmp(x->tree, y->tree);
	if (!d)
		d = str_cmp(x->branch, y->branch);
	return d ? d : str_cmp(x->who.addr, y->who.addr);
}

bool applied_trees_add(struct section_row *row, const struct section_input *in)
{
	const struct git_trees *trees = in->sel->trees;
	size_t known = row->n_events, n = trees ? trees->n : 0;
	struct section_event *events;
	uint32_t most = 0;
	bool in_window = false;

	if (!n)
		return false;
	events = arena_alloc(in->arena, (known + n) * sizeof(*events));
	if (known)
		memcpy(events, row->events, known * sizeof(*events));
	row->events = events;
	for (size_t i = 0; i < n; i++) {
		struct series_in_tree held;

		series_in_tree_find(&held, &trees->list[i], row->series, in->arena);
		if (!held.n)
			continue;
		events[row->n_events++] = event_of(&trees->list[i], &held, in->arena);
		most = held.count > most ? held.count : most;
		in_window = in_window || held.newest->date >= in->sel->window.since;
	}
	if (!most)
		return false;
	leave_out_replies(row, most);
	qsort(row->events, row->n_events, sizeof(*row->events), cmp_event_date);
	return in_window;
}

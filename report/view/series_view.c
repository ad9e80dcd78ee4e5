/* SPDX-License-Identifier: MIT */
#include <stdlib.h>

#include "report/board/board_area.h"
#include "report/board/board_figures.h"
#include "report/board/board_first_post.h"
#include "report/board/board_groups.h"
#include "report/board/board_needs.h"
#include "report/board/board_revision.h"
#include "report/board/board_series.h"
#include "report/board/board_size.h"
#include "report/view/series_versions.h"
#include "report/view/series_view.h"
#include "store/util/utc.h"

/* A view has no window. */
static void read_threads(struct board_input *b, struct threads *t)
{
	threads_init(t, b->in.sel);
	t->versions = true;
	threads_bind(t, NULL);
	for (size_t i = 0; i < t->n; i++)
		t->mails[i].in_window = true;
	if (t->st != ST_OK)
		b->st = t->st;
}

static void fill_version(struct view_version *v, struct board_input *b,
			 const struct series *s)
{
	size_t index = (size_t)(s - b->in.threads->set.series);
	struct board_candidate c;

	board_candidate_fill(&c, b, index);
	board_size_find(&c.row);
	board_needs_find(&c.row, b->in.arena);
	board_changes_find(&c.row, b);
	board_area_find(&c.row, b->in.sel->maintainers);
	c.row.days = b->end > s->head->arrival
			 ? (uint32_t)((b->end - s->head->arrival) / DAY_SECONDS)
			 : 0;
	/* in play, but not for being new: it may wait as well */
	c.answered = true;
	c.posted = false;
	*v = (struct view_version){
		.row = c.row,
		.group = board_group_of(&c, b),
		.parts = view_parts_find(b, &c.row, index),
	};
}

/* Says why each version is bound to the one before it in the list. */
static void bind_version(struct view_version *v)
{
	const struct series *s = v->row.series;

	if (s->respin)
		return;
	v->bound_to = s->bound_to;
	v->rule = s->bound_by;
}

/* A version that some other series superseded is listed for the one that shares it. */
static void bind_shared(struct series_view *view)
{
	for (size_t i = 0; i < view->n; i++) {
		const struct series *s = view->versions[i].row.series;

		for (size_t k = i + 1; k < view->n && s->also_older; k++) {
			if (view->versions[k].row.series != s->also_older)
				continue;
			view->versions[k].bound_to = s;
			view->versions[k].rule = s->also_by;
		}
	}
}

static bool is_of_set(const struct threads *t, const struct series *s)
{
	return s >= t->set.series && s < t->set.series + t->set.n;
}

static void fill_versions(struct series_view *view, struct board_input *b,
			  const struct post *of)
{
	const struct series **list = xcalloc(SERIES_VERSIONS_MAX, sizeof(*list));
	const struct threads *t = b->in.threads;
	size_t n = series_versions_list(&t->set, of, list, SERIES_VERSIONS_MAX);

	view->versions = xcalloc(n + 1, sizeof(*view->versions));
	for (size_t i = 0; i < n; i++) {
		if (!is_of_set(t, list[i]))
			continue;
		fill_version(&view->versions[view->n], b, list[i]);
		bind_version(&view->versions[view->n++]);
	}
	bind_shared(view);
	if (view->n)
		board_first_post_find(&view->versions[view->n - 1].row, b);
	free(list);
}

enum status series_view_build(struct series_view *view, const struct selection *sel,
			      const struct post *of, const struct board_options *o)
{
	struct selection all = *sel;
	struct board_input b;

	*view = (struct series_view){ .sel = sel, .board = { .arena = ARENA_INIT } };
	all.window.until = INT64_MAX;
	board_input_init(&b, &view->board, &all, NULL, o);
	view->board.as_of = b.end;
	read_threads(&b, &view->board.threads);
	board_input_find(&b);
	fill_versions(view, &b, of);
	board_unknown_find(&view->board, &b);
	view->board.recipients_unknown = false; /* nothing here is made of them */
	board_input_release(&b);
	return b.st;
}

void series_view_release(struct series_view *view)
{
	free(view->versions);
	board_release(&view->board);
	*view = (struct series_view){ .n = 0 };
}

const struct view_version *series_view_newest(const struct series_view *view)
{
	size_t i = 0;

	while (i + 1 < view->n && view->versions[i].row.series->respin)
		i++;
	return &view->versions[i];
}

static bool same_version(const struct series *a, const struct series *b)
{
	return str_eq(a->version, b->version) && !a->after.len == !b->after.len &&
	       (!a->after.len || str_eq(a->after, b->after)) &&
	       !((a->head->facts ^ b->head->facts) & FACT_RFC);
}

uint32_t series_view_count(const struct series_view *view)
{
	const struct series *last = NULL;
	uint32_t n = 0;

	for (size_t i = 0; i < view->n; i++) {
		const struct series *s = view->versions[i].row.series;

		if (s->respin)
			continue;
		n += !last || !same_version(s, last);
		last = s;
	}
	return n;
}

const char *series_view_state(const struct series_view *view)
{
	enum board_group_id group = series_view_newest(view)->group;

	switch (group) {
	case BOARD_CONTESTED:
	case BOARD_READY:
	case BOARD_WAITING:
	case BOARD_APPLIED:
		return board_group_name(group);
	default:
		return "open";
	}
}

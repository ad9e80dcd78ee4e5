/* SPDX-License-Identifier: MIT */
#include <stdlib.h>

#include "report/board/board_groups.h"
#include "report/series/version_order.h"
#include "report/util/collate.h"
#include "store/util/array.h"
#include "store/util/utc.h"

static int cmp_newest(const struct board_row *x, const struct board_row *y)
{
	return post_cmp_arrival(y->post, x->post);
}

static int cmp_answers(const struct board_row *x, const struct board_row *y)
{
	if (x->answers != y->answers)
		return x->answers < y->answers ? 1 : -1;
	return cmp_newest(x, y);
}

static bool is_applied(const struct board_candidate *c)
{
	return c->taken_now && c->row.applied && c->row.applied >= c->row.arrived;
}

/* A new version may take the place of the old one only once it came. */
static bool is_current(const struct board_candidate *c)
{
	return !c->outdated;
}

static bool is_much_discussed(const struct board_candidate *c)
{
	return is_current(c) && !is_applied(c) && c->row.answers >= CONTESTED_ANSWERS &&
	       c->row.n_people >= CONTESTED_PEOPLE;
}

void board_find_most_discussed(struct board_candidate *list, size_t n)
{
	struct board_candidate *most[CONTESTED_ROWS + 1];
	size_t n_most = 0;

	for (size_t i = 0; i < n; i++) {
		size_t at = n_most;

		if (!is_current(&list[i]) || is_applied(&list[i]))
			continue;
		for (; at > 0 && cmp_answers(&list[i].row, &most[at - 1]->row) < 0; at--)
			most[at] = most[at - 1];
		most[at] = &list[i];
		n_most += n_most < CONTESTED_ROWS;
	}
	for (size_t i = 0; i < n_most; i++)
		most[i]->row.most_discussed = is_much_discussed(most[i]);
}

static bool is_ready(const struct board_candidate *c)
{
	return c->complete && c->row.arrived && c->row.reviewed >= c->row.arrived &&
	       !c->row.n_events;
}

static bool is_revised(const struct board_row *row)
{
	const struct post *p = row->post;

	return version_cmp(row->series->version, STR("1")) > 0 || row->n_versions ||
	       (p->facts & FACT_RESEND);
}

static bool is_ignored(const struct board_options *o, const struct series *s)
{
	for (size_t i = 0; i < o->n_ignore; i++)
		for (size_t k = 0; k < s->n_mails; k++)
			if (str_eq(o->ignore[i], s->mails[k]->message_id))
				return true;
	return false;
}

static bool is_waiting(const struct board_candidate *c, const struct board_input *b)
{
	int64_t quiet = (int64_t)b->asked->quiet_days * DAY_SECONDS;

	return c->complete && c->silent && !c->robot &&
	       c->last_arrival <= b->end - quiet &&
	       c->last_arrival >= b->end - WAITING_DAYS * DAY_SECONDS &&
	       !is_ignored(b->asked, c->row.series);
}

/* The groups of a series in play; BOARD_GROUPS: none. */
static enum board_group_id group_in_play(const struct board_candidate *c)
{
	if (c->row.n_objections || c->row.most_discussed)
		return BOARD_CONTESTED;
	if (is_ready(c))
		return BOARD_READY;
	if (!c->posted)
		return BOARD_GROUPS;
	return is_revised(&c->row) ? BOARD_REVISED : BOARD_NEW;
}

/* All of it was taken before the window: it is settled. */
static bool is_settled(const struct board_candidate *c)
{
	return !c->taken_now &&
	       (c->pulled || (c->row.applied && c->row.applied >= c->row.arrived));
}

enum board_group_id board_group_of(const struct board_candidate *c,
				   const struct board_input *b)
{
	enum board_group_id group = BOARD_GROUPS;

	if (is_applied(c))
		return BOARD_APPLIED;
	if (is_current(c) && !is_settled(c)) {
		if (c->posted || c->answered || c->taken_now)
			group = group_in_play(c);
		if (group == BOARD_GROUPS && is_waiting(c, b))
			group = BOARD_WAITING;
	}
	if (group == BOARD_GROUPS && c->row.answers >= DISCUSSED_ANSWERS &&
	    c->row.n_people >= DISCUSSED_PEOPLE)
		group = BOARD_DISCUSSED;
	return group;
}

void board_group_add(struct board *b, enum board_group_id id, const struct board_row *row)
{
	struct board_group *g = &b->groups[id];

	g->rows = array_grow(g->rows, g->n, &g->cap, sizeof(*g->rows));
	g->rows[g->n++] = *row;
}

/* Those with an objection first. */
static int cmp_contested(const void *a, const void *b)
{
	const struct board_row *x = a, *y = b;

	if (!x->n_objections != !y->n_objections)
		return x->n_objections ? -1 : 1;
	return cmp_answers(x, y);
}

static int cmp_row_newest(const void *a, const void *b)
{
	return cmp_newest(a, b);
}

static int cmp_row_oldest(const void *a, const void *b)
{
	return cmp_newest(b, a);
}

static int cmp_row_answers(const void *a, const void *b)
{
	return cmp_answers(a, b);
}

/* Those without an area last. */
static int cmp_area(const void *a, const void *b)
{
	const struct board_row *x = a, *y = b;
	int d;

	if (!x->area.len != !y->area.len)
		return x->area.len ? -1 : 1;
	d = str_cmp(x->area, y->area);
	return d ? d : cmp_newest(x, y);
}

/* Compares two trees or two branches. An empty name sorts last. */
static int cmp_place(struct str a, struct str b)
{
	if (!a.len != !b.len)
		return a.len ? -1 : 1;
	return str_cmp(a, b);
}

/* Compares the tree, branch, person and time that are printed. */
static int cmp_taken(const void *a, const void *b)
{
	const struct board_row *x = a, *y = b;
	const struct section_event *e = x->taken, *f = y->taken;
	int d;

	if (!e || !f)
		return e ? -1 : f ? 1 : cmp_newest(x, y);
	d = cmp_place(e->tree, f->tree);
	if (!d)
		d = cmp_place(e->branch, f->branch);
	if (!d)
		d = collate_cmp(e->who.name, f->who.name);
	if (!d)
		d = !!e->pull - !!f->pull;
	if (!d && e->date != f->date)
		d = e->date < f->date ? -1 : 1;
	return d ? d : cmp_newest(x, y);
}

void board_groups_sort(struct board *b)
{
	static int (*const orders[BOARD_GROUPS])(const void *, const void *) = {
		[BOARD_CONTESTED] = cmp_contested, [BOARD_READY] = cmp_row_newest,
		[BOARD_REVISED] = cmp_row_newest,  [BOARD_NEW] = cmp_area,
		[BOARD_PULLS] = cmp_row_newest,	   [BOARD_WAITING] = cmp_row_oldest,
		[BOARD_APPLIED] = cmp_taken,	   [BOARD_DISCUSSED] = cmp_row_answers,
	};

	for (int id = 0; id < BOARD_GROUPS; id++)
		if (b->groups[id].n)
			qsort(b->groups[id].rows, b->groups[id].n,
			      sizeof(struct board_row), orders[id]);
}

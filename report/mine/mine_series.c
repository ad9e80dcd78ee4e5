/* SPDX-License-Identifier: MIT */
#include <stdlib.h>

#include "report/board/board_size.h"
#include "report/board/viewers_areas.h"
#include "report/mine/mine_series.h"
#include "report/people/viewers.h"
#include "store/util/array.h"
#include "store/util/utc.h"

static bool sent_by_viewers(const struct board_input *b, const struct post *p)
{
	return viewers_sent(b->in.sel->viewers, b->in.sel->mailmap, p);
}

static int cmp_number(const void *a, const void *b)
{
	uint32_t x = *(const uint32_t *)a, y = *(const uint32_t *)b;

	return (x > y) - (x < y);
}

/* Lists the numbers of parts without a review; those in sequence as a range. */
static void find_unreviewed(struct mine_own *own, const struct board_input *b)
{
	const struct series *s = own->row.series;
	uint32_t *numbers = xcalloc(s->n_mails + 1, sizeof(*numbers));
	size_t n = 0;

	for (size_t i = 0; i < s->n_mails; i++)
		if (post_in_series(s->mails[i]) && !post_is_cover(s->mails[i]) &&
		    !reviewed_parts_have(&b->reviews, s, s->mails[i]))
			numbers[n++] = s->mails[i]->number;
	qsort(numbers, n, sizeof(*numbers), cmp_number);
	own->unreviewed = arena_alloc(b->in.arena, (n + 1) * sizeof(*own->unreviewed));
	for (size_t i = 0; i < n; i++) {
		struct section_range *last =
		    own->n_unreviewed ? &own->unreviewed[own->n_unreviewed - 1] : NULL;

		if (last && numbers[i] <= last->to + 1)
			last->to = numbers[i];
		else
			own->unreviewed[own->n_unreviewed++] =
			    (struct section_range){ numbers[i], numbers[i] };
	}
	free(numbers);
}

static bool is_applied(const struct board_row *row)
{
	return row->applied && row->applied >= row->arrived;
}

static void add_own(struct mine *m, const struct board_input *b,
		    const struct board_candidate *c)
{
	struct mine_own *own;

	m->own = array_grow(m->own, m->n_own, &m->own_cap, sizeof(*m->own));
	own = &m->own[m->n_own++];
	*own = (struct mine_own){ .row = c->row,
				  .group = c->group,
				  .applied = is_applied(&c->row) };
	board_size_find(&own->row);
	find_unreviewed(own, b);
}

/* They answered a series after a time, as far as was known at the window's end. */
static bool have_answered(const struct board_input *b, size_t of, int64_t since)
{
	const struct threads *t = b->in.threads;

	for (size_t i = b->replies.first[of]; i < b->replies.first[of + 1]; i++) {
		const struct post *p = t->mails[b->replies.mails[i]].post;

		if (p->arrival >= since && sent_by_viewers(b, p))
			return true;
	}
	return false;
}

/* They answered one of the versions that a row replaces; of those from before the window
 * the threads know only some. */
static bool have_answered_older(const struct board_input *b, const struct board_row *row,
				int64_t since)
{
	const struct threads *t = b->in.threads;

	for (size_t i = 0; i < row->n_versions; i++) {
		const struct post *head = row->versions[i].head;
		size_t at = threads_find(t, head);

		if (board_scan_answered(&b->scan, head, since))
			return true;
		if (at != THREAD_NONE && t->mails[at].series != THREAD_NONE &&
		    have_answered(b, t->mails[at].series, since))
			return true;
	}
	return false;
}

static bool is_maintained(const struct board_input *b, const struct series *s)
{
	for (size_t i = 0; i < s->n_mails; i++)
		if (viewers_maintain(b->in.sel, s->mails[i]->paths))
			return true;
	return false;
}

/* They have no part in it yet, and it is not settled. */
static bool is_open(const struct board_input *b, const struct board_candidate *c)
{
	const struct board_row *row = &c->row;

	return !is_applied(row) && !have_answered(b, c->index, INT64_MIN) &&
	       !have_answered_older(b, row, row->post->arrival);
}

static void add_asked(struct mine *m, const struct board_input *b,
		      const struct board_candidate *c)
{
	struct mine_asked asked = { .row = c->row };
	const struct post *head = c->row.post;

	if (!is_open(b, c))
		return;
	asked.recipient = board_scan_received(&b->scan, c->row.series);
	asked.maintainer = is_maintained(b, c->row.series);
	asked.answered_older =
	    head->format < 2 && have_answered_older(b, &c->row, INT64_MIN);
	if (!asked.recipient && !asked.maintainer && !asked.answered_older)
		return;
	asked.row.days = b->end > head->arrival
			     ? (uint32_t)((b->end - head->arrival) / DAY_SECONDS)
			     : 0;
	board_size_find(&asked.row);
	m->asked = array_grow(m->asked, m->n_asked, &m->asked_cap, sizeof(*m->asked));
	m->asked[m->n_asked++] = asked;
}

/* Its mails are of the last months, as the scan's. */
static bool is_recent(const struct board_input *b, const struct board_candidate *c)
{
	return c->last_arrival >= b->end - WAITING_DAYS * DAY_SECONDS &&
	       (c->posted || c->row.post->arrival < b->until);
}

void mine_series_add(struct mine *m, const struct board_input *b,
		     const struct board_candidate *c)
{
	if (c->outdated || !is_recent(b, c))
		return;
	if (sent_by_viewers(b, c->row.post))
		add_own(m, b, c);
	else
		add_asked(m, b, c);
}

static int cmp_own(const void *a, const void *b)
{
	const struct mine_own *x = a, *y = b;

	if (x->applied != y->applied)
		return x->applied ? 1 : -1;
	return post_cmp_arrival(y->row.post, x->row.post);
}

static int cmp_asked(const void *a, const void *b)
{
	const struct mine_asked *x = a, *y = b;

	return post_cmp_arrival(x->row.post, y->row.post);
}

void mine_series_sort(struct mine *m)
{
	if (m->n_own)
		qsort(m->own, m->n_own, sizeof(*m->own), cmp_own);
	if (m->n_asked)
		qsort(m->asked, m->n_asked, sizeof(*m->asked), cmp_asked);
}

/* SPDX-License-Identifier: MIT */
#include <stdlib.h>

#include "report/board/board_answers.h"
#include "report/board/board_area.h"
#include "report/board/board_first_post.h"
#include "report/board/board_groups.h"
#include "report/board/board_needs.h"
#include "report/board/board_objections.h"
#include "report/board/board_revision.h"
#include "report/board/board_robots.h"
#include "report/board/board_series.h"
#include "report/board/board_size.h"
#include "report/board/board_taken.h"
#include "report/people/mailmap.h"
#include "report/people/robots.h"
#include "report/sections/missing_parts.h"
#include "store/util/utc.h"

static void find_arrived(struct board_candidate *c, const struct board_input *b)
{
	const struct series *s = c->row.series;
	struct section_row row = { .series = s };

	c->row.arrived = s->arrived;
	c->row.announced = s->announced;
	c->complete = section_is_complete(s);
	c->posted = threads_in_window(b->in.threads, s);
	c->last_arrival = INT64_MIN;
	for (size_t i = 0; i < s->n_mails; i++)
		if (s->mails[i]->arrival > c->last_arrival)
			c->last_arrival = s->mails[i]->arrival;
	if (!s->announced || c->complete)
		return;
	missing_parts_find(&row, b->in.sel, s, b->in.arena);
	c->row.missing = row.missing;
	c->row.n_missing = row.n_missing;
	c->row.elsewhere = row.elsewhere;
}

static void find_reviews(struct board_candidate *c, const struct board_input *b)
{
	struct section_row row = { .series = c->row.series, .count = c->row.arrived };
	struct part_review last;
	uint32_t n = reviewed_parts_count(&b->reviews, c->row.series, &last);

	c->row.reviewed = n < c->row.arrived ? n : c->row.arrived;
	reviewed_parts_people(&row, &b->reviews);
	c->row.reviewers = row.people;
	c->row.n_reviewers = row.n_people;
}

void board_candidate_fill(struct board_candidate *c, const struct board_input *b,
			  size_t index)
{
	const struct series *s = &b->in.threads->set.series[index];

	*c = (struct board_candidate){ .index = index };
	c->row.series = s;
	c->row.post = s->head;
	c->row.who = mailmap_author(b->in.sel->mailmap, s->head);
	c->row.change_note = c->row.area = c->row.needs = STR_EMPTY;
	c->robot = robots_posted(b->in.sel->robots, s->head);
	find_arrived(c, b);
	board_answers_find(c, b);
	board_taken_find(c, b);
	c->outdated = !section_is_current(s) ||
		      (!c->posted && board_scan_has_later(&b->scan, s->head));
	find_reviews(c, b);
	board_objections_find(c, b);
	board_robots_find(c, b);
	board_versions_find(c, b);
}

/* Facts that only some groups show, and that cost more. */
static void finish_row(struct board_row *row, enum board_group_id group,
		       struct board_input *b)
{
	board_size_find(row);
	board_needs_find(row, b->in.arena);
	if (group == BOARD_REVISED)
		board_changes_find(row, b);
	if (group == BOARD_NEW) {
		board_first_post_find(row, b);
		board_area_find(row, b->in.sel->maintainers);
	}
	if (group == BOARD_WAITING && b->end > row->post->arrival)
		row->days = (uint32_t)((b->end - row->post->arrival) / DAY_SECONDS);
}

static void count_posted(struct board *board, const struct board_candidate *c)
{
	bool later = c->row.n_versions || (c->row.post->facts & FACT_RESEND) ||
		     !str_eq(c->row.series->version, STR("1"));

	board->series++;
	board->fresh += !later;
	board->revised += later;
	for (size_t i = 0; i < c->row.n_versions; i++)
		board->replaced += c->row.versions[i].in_window;
}

void board_series_add(struct board *board, struct board_input *b)
{
	size_t n = b->in.threads->set.n;
	struct board_candidate *list = xcalloc(n + 1, sizeof(*list));

	for (size_t i = 0; i < n; i++)
		board_candidate_fill(&list[i], b, i);
	board_find_most_discussed(list, n);
	for (size_t i = 0; i < n; i++) {
		enum board_group_id group = board_group_of(&list[i], b);

		list[i].group = group;
		if (list[i].posted && !list[i].outdated)
			count_posted(board, &list[i]);
		if (group == BOARD_GROUPS)
			continue;
		finish_row(&list[i].row, group, b);
		board_group_add(board, group, &list[i].row);
	}
	if (b->asked->look)
		b->asked->look(b->asked->look_arg, b, list, n);
	free(list);
}

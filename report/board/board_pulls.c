/* SPDX-License-Identifier: MIT */
#include <stdlib.h>

#include "report/board/board_answers.h"
#include "report/board/board_groups.h"
#include "report/board/board_pulls.h"
#include "report/board/board_taken.h"
#include "report/people/mailmap.h"
#include "report/sections/pull_events.h"
#include "report/sections/shortlog.h"
#include "store/util/utc.h"

static uint32_t count_titles(struct str body)
{
	struct shortlog s;
	uint32_t n = 0;

	shortlog_init(&s, body);
	while (shortlog_next(&s))
		n++;
	return n;
}

/* Keeps the events of its time that were not taken back. */
static void set_events(struct board_row *row, struct board_input *b,
		       const struct applied_event *list, size_t n)
{
	struct section_row pull = { .post = row->post, .count = row->arrived };

	applied_events_fill(&pull, &b->in, list, n);
	row->events = pull.events;
	for (size_t i = 0; i < pull.n_events; i++)
		if (pull.events[i].dropped == DATE_NONE && pull.events[i].date < b->until)
			row->events[row->n_events++] = pull.events[i];
	board_taken_choose(row, b->in.sel->window.since);
}

static void fill_pull(struct board_row *row, struct board_input *b, const struct post *p,
		      struct mail *m)
{
	*row = (struct board_row){
		.post = p,
		.who = mailmap_author(b->in.sel->mailmap, p),
		.change_note = STR_EMPTY,
		.area = STR_EMPTY,
		.needs = STR_EMPTY,
		.first_posted = p->arrival,
		.days = b->end > p->arrival
			    ? (uint32_t)((b->end - p->arrival) / DAY_SECONDS)
			    : 0,
		.size_known = p->facts & FACT_STAT,
		.insertions = p->insertions,
		.deletions = p->deletions,
	};
	if (p->inbox && post_text(p, m) == ST_OK)
		row->arrived = row->announced = count_titles(m->record.body);
	else
		b->st = ST_DAMAGED;
}

struct pull_row {
	struct board_row row;
	struct people_count people; /* who answered it */
};

struct pull_rows {
	struct pull_row *list;
	size_t n;
	struct hashmap by_mail; /* into list, by the request's index into threads.mails */
};

static void add_pull_answers(struct pull_rows *pulls, const struct board_input *b)
{
	const struct threads *t = b->in.threads;

	for (size_t i = 0; i < t->n; i++) {
		const struct thread_mail *m = &t->mails[i];
		size_t at = hashmap_get(&pulls->by_mail, m->about);
		struct board_row *row;

		if (at == HASHMAP_NONE || !m->in_window)
			continue;
		row = &pulls->list[at].row;
		if (!board_is_answer(&b->in, row->post, m->post))
			continue;
		if (!row->last_answer)
			row->last_answer = m->post;
		people_count_add(&pulls->list[at].people,
				 mailmap_author(b->in.sel->mailmap, m->post), 1);
		row->answers++;
	}
}

static void find_pulls(struct pull_rows *pulls, struct board_input *b)
{
	struct applied_events events;
	struct mail m = MAIL_INIT;

	pull_events_find(&events, &b->in);
	for (size_t i = 0; i < b->in.sel->n; i++) {
		const struct post *p = &b->in.sel->posts[i];
		struct pull_row *pull = &pulls->list[pulls->n];
		const struct applied_event *list;
		size_t at, n;

		if (p->kind != KIND_PULL)
			continue;
		at = threads_find(b->in.threads, p);
		hashmap_put(&pulls->by_mail, at, pulls->n++);
		fill_pull(&pull->row, b, p, &m);
		n = pull_events_of(&events, at, &list);
		set_events(&pull->row, b, list, n);
	}
	mail_release(&m);
	applied_events_release(&events);
}

void board_pulls_add(struct board *board, struct board_input *b)
{
	struct pull_rows pulls = { .list =
				       xcalloc(b->in.sel->n + 1, sizeof(*pulls.list)) };

	find_pulls(&pulls, b);
	add_pull_answers(&pulls, b);
	for (size_t i = 0; i < pulls.n; i++) {
		struct board_row *row = &pulls.list[i].row;

		row->people =
		    board_people_keep(&pulls.list[i].people, b->in.arena, &row->n_people);
		people_count_release(&pulls.list[i].people);
		board_group_add(board, row->n_events ? BOARD_APPLIED : BOARD_PULLS, row);
		board->pulls++;
		board->pulled += row->n_events > 0;
	}
	free(pulls.list);
	hashmap_release(&pulls.by_mail);
}

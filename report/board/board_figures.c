/* SPDX-License-Identifier: MIT */
#include "report/board/board_figures.h"
#include "report/people/mailmap.h"
#include "report/people/robots.h"
#include "report/board/day_counts.h"
#include "store/util/utc.h"

void board_mean_find(struct board *board, struct inbox *const *inboxes, size_t n,
		     int64_t since, int64_t until)
{
	int64_t first = day_counts_first(inboxes, n), length = until - since;
	int64_t step = (length + DAY_SECONDS / 2) / DAY_SECONDS * DAY_SECONDS;
	int64_t end = day_counts_day(since);
	uint64_t sum = 0;

	if (length <= 0 || first == INT64_MAX)
		return;
	if (step < DAY_SECONDS)
		step = DAY_SECONDS;
	while (board->mean_windows < MEAN_WINDOWS &&
	       end - step >= day_counts_day(first) &&
	       day_counts_add(&sum, inboxes, n, end - step, end)) {
		board->mean_windows++;
		end -= step;
	}
	if (board->mean_windows)
		board->mean_mails = (uint32_t)((double)sum / board->mean_windows *
						   (double)length / (double)step +
					       0.5);
}

bool board_counts_mail(const struct threads *t, const struct series_match *match,
		       const struct thread_mail *m)
{
	return m->in_window && (m->series != THREAD_NONE || threads_selects(t, match, m));
}

static void count_mails(struct board *board, const struct board_input *b)
{
	const struct threads *t = b->in.threads;
	struct people_count people = PEOPLE_COUNT_INIT;

	for (size_t i = 0; i < t->n; i++) {
		const struct post *p = t->mails[i].post;

		if (!board_counts_mail(t, b->asked->match, &t->mails[i]))
			continue;
		board->mails++;
		if (robots_posted(b->in.sel->robots, p))
			board->robot_mails++;
		else
			people_count_add(&people, mailmap_author(b->in.sel->mailmap, p),
					 1);
	}
	board->people = (uint32_t)people.n;
	people_count_release(&people);
}

void board_unknown_find(struct board *board, const struct board_input *b)
{
	const struct threads *t = b->in.threads;

	for (size_t i = 0; i < t->n; i++) {
		const struct thread_mail *m = &t->mails[i];
		bool of_row =
		    m->series != THREAD_NONE ||
		    (m->about != THREAD_NONE && t->mails[m->about].series != THREAD_NONE);

		if (m->post->format > 1 || !of_row)
			continue;
		board->recipients_unknown = true;
		if (m->post->kind == KIND_PATCH)
			board->patch_ids_unknown = true;
		else if (m->post->kind != KIND_COVER)
			board->replies_unknown = true;
	}
}

void board_figures_find(struct board *board, struct board_input *b)
{
	const struct window *w = &b->in.sel->window;
	const struct board_group *applied = &board->groups[BOARD_APPLIED];

	count_mails(board, b);
	board_unknown_find(board, b);
	if (!b->asked->match)
		board_mean_find(board, b->in.sel->inboxes, b->in.sel->n_inboxes, w->since,
				b->end);
	for (size_t i = 0; i < applied->n; i++)
		board->applied += applied->rows[i].series != NULL;
	board->ready = (uint32_t)board->groups[BOARD_READY].n;
}

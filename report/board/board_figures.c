/* SPDX-License-Identifier: MIT */
#include "report/board/board_figures.h"
#include "report/people/mailmap.h"
#include "report/people/robots.h"
#include "store/util/utc.h"

static int64_t start_of_day(int64_t t)
{
	return t - ((t % DAY_SECONDS) + DAY_SECONDS) % DAY_SECONDS;
}

/* When the first mail of all stores came; INT64_MAX: there is none. */
static int64_t first_arrival(struct inbox *const *inboxes, size_t n)
{
	int64_t first = INT64_MAX;

	for (size_t i = 0; i < n; i++) {
		struct inbox_totals totals;

		inbox_totals(inboxes[i], &totals);
		if (totals.mails && totals.first_arrival < first)
			first = totals.first_arrival;
	}
	return first;
}

/* Adds the mails of a day; returns false if a store does not know them. */
static bool add_day(uint64_t *sum, struct inbox *const *inboxes, size_t n, int64_t day)
{
	for (size_t i = 0; i < n; i++) {
		uint64_t mails;
		bool known;

		if (inbox_mails_on_day(inboxes[i], day, &mails, &known) != ST_OK ||
		    !known)
			return false;
		*sum += mails;
	}
	return true;
}

static bool add_window(uint64_t *sum, struct inbox *const *inboxes, size_t n,
		       int64_t since, int64_t until)
{
	uint64_t mails = 0;

	for (int64_t day = since; day < until; day += DAY_SECONDS)
		if (!add_day(&mails, inboxes, n, day))
			return false;
	*sum += mails;
	return true;
}

void board_mean_find(struct board *board, struct inbox *const *inboxes, size_t n,
		     int64_t since, int64_t until)
{
	int64_t first = first_arrival(inboxes, n), length = until - since;
	int64_t step = (length + DAY_SECONDS / 2) / DAY_SECONDS * DAY_SECONDS;
	int64_t end = start_of_day(since);
	uint64_t sum = 0;

	if (length <= 0 || first == INT64_MAX)
		return;
	if (step < DAY_SECONDS)
		step = DAY_SECONDS;
	while (board->mean_windows < MEAN_WINDOWS && end - step >= start_of_day(first) &&
	       add_window(&sum, inboxes, n, end - step, end)) {
		board->mean_windows++;
		end -= step;
	}
	if (board->mean_windows)
		board->mean_mails = (uint32_t)((double)sum / board->mean_windows *
						   (double)length / (double)step +
					       0.5);
}

/* Whether the mail has a part in the figures. */
static bool is_counted(const struct board_input *b, const struct thread_mail *m)
{
	return m->in_window && (m->series != THREAD_NONE ||
				threads_selects(b->in.threads, b->asked->match, m));
}

static void count_mails(struct board *board, const struct board_input *b)
{
	const struct threads *t = b->in.threads;
	struct people_count people = PEOPLE_COUNT_INIT;

	for (size_t i = 0; i < t->n; i++) {
		const struct post *p = t->mails[i].post;

		if (!is_counted(b, &t->mails[i]))
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

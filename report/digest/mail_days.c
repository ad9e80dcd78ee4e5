/* SPDX-License-Identifier: MIT */
#include "report/board/board_figures.h"
#include "report/board/day_counts.h"
#include "report/digest/mail_days.h"
#include "report/people/robots.h"
#include "store/util/utc.h"

/* The mails that are counted, and the days from the first through the last of them. */
struct day_range {
	int64_t first, last;
};

static int64_t day_of(int64_t time)
{
	return day_counts_day(time) / DAY_SECONDS;
}

static bool is_counted(const struct digest *d, const struct thread_mail *m)
{
	return board_counts_mail(&d->board.threads, d->options.sections.match, m);
}

/* Widens the range to the window, where that has an end. */
static void add_window_days(struct day_range *range, const struct window *w,
			    int64_t as_of)
{
	if (w->since != INT64_MIN && day_of(w->since) < range->first)
		range->first = day_of(w->since);
	if (as_of != INT64_MAX && as_of > w->since && day_of(as_of - 1) > range->last)
		range->last = day_of(as_of - 1);
}

static struct day_range find_days(const struct digest *d)
{
	const struct threads *t = &d->board.threads;
	struct day_range range = { INT64_MAX, INT64_MIN };

	for (size_t i = 0; i < t->n; i++) {
		int64_t day = day_of(t->mails[i].post->arrival);

		if (!is_counted(d, &t->mails[i]))
			continue;
		range.first = day < range.first ? day : range.first;
		range.last = day > range.last ? day : range.last;
	}
	if (range.first <= range.last && d->sel->window.kind == WINDOW_TIME)
		add_window_days(&range, &d->sel->window, d->board.as_of);
	return range;
}

static void count_mail(struct mail_day *day, const struct digest *d, const struct post *p)
{
	if (robots_posted(d->sel->robots, p))
		day->robots++;
	else if (post_is_counted(p) || p->kind == KIND_PULL)
		day->patches++;
	else
		day->answers++;
}

uint32_t mail_day_total(const struct mail_day *day)
{
	return day->patches + day->answers + day->robots;
}

static void init_days(struct mail_days *days, struct day_range range)
{
	int64_t n = range.last - range.first + 1;

	days->length = (uint32_t)((n + MAIL_DAYS_MAX - 1) / MAIL_DAYS_MAX);
	days->n = (size_t)((n + days->length - 1) / days->length);
	for (size_t i = 0; i < days->n; i++)
		days->list[i].start =
		    (range.first + (int64_t)i * days->length) * DAY_SECONDS;
}

void mail_days_count(struct mail_days *days, const struct digest *d)
{
	const struct threads *t = &d->board.threads;
	struct day_range range = find_days(d);

	*days = (struct mail_days){ .n = 0 };
	if (range.first > range.last)
		return;
	init_days(days, range);
	for (size_t i = 0; i < t->n; i++) {
		const struct post *p = t->mails[i].post;
		int64_t at = (day_of(p->arrival) - range.first) / days->length;

		if (is_counted(d, &t->mails[i]))
			count_mail(&days->list[at], d, p);
	}
	for (size_t i = 0; i < days->n; i++)
		if (mail_day_total(&days->list[i]) > days->most)
			days->most = mail_day_total(&days->list[i]);
}

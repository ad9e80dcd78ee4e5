/* SPDX-License-Identifier: MIT */
#include "report/board/window_mails.h"
#include "report/digest/mail_windows.h"
#include "store/util/utc.h"

static bool is_whole_days(const struct window *w)
{
	return w->kind == WINDOW_TIME && w->since > 0 && w->until != INT64_MAX &&
	       w->until > w->since && w->since % DAY_SECONDS == 0 &&
	       w->until % DAY_SECONDS == 0;
}

static void reverse_windows(struct mail_windows *windows)
{
	for (size_t i = 0, k = windows->n; i + 1 < k; i++) {
		struct mail_window swapped = windows->list[i];

		windows->list[i] = windows->list[--k];
		windows->list[k] = swapped;
	}
}

/* Adds the window, then those before it. */
static void add_windows(struct mail_windows *windows, const struct digest *d)
{
	const struct selection *sel = d->sel;
	int64_t step = sel->window.until - sel->window.since;
	int64_t first = window_mails_first(sel->inboxes, sel->n_inboxes);
	struct mail_window one = { sel->window.since, d->board.mails };

	windows->days = (uint32_t)(step / DAY_SECONDS);
	while (windows->n < MAIL_WINDOWS_MAX) {
		windows->list[windows->n++] = one;
		if (one.mails > windows->most)
			windows->most = one.mails;
		one = (struct mail_window){ one.since - step, 0 };
		if (one.since < window_mails_day(first) ||
		    !window_mails_add(&one.mails, sel->inboxes, sel->n_inboxes, one.since,
				      one.since + step))
			break;
	}
}

void mail_windows_count(struct mail_windows *windows, const struct digest *d)
{
	const struct series_match *match = d->options.sections.match;

	*windows = (struct mail_windows){ .n = 0 };
	if (!is_whole_days(&d->sel->window) || (match && match->n))
		return;
	add_windows(windows, d);
	if (windows->n < 2)
		windows->n = 0;
	reverse_windows(windows);
}

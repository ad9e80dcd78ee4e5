/* SPDX-License-Identifier: MIT */
#include "report/html/pictures.h"
#include "report/site/site_bars.h"

#define GAP 2

size_t site_bars_count(const struct site_windows *w)
{
	return w->n < SITE_BARS_MAX ? w->n : SITE_BARS_MAX;
}

int64_t site_bars_width(const struct site_windows *w)
{
	size_t n = site_bars_count(w);

	return (int64_t)(n > SITE_BARS_ROOM ? n : SITE_BARS_ROOM) * SITE_BAR_STEP - GAP;
}

const struct site_window *site_bars_highest(const struct site_windows *w)
{
	const struct site_window *highest = &w->list[0];

	for (size_t i = 1; i < site_bars_count(w); i++)
		if (w->list[i].mails > highest->mails)
			highest = &w->list[i];
	return highest;
}

void site_bars_print(void *bars, const void *unused)
{
	const struct site_bars *b = bars;
	size_t n = site_bars_count(b->windows);
	uint32_t most = site_bars_highest(b->windows)->mails;

	(void)unused;
	for (size_t i = 0; i < n; i++) {
		const struct site_window *w = &b->windows->list[n - 1 - i];
		int64_t height = picture_length(w->mails, most, SITE_BARS_HEIGHT);

		html_print(
		    b->html, "bar",
		    HTML_SLOTS(html_text("class", i + 1 == n ? STR("now") : STR("past")),
			       html_number("x", (int64_t)i * SITE_BAR_STEP),
			       html_number("y", SITE_BARS_HEIGHT - height),
			       html_number("width", SITE_BAR_STEP - GAP),
			       html_number("height", height)));
	}
}

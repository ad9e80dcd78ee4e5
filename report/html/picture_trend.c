/* SPDX-License-Identifier: MIT */
#include "report/digest/mail_windows.h"
#include "report/html/pictures.h"
#include "report/window/window_words.h"
#include "store/util/utc.h"

#define WEEK_DAYS 7

/* The drawing's data. The caption and the ends of the axis (first, last) are texts. */
struct trend {
	struct mail_windows windows;
	struct buf caption, first, last;
};

static size_t most_at(const struct mail_windows *w)
{
	size_t at = 0;

	for (size_t i = 0; i < w->n; i++)
		if (w->list[i].mails > w->list[at].mails)
			at = i;
	return at;
}

static void print_trend_value(struct page *p, const struct mail_windows *w, size_t i,
			      int64_t x, int64_t height)
{
	const char *class = i + 1 == w->n ? "right" : i < 2 ? "left" : "middle";

	html_print(&p->html, "trend-value",
		   HTML_SLOTS(html_text("class", str_from(class)), html_number("x", x),
			      html_number("y", PICTURE_FLOOR - height - 4),
			      html_number("value", (int64_t)w->list[i].mails)));
}

/* The last bar has its value on top, and the highest one, unless they would touch. */
static void print_trend_bars(void *page, const void *arg)
{
	struct page *p = page;
	const struct mail_windows *w = &((const struct trend *)arg)->windows;
	int64_t step = PICTURE_WIDTH / (int64_t)w->n, gap = step / 5 + 1;
	int64_t left = PICTURE_WIDTH - step * (int64_t)w->n;

	for (size_t i = 0; i < w->n; i++) {
		int64_t height =
		    picture_length(w->list[i].mails, w->most, PICTURE_TALLEST);
		int64_t x = left + (int64_t)i * step;
		bool now = i + 1 == w->n;

		html_print(&p->html, "trend-bar",
			   HTML_SLOTS(html_text("class", now ? STR("now") : STR("past")),
				      html_number("x", x + gap),
				      html_number("y", PICTURE_FLOOR - height),
				      html_number("width", step - gap),
				      html_number("height", height)));
		if (now || (i == most_at(w) && i + 4 < w->n))
			print_trend_value(p, w, i, now ? PICTURE_WIDTH : x + step / 2,
					  height);
	}
}

static void print_trend_rows(void *page, const void *arg)
{
	struct page *p = page;
	const struct mail_windows *w = &((const struct trend *)arg)->windows;

	for (size_t i = 0; i < w->n; i++) {
		struct buf from = BUF_INIT;

		utc_add(&from, w->list[i].since, UTC_DAY);
		html_print(&p->html, "trend-row",
			   HTML_SLOTS(html_text("from", buf_str(&from)),
				      html_number("mails", (int64_t)w->list[i].mails)));
		buf_release(&from);
	}
}

static void add_trend_texts(struct trend *t)
{
	const struct mail_windows *w = &t->windows;
	int64_t until = w->list[w->n - 1].since + (int64_t)w->days * DAY_SECONDS;

	if (w->days == WEEK_DAYS)
		buf_addf(&t->caption, "Mails a week, %zu weeks", w->n);
	else
		buf_addf(&t->caption, "Mails in each %u day%s", w->days,
			 w->days == 1 ? "" : "s");
	window_words_day(&t->first, w->list[0].since + DAY_SECONDS / 2, until);
	buf_addstr(&t->last, w->days == WEEK_DAYS ? "this week" : "now");
}

void picture_trend_print(struct page *p)
{
	struct trend t = { .caption = BUF_INIT, .first = BUF_INIT, .last = BUF_INIT };

	mail_windows_count(&t.windows, p->digest);
	if (!t.windows.n)
		return;
	add_trend_texts(&t);
	html_print(&p->html, "trend",
		   HTML_SLOTS(html_text("caption", buf_str(&t.caption)),
			      html_text("first", buf_str(&t.first)),
			      html_text("last", buf_str(&t.last)),
			      html_fill("bars", print_trend_bars, p, &t),
			      html_fill("rows", print_trend_rows, p, &t)));
	buf_release(&t.caption);
	buf_release(&t.first);
	buf_release(&t.last);
}

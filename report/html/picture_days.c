/* SPDX-License-Identifier: MIT */
#include "report/digest/mail_days.h"
#include "report/html/pictures.h"
#include "report/window/window_words.h"
#include "store/util/utc.h"

#define VALUES_MAX 10 /* bars: the totals of more would touch */
#define LABELS_MAX 5  /* if not all bars have one */
#define LABEL_HALF 16 /* of the width of a label */

int64_t picture_length(uint64_t number, uint64_t most, int64_t longest)
{
	int64_t length = most ? (int64_t)(number * (uint64_t)longest / most) : 0;

	return number && !length ? 1 : length;
}

int64_t picture_place(size_t i, size_t n)
{
	return (int64_t)(PICTURE_WIDTH * i / n);
}

static int64_t bar_middle(const struct mail_days *days, size_t i)
{
	return (int64_t)(PICTURE_WIDTH * (2 * i + 1) / (2 * days->n));
}

/* Prints a part of a bar, from y upward. Returns where the part above it begins. */
static int64_t print_bar_part(struct page *p, const struct mail_days *days, size_t i,
			      const char *part, uint32_t mails, int64_t y)
{
	int64_t height = picture_length(mails, days->most, PICTURE_TALLEST);
	int64_t width = (int64_t)(PICTURE_WIDTH * 7 / (10 * days->n));

	if (mails)
		html_print(&p->html, "day-bar",
			   HTML_SLOTS(html_text("part", str_from(part)),
				      html_number("x", bar_middle(days, i) - width / 2),
				      html_number("y", y - height),
				      html_number("width", width),
				      html_number("height", height)));
	return y - height;
}

/* Where the label of a bar stands: not over an edge of the picture. */
static int64_t label_middle(const struct mail_days *days, size_t i)
{
	int64_t x = bar_middle(days, i);

	if (x < LABEL_HALF)
		return LABEL_HALF;
	return x < PICTURE_WIDTH - LABEL_HALF ? x : PICTURE_WIDTH - LABEL_HALF;
}

static void print_day_label(struct page *p, const struct mail_days *days, size_t i)
{
	int64_t time = days->list[i].start + PICTURE_NOON, until = p->digest->board.as_of;
	size_t each = days->n > VALUES_MAX ? (days->n + LABELS_MAX - 1) / LABELS_MAX : 1;
	struct buf label = BUF_INIT;

	if (i % each)
		return;
	/* in the months of a long window the year has no room */
	window_words_day(&label, time, each > 1 ? time + 7 * DAY_SECONDS : until);
	html_print(&p->html, "day-label",
		   HTML_SLOTS(html_number("x", label_middle(days, i)),
			      html_text("day", buf_str(&label))));
	buf_release(&label);
}

static void print_day_bars(void *page, const void *arg)
{
	struct page *p = page;
	const struct mail_days *days = arg;

	for (size_t i = 0; i < days->n; i++) {
		const struct mail_day *day = &days->list[i];
		int64_t y = PICTURE_FLOOR;

		y = print_bar_part(p, days, i, "patches", day->patches, y);
		y = print_bar_part(p, days, i, "answers", day->answers, y);
		y = print_bar_part(p, days, i, "robots", day->robots, y);
		if (days->n <= VALUES_MAX)
			html_print(&p->html, "day-value",
				   HTML_SLOTS(html_number("x", bar_middle(days, i)),
					      html_number("y", y - 4),
					      html_number("value", mail_day_total(day))));
		print_day_label(p, days, i);
	}
}

static void print_day_rows(void *page, const void *arg)
{
	struct page *p = page;
	const struct mail_days *days = arg;

	for (size_t i = 0; i < days->n; i++) {
		const struct mail_day *day = &days->list[i];
		struct buf date = BUF_INIT;

		utc_add(&date, day->start, UTC_DAY);
		html_print(&p->html, "day-row",
			   HTML_SLOTS(html_text("day", buf_str(&date)),
				      html_number("patches", day->patches),
				      html_number("answers", day->answers),
				      html_number("robots", day->robots)));
		buf_release(&date);
	}
}

void picture_days_print(struct page *p)
{
	struct buf caption = BUF_INIT;
	struct mail_days days;

	mail_days_count(&days, p->digest);
	if (!days.n)
		return;
	buf_addstr(&caption, "Mails a day");
	if (days.length > 1)
		buf_addf(&caption, ", %u days in each bar", days.length);
	html_print(&p->html, "days",
		   HTML_SLOTS(html_text("caption", buf_str(&caption)),
			      html_fill("bars", print_day_bars, p, &days),
			      html_fill("rows", print_day_rows, p, &days)));
	buf_release(&caption);
}

/* SPDX-License-Identifier: MIT */
#include "report/digest/first_answers.h"
#include "report/html/pictures.h"
#include "report/window/window_words.h"
#include "store/util/utc.h"

#define HOUR 3600
#define MINUTE 60
/* Places of bars: one for each bin, and one for those without an answer. */
#define PLACES (ANSWER_BINS + 1)

/* "3 h", "2 d" */
static void add_wait(struct buf *b, int64_t seconds, const char *blank)
{
	if (seconds < HOUR)
		buf_addf(b, "%d%smin", (int)(seconds / MINUTE), blank);
	else if (seconds < 2 * DAY_SECONDS && seconds != DAY_SECONDS)
		buf_addf(b, "%d%sh", (int)(seconds / HOUR), blank);
	else
		buf_addf(b, "%d%sd", (int)(seconds / DAY_SECONDS), blank);
}

static void print_answers_bar(struct page *p, const struct first_answers *a, size_t i,
			      uint32_t number)
{
	int64_t x = picture_place(i, PLACES), step = picture_place(i + 1, PLACES) - x;
	int64_t height = picture_length(number, a->most, PICTURE_TALLEST);

	if (!number)
		return;
	html_print(
	    &p->html, "answers-bar",
	    HTML_SLOTS(html_text("class", i < ANSWER_BINS ? STR("wait") : STR("silent")),
		       html_number("x", x + 1), html_number("y", PICTURE_FLOOR - height),
		       html_number("width", step - 2), html_number("height", height)));
	html_print(&p->html, "answers-value",
		   HTML_SLOTS(html_number("x", x + step / 2),
			      html_number("y", PICTURE_FLOOR - height - 4),
			      html_number("value", number)));
}

/* The end of each bin, below the gap between two bars. */
static void print_answers_label(struct page *p, size_t bin)
{
	struct buf label = BUF_INIT;

	if (first_answers_limit(bin) == INT64_MAX)
		return;
	add_wait(&label, first_answers_limit(bin), "");
	html_print(&p->html, "answers-label",
		   HTML_SLOTS(html_number("x", picture_place(bin + 1, PLACES)),
			      html_text("label", buf_str(&label))));
	buf_release(&label);
}

static void print_answers_bars(void *page, const void *arg)
{
	struct page *p = page;
	const struct first_answers *a = arg;

	for (size_t i = 0; i < ANSWER_BINS; i++) {
		print_answers_bar(p, a, i, a->bins[i]);
		print_answers_label(p, i);
	}
	print_answers_bar(p, a, ANSWER_BINS, a->unanswered);
}

/* Prints a row of the table; the last bin is "later". */
static void print_answers_row(struct page *p, size_t bin, uint32_t number)
{
	struct buf name = BUF_INIT;

	if (bin == ANSWER_BINS) {
		buf_addstr(&name, "no answer yet");
	} else if (first_answers_limit(bin) == INT64_MAX) {
		buf_addstr(&name, "later");
	} else {
		buf_addstr(&name, "within ");
		add_wait(&name, first_answers_limit(bin), " ");
	}
	html_print(
	    &p->html, "answers-row",
	    HTML_SLOTS(html_text("wait", buf_str(&name)), html_number("series", number)));
	buf_release(&name);
}

static void print_answers_rows(void *page, const void *arg)
{
	struct page *p = page;
	const struct first_answers *a = arg;

	for (size_t i = 0; i < ANSWER_BINS; i++)
		print_answers_row(p, i, a->bins[i]);
	print_answers_row(p, ANSWER_BINS, a->unanswered);
}

void picture_answers_print(struct page *p, const struct past_mails *past)
{
	struct buf since = BUF_INIT, median = BUF_INIT;
	struct first_answers a;

	first_answers_count(&a, past);
	if (!a.answered)
		return;
	window_words_day(&since, past->since + PICTURE_NOON,
			 past_mails_window(past, past->windows));
	add_wait(&median, a.median, " ");
	html_print(&p->html, "answers",
		   HTML_SLOTS(html_text("since", buf_str(&since)),
			      html_text("median", buf_str(&median)),
			      html_number("series", a.answered + a.unanswered),
			      html_fill("bars", print_answers_bars, p, &a),
			      html_fill("rows", print_answers_rows, p, &a)));
	buf_release(&since);
	buf_release(&median);
}

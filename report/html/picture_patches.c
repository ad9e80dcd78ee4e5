/* SPDX-License-Identifier: MIT */
#include "report/digest/patch_windows.h"
#include "report/html/pictures.h"
#include "report/window/window_words.h"
#include "store/util/utc.h"

#define WEEK (7 * DAY_SECONDS)
/* Bars between the highest one and the last one, so that their values don't touch. */
#define VALUES_APART 5
#define VALUES_MAX 8 /* bars: the values of more would touch */
#define VALUE_BARS 3 /* that a value of three digits is as wide as */

/* The drawing's data. The caption and the ends of the axis (first, last) are texts. */
struct patches_picture {
	struct patch_windows windows;
	struct buf caption, first, last;
};

static int64_t patches_height(const struct patch_windows *w, size_t i)
{
	return picture_length(w->list[i].posted, w->most, PICTURE_TALLEST);
}

/* The window with most patches, from `first` on. */
static size_t most_posted(const struct patch_windows *w, size_t first)
{
	size_t at = first;

	for (size_t i = first; i < w->n; i++)
		if (w->list[i].posted > w->list[at].posted)
			at = i;
	return at;
}

static void print_patches_bar(struct page *p, const char *class, int64_t x, int64_t width,
			      int64_t height)
{
	if (height)
		html_print(&p->html, "patches-bar",
			   HTML_SLOTS(html_text("class", str_from(class)),
				      html_number("x", x),
				      html_number("y", PICTURE_FLOOR - height),
				      html_number("width", width),
				      html_number("height", height)));
}

/* Prints a number of patches above the bar of a window. */
static void print_patches_value(struct page *p, const struct patch_windows *w, size_t bar,
				struct html_slot class, int64_t x, uint32_t value)
{
	html_print(
	    &p->html, "patches-value",
	    HTML_SLOTS(class, html_number("x", x),
		       html_number("y", PICTURE_FLOOR - patches_height(w, bar) - 4),
		       html_number("value", value)));
}

/* Few bars have a value each. Of many, the last one has its value, above those that it
 * would touch; and so has the highest one, unless it is near. */
static void print_patches_values(struct page *p, const struct patch_windows *w)
{
	size_t most = most_posted(w, 0), near = w->n > VALUE_BARS ? w->n - VALUE_BARS : 0;
	struct str side = most < 2 ? STR("left") : STR("middle");

	for (size_t i = 0; w->n <= VALUES_MAX && i < w->n; i++)
		print_patches_value(
		    p, w, i, html_text("class", STR("middle")),
		    (picture_place(i, w->n) * 6 + picture_place(i + 1, w->n) * 4) / 10,
		    w->list[i].posted);
	if (w->n <= VALUES_MAX)
		return;
	if (most + VALUES_APART < w->n)
		print_patches_value(
		    p, w, most, html_text("class", side),
		    (picture_place(most, w->n) + picture_place(most + 1, w->n)) / 2,
		    w->list[most].posted);
	print_patches_value(p, w, most_posted(w, near), html_text("class", STR("right")),
			    PICTURE_WIDTH, w->list[w->n - 1].posted);
}

static void print_patches_bars(void *page, const void *arg)
{
	struct page *p = page;
	const struct patch_windows *w = &((const struct patches_picture *)arg)->windows;

	for (size_t i = 0; i < w->n; i++) {
		int64_t x = picture_place(i, w->n), step = picture_place(i + 1, w->n) - x;
		int64_t wide = step * 5 / 10, narrow = step * 3 / 10;

		print_patches_bar(p, "posted", x + step / 10, wide, patches_height(w, i));
		print_patches_bar(
		    p, "applied", x + step / 10 + wide, narrow,
		    picture_length(w->list[i].applied, w->most, PICTURE_TALLEST));
	}
	print_patches_values(p, w);
}

static void print_patches_rows(void *page, const void *arg)
{
	struct page *p = page;
	const struct patch_windows *w = &((const struct patches_picture *)arg)->windows;

	for (size_t i = 0; i < w->n; i++) {
		struct buf from = BUF_INIT;

		utc_add(&from, w->list[i].since, UTC_DAY);
		html_print(&p->html, "patches-row",
			   HTML_SLOTS(html_text("from", buf_str(&from)),
				      html_number("posted", w->list[i].posted),
				      html_number("applied", w->list[i].applied)));
		buf_release(&from);
	}
}

static void add_patches_texts(struct patches_picture *t, const struct past_mails *past)
{
	int64_t until = past_mails_window(past, past->windows);

	if (past->length == WEEK)
		buf_addf(&t->caption, "Patches a week, %zu weeks", past->windows);
	else if (past->length == DAY_SECONDS)
		buf_addf(&t->caption, "Patches a day, %zu days", past->windows);
	else
		buf_addf(&t->caption, "Patches per %d days",
			 (int)((past->length + DAY_SECONDS / 2) / DAY_SECONDS));
	window_words_day(&t->first, past->since + PICTURE_NOON, until);
	buf_addstr(&t->last, past->length == WEEK ? "this week" : "now");
}

void picture_patches_print(struct page *p, const struct past_mails *past)
{
	struct patches_picture t = { .caption = BUF_INIT,
				     .first = BUF_INIT,
				     .last = BUF_INIT };

	patch_windows_count(&t.windows, past);
	if (!t.windows.most)
		return;
	add_patches_texts(&t, past);
	html_print(&p->html, "patches",
		   HTML_SLOTS(html_text("caption", buf_str(&t.caption)),
			      html_text("first", buf_str(&t.first)),
			      html_text("last", buf_str(&t.last)),
			      html_fill("bars", print_patches_bars, p, &t),
			      html_fill("rows", print_patches_rows, p, &t)));
	buf_release(&t.caption);
	buf_release(&t.first);
	buf_release(&t.last);
}

/* SPDX-License-Identifier: MIT */
#include "report/html/board_html.h"
#include "report/html/head_html.h"
#include "report/html/section_html.h"
#include "report/series/series_match_text.h"
#include "report/window/window_words.h"
#include "store/util/utc.h"

#define WEEK_DAYS 7

void head_html_add_days(struct buf *b, const struct digest *d)
{
	const struct window *w = &d->sel->window;

	if (w->kind != WINDOW_COMMITS || d->sel->n)
		window_words_days(b, w->since, d->board.as_of);
}

/* Prints the fragment with a text in its slot of that name, if there is text. */
static void print_part(struct page *p, const char *fragment, const char *slot,
		       struct buf *text)
{
	if (text->len)
		html_print(&p->html, fragment,
			   HTML_SLOTS(html_text(slot, buf_str(text))));
	buf_reset(text);
}

void head_html_print_only(void *page, const void *unused)
{
	struct page *p = page;
	struct buf text = BUF_INIT;

	(void)unused;
	series_match_add_text(&text, p->digest->options.sections.match);
	print_part(p, "only", "only", &text);
	buf_release(&text);
}

void head_html_print_window(void *page, const void *unused)
{
	struct page *p = page;
	const struct digest *d = p->digest;
	const struct window *w = &d->sel->window;
	struct html_url list = html_url_list(&p->url, d->options.archive_url);
	struct buf text = BUF_INIT;

	(void)unused;
	head_html_add_days(&text, d);
	print_part(p, "window", "days", &text);
	if (w->kind != WINDOW_COMMITS)
		window_words_moment(&text, d->board.as_of);
	print_part(p, "as-of", "moment", &text);
	html_print(&p->html, "commits",
		   HTML_SLOTS(html_text("from", w->from), html_text("to", w->to)));
	if (list.clean.len)
		html_print(&p->html, "archive",
			   HTML_SLOTS(html_address("archive", list)));
	buf_release(&text);
	head_html_print_only(p, NULL);
}

/* "8-week mean 262" */
static void add_mean(struct buf *b, const struct digest *d)
{
	const struct window *w = &d->sel->window;
	const struct board *board = &d->board;

	if (!board->mean_windows)
		return;
	if (w->until - w->since == WEEK_DAYS * DAY_SECONDS)
		buf_addf(b, "%u-week mean %u", board->mean_windows, board->mean_mails);
	else if (w->until - w->since == DAY_SECONDS)
		buf_addf(b, "%u-day mean %u", board->mean_windows, board->mean_mails);
	else
		buf_addf(b, "mean of the %u such times before: %u", board->mean_windows,
			 board->mean_mails);
}

static void print_total_note(void *page, const void *note)
{
	struct page *p = page;

	html_print(&p->html, "total-note", HTML_SLOTS(html_text("note", buf_str(note))));
}

/* Prints a total; note may be NULL or empty. */
static void print_total(struct page *p, uint32_t number, const char *one,
			const char *many, const struct buf *note)
{
	html_fill_fn *print_note =
	    note && note->len ? print_total_note : page_print_nothing;

	html_print(&p->html, "total",
		   HTML_SLOTS(html_number("number", number),
			      html_text("what", str_from(number == 1 ? one : many)),
			      html_fill("note", print_note, p, note)));
}

static void print_totals(void *page, const void *unused)
{
	struct page *p = page;
	const struct board *b = &p->digest->board;
	struct buf mean = BUF_INIT, merged = BUF_INIT, kinds = BUF_INIT;

	(void)unused;
	add_mean(&mean, p->digest);
	if (b->series)
		buf_addf(&kinds, "%u new, %u revised", b->fresh, b->revised);
	if (b->pulled)
		buf_addf(&merged, "%u merged", b->pulled);
	print_total(p, b->mails, "mail", "mails", &mean);
	print_total(p, b->people, "person", "people", NULL);
	if (b->robot_mails)
		print_total(p, b->robot_mails, "mail by robots", "mails by robots", NULL);
	print_total(p, b->series, "series", "series", &kinds);
	print_total(p, b->ready, "ready", "ready", NULL);
	print_total(p, b->applied, "applied", "applied", NULL);
	if (b->pulls)
		print_total(p, b->pulls, "pull request", "pull requests", &merged);
	buf_release(&mean);
	buf_release(&kinds);
	buf_release(&merged);
}

void head_html_print_totals(void *page, const void *unused)
{
	struct page *p = page;

	html_print(&p->html, "totals",
		   HTML_SLOTS(html_fill("list", print_totals, p, unused)));
}

static void print_jump_count(void *page, const void *count)
{
	struct page *p = page;

	html_print(&p->html, "jump-count",
		   HTML_SLOTS(html_number("count", *(const int64_t *)count)));
}

static void print_jump(struct page *p, struct str id, struct str name, int64_t count)
{
	html_print(&p->html, "jump",
		   HTML_SLOTS(html_text("id", id), html_text("name", name),
			      html_fill("count", print_jump_count, p, &count)));
}

/* Sections with other rows than the board. */
static void print_section_jumps(struct page *p)
{
	static const enum section_id ids[] = { SECTION_INCOMPLETE, SECTION_REVIEWED,
					       SECTION_DISCUSSIONS, SECTION_REVIEWERS };
	const struct digest *d = p->digest;

	for (size_t i = 0; i < ARRAY_SIZE(ids); i++)
		if (section_list_has(&d->options.sections.list, ids[i]) &&
		    d->sections.of[ids[i]].n)
			print_jump(p, str_from(section_name(ids[i])),
				   section_html_heading(ids[i]),
				   (int64_t)d->sections.of[ids[i]].n);
}

static void print_jumps(void *page, const void *unused)
{
	struct page *p = page;
	const struct digest *d = p->digest;

	(void)unused;
	for (int id = 0; id < BOARD_GROUPS; id++) {
		struct buf anchor = BUF_INIT;

		buf_addf(&anchor, "state-%s", board_group_name(id));
		if (d->board.groups[id].n)
			print_jump(p, buf_str(&anchor), board_html_name(id),
				   (int64_t)d->board.groups[id].n);
		buf_release(&anchor);
	}
	print_section_jumps(p);
	if (section_list_has(&d->options.sections.list, SECTION_STANDARD)) {
		if (d->tables.people.n && d->options.top)
			print_jump(p, STR("contributors"), STR("Contributors"),
				   (int64_t)d->tables.people.n);
		if (d->n_mails && !d->options.titles_only)
			print_jump(p, STR("messages"), STR("Commit messages"),
				   (int64_t)d->n_mails);
	}
}

void head_html_print_links(void *page, const void *unused)
{
	struct page *p = page;

	html_print(&p->html, "jumps",
		   HTML_SLOTS(html_fill("list", print_jumps, p, unused)));
}

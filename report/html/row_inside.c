/* SPDX-License-Identifier: MIT */
#include "report/html/row_facts.h"
#include "report/html/row_inside.h"
#include "report/html/view_parts_html.h"
#include "report/people/mailmap.h"
#include "report/series/supersede.h"
#include "report/window/window_words.h"
#include "report/util/clock.h"

#define PATHS_SEEN 12

/* Prints the list, if the row has items. */
static void print_facts_list(struct page *p, const char *label, html_fill_fn *items,
			     const struct board_row *row, size_t n)
{
	if (n)
		html_print(&p->html, "facts-list",
			   HTML_SLOTS(html_text("label", str_from(label)),
				      html_fill("items", items, p, row)));
}

/* Prints an item with a mail between two texts. */
static void print_item(struct page *p, struct str before, const struct post *post,
		       struct str after)
{
	html_print(&p->html, "item-mail",
		   HTML_SLOTS(html_text("before", before),
			      html_fill("mail", page_print_title, p, post),
			      html_text("after", after)));
}

static void print_objection_items(void *page, const void *arg)
{
	struct page *p = page;
	const struct board_row *row = arg;

	for (size_t i = 0; i < row->n_objections; i++) {
		const struct board_objection *o = &row->objections[i];
		struct buf before = BUF_INIT;

		row_facts_add_objection(&before, o);
		buf_addstr(&before, " by ");
		buf_adds(&before, page_person(o->who));
		print_item(p, buf_str(&before), o->said, STR_EMPTY);
		buf_release(&before);
	}
}

static void print_event_items(void *page, const void *arg)
{
	struct page *p = page;
	const struct board_row *row = arg;

	for (size_t i = 0; i < row->n_events; i++) {
		const struct section_event *e = &row->events[i];
		const struct post *said = e->said ? e->said : e->pull;
		struct buf text = BUF_INIT;

		if (clock_add(&text, e->date, UTC_DAY))
			buf_addch(&text, ' ');
		row_facts_add_event(&text, row, e);
		if (said)
			print_item(p, buf_str(&text), said, STR_EMPTY);
		else
			html_print(&p->html, "item",
				   HTML_SLOTS(html_text("text", buf_str(&text))));
		buf_release(&text);
	}
}

static void print_version_items(void *page, const void *arg)
{
	struct page *p = page;
	const struct board_row *row = arg;

	for (size_t i = 0; i < row->n_versions; i++) {
		const struct board_version *v = &row->versions[i];
		struct buf before = BUF_INIT, after = BUF_INIT;

		row_facts_add_version(&before, v->head, v->version, v->after);
		buf_addch(&before, ' ');
		clock_add(&before, v->head->date, UTC_DAY);
		buf_addf(&after, "(%s)", version_rule_text(v->rule));
		print_item(p, buf_str(&before), v->head, buf_str(&after));
		buf_release(&before);
		buf_release(&after);
	}
}

/* "Reviewed-by: Name <address> (2 of 5 parts)" */
static void print_review_items(void *page, const void *arg)
{
	struct page *p = page;
	const struct board_row *row = arg;
	uint32_t of = row->announced ? row->announced : row->arrived;
	const struct series_reviews *reviews = &p->reader.reviews;

	for (size_t i = 0; i < reviews->n; i++) {
		const struct review *review = &reviews->list[i];
		struct buf text = BUF_INIT;

		buf_adds(&text, review->key);
		buf_addstr(&text, ": ");
		author_line(&text, review->name, review->addr);
		if (of > 1)
			buf_addf(&text, " (%u of %u parts)", review->parts, of);
		html_print(&p->html, "item",
			   HTML_SLOTS(html_text("text", buf_str(&text))));
		buf_release(&text);
	}
}

/* Also those whose trailer the patches brought along. */
static void print_reviewer_items(void *page, const void *arg)
{
	struct page *p = page;
	const struct board_row *row = arg;

	for (size_t i = 0; i < row->n_reviewers; i++) {
		const struct counted_person *by = &row->reviewers[i];
		struct buf text = BUF_INIT;

		buf_adds(&text, page_person(by->who));
		if (row->arrived > 1)
			buf_addf(&text, " (%u of %u parts)", by->count, row->arrived);
		html_print(&p->html, "item",
			   HTML_SLOTS(html_text("text", buf_str(&text))));
		buf_release(&text);
	}
}

static void print_people_items(void *page, const void *arg)
{
	struct page *p = page;
	const struct board_row *row = arg;
	struct buf text = BUF_INIT;

	for (size_t i = 0; i < row->n_people; i++) {
		buf_addstr(&text, i ? ", " : "");
		buf_adds(&text, page_person(row->people[i].who));
		buf_addf(&text, " %u", row->people[i].count);
	}
	html_print(&p->html, "item", HTML_SLOTS(html_text("text", buf_str(&text))));
	buf_release(&text);
}

/* "a.c, b.c, and 3 more" */
static void print_part_paths(void *page, const void *arg)
{
	struct page *p = page;
	struct str rest = ((const struct post *)arg)->paths, path;
	struct buf text = BUF_INIT;
	size_t n = 0;

	while (str_line(&rest, &path)) {
		if (n < PATHS_SEEN) {
			buf_addstr(&text, n ? ", " : "");
			buf_adds(&text, path);
		}
		n++;
	}
	if (n > PATHS_SEEN)
		buf_addf(&text, ", and %zu more", n - PATHS_SEEN);
	if (n)
		html_print(&p->html, "paths",
			   HTML_SLOTS(html_text("paths", buf_str(&text))));
	buf_release(&text);
}

static void print_part_size(void *page, const void *arg)
{
	const struct post *post = arg;

	if (post->facts & FACT_STAT)
		page_print_size(page, post->insertions, post->deletions);
}

static void print_part_rows(void *page, const void *arg)
{
	struct page *p = page;
	const struct series *s = arg;

	for (size_t i = 0; i < s->n_mails; i++) {
		const struct post *post = s->mails[i];

		if (post_is_cover(post) && s->n_mails > 1)
			continue;
		html_print(
		    &p->html, "part",
		    HTML_SLOTS(html_number("number", post->number ? post->number : 1),
			       html_fill("title", page_print_short_title, p, post),
			       html_fill("paths", print_part_paths, p, post),
			       html_fill("size", print_part_size, p, post)));
	}
}

/* Reviewers, trailers and older versions. */
static void print_series_inside(struct page *p, const struct board_row *row)
{
	const struct digest_series of = { row->series, NULL };

	digest_reader_series(&p->reader, &of);
	print_facts_list(p, "Reviewed by", print_reviewer_items, row, row->n_reviewers);
	print_facts_list(p, "Trailers in answers", print_review_items, row,
			 p->reader.reviews.n);
	print_facts_list(p, "Versions before", print_version_items, row, row->n_versions);
}

void row_inside_print(void *page, const void *arg)
{
	struct page *p = page;
	const struct board_row *row = arg;

	page_print_address(p, row->post);
	print_facts_list(p, "Objections", print_objection_items, row, row->n_objections);
	print_facts_list(p, "Applied", print_event_items, row, row->n_events);
	print_facts_list(p, "Answers in this time", print_people_items, row,
			 row->n_people != 0);
	if (row->series && !p->parts)
		print_series_inside(p, row);
	page_print_message(p, row->post);
	if (p->parts)
		view_parts_html_print(p, p->parts);
	else if (row->series && row->series->n_mails)
		html_print(
		    &p->html, "parts",
		    HTML_SLOTS(html_fill("rows", print_part_rows, p, row->series)));
}

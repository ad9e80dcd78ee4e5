/* SPDX-License-Identifier: MIT */
#include "report/html/row_facts.h"
#include "report/html/row_html.h"
#include "report/html/row_inside.h"

/* Lengths of the bars of page.html. */
#define SIZE_BAR 56
#define SIZE_STEP 4 /* longer for twice as many lines: up to 2^14 */
#define REVIEWED_BAR 40

static void print_row_title(void *page, const void *arg)
{
	struct page *p = page;
	const struct board_row *row = arg;

	page_print_title(p, row->post);
	if (row->area.len)
		html_print(&p->html, "area", HTML_SLOTS(html_text("area", row->area)));
}

static const char *parts_fragment(const struct board_row *row)
{
	if (!row->series)
		return "row-patches";
	if (!row->announced)
		return "row-parts-alone";
	if (row->arrived == row->announced)
		return "row-parts-whole";
	return row->n_missing && !row->elsewhere ? "row-parts-missing" : "row-parts";
}

static void print_row_parts(void *page, const void *arg)
{
	struct page *p = page;
	const struct board_row *row = arg;

	if (row->arrived)
		html_print(&p->html, parts_fragment(row),
			   HTML_SLOTS(html_number("arrived", row->arrived),
				      html_number("announced", row->announced)));
}

static uint64_t changed_lines(const struct board_row *row)
{
	return row->size_known ? (uint64_t)row->insertions + row->deletions : 0;
}

/* A step for each time that the lines double. */
static int64_t size_bar(uint64_t lines)
{
	int64_t length = 0;

	for (; lines && length < SIZE_BAR; lines /= 2)
		length += SIZE_STEP;
	return length;
}

static void print_row_size(void *page, const void *arg)
{
	struct page *p = page;
	const struct board_row *row = arg;
	uint64_t lines = changed_lines(row);
	int64_t bar = size_bar(lines);
	int64_t plus = lines ? (int64_t)((uint64_t)bar * row->insertions / lines) : 0;

	if (row->size_known)
		html_print(&p->html, "row-size",
			   HTML_SLOTS(html_number("plus", plus),
				      html_number("minus", bar - plus),
				      html_number("insertions", row->insertions),
				      html_number("deletions", row->deletions)));
}

static void print_row_reviewed(void *page, const void *arg)
{
	struct page *p = page;
	const struct board_row *row = arg;
	uint32_t of = row->announced ? row->announced : row->arrived;
	uint64_t width = of ? (uint64_t)REVIEWED_BAR * row->reviewed / of : 0;

	if (row->series)
		html_print(
		    &p->html, "row-reviewed",
		    HTML_SLOTS(html_number("width", width < REVIEWED_BAR ? (int64_t)width
									 : REVIEWED_BAR),
			       html_number("reviewed", row->reviewed),
			       html_number("of", of)));
}

static void print_row_answers(void *page, const void *arg)
{
	struct page *p = page;
	const struct board_row *row = arg;

	if (row->answers)
		html_print(&p->html, "row-answers",
			   HTML_SLOTS(html_number("answers", row->answers)));
	else
		html_print(&p->html, "row-no-answers", HTML_NO_SLOTS);
}

static void print_row_age(void *page, const void *arg)
{
	struct page *p = page;
	const struct board_row *row = arg;

	if (row->first_posted != DATE_NONE)
		html_print(&p->html, "row-age",
			   HTML_SLOTS(html_number("days", row->days)));
}

/* In percent, to sort by. */
static int64_t reviewed_share(const struct board_row *row)
{
	uint32_t of = row->announced ? row->announced : row->arrived;

	return of ? (int64_t)((uint64_t)row->reviewed * 100 / of) : 0;
}

static void print_row_details(void *page, const void *arg)
{
	struct page *p = page;
	const struct board_row *row = arg;

	html_print(&p->html, p->open ? "row-open" : "row-closed",
		   HTML_SLOTS(html_number("number", p->rows),
			      html_text("author", page_person(row->who)),
			      html_fill("facts", row_facts_print, p, row),
			      html_fill("inside", row_inside_print, p, row)));
}

void row_html_print(struct page *p, enum board_group_id id, const struct board_row *row)
{
	p->rows++;
	html_print(&p->html, "row",
		   HTML_SLOTS(html_text("class", str_from(board_group_name(id))),
			      html_number("number", p->rows),
			      html_fill("title", print_row_title, p, row),
			      html_fill("parts", print_row_parts, p, row),
			      html_number("lines", (int64_t)changed_lines(row)),
			      html_fill("size", print_row_size, p, row),
			      html_number("reviewed", reviewed_share(row)),
			      html_fill("reviews", print_row_reviewed, p, row),
			      html_fill("answers", print_row_answers, p, row),
			      html_number("days", row->days),
			      html_fill("age", print_row_age, p, row),
			      html_fill("details", print_row_details, p, row)));
}

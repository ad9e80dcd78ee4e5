/* SPDX-License-Identifier: MIT */
#include "report/html/board_html.h"
#include "report/html/mine_html.h"
#include "report/html/row_facts.h"
#include "report/window/window_words.h"

/* A row of one of the tables: what stands before its title, and below it. */
struct mine_html_row {
	struct str before, note;
	const struct board_row *row; /* NULL: an answer */
};

static void print_before(void *page, const void *arg)
{
	struct page *p = page;
	const struct mine_html_row *r = arg;

	html_print(&p->html, "count", HTML_SLOTS(html_text("count", r->before)));
}

static void print_notes(void *page, const void *arg)
{
	struct page *p = page;
	const struct mine_html_row *r = arg;

	if (r->note.len)
		html_print(&p->html, "note", HTML_SLOTS(html_text("note", r->note)));
	if (r->row)
		row_facts_print(p, r->row);
}

static void print_mine_row(struct page *p, const struct post *post, struct person who,
			   const struct mine_html_row *r)
{
	html_print(&p->html, "table-row",
		   HTML_SLOTS(html_fill("count", print_before, p, r),
			      html_fill("title", page_print_title, p, post),
			      html_text("author", page_person(who)),
			      html_fill("notes", print_notes, p, r)));
}

static struct str state_of(const struct mine_own *own)
{
	if (own->group != BOARD_GROUPS)
		return board_html_name(own->group);
	return own->applied ? STR("Applied") : STR("Not on the board");
}

/* "no review of 3, 5-7" */
static void add_unreviewed(struct buf *b, const struct mine_own *own)
{
	if (own->row.arrived && !own->row.reviewed) {
		buf_addstr(b, "no review");
		return;
	}
	for (size_t i = 0; i < own->n_unreviewed; i++) {
		const struct section_range *r = &own->unreviewed[i];

		buf_addf(b, "%s%u", i ? ", " : "no review of ", r->from);
		if (r->to > r->from)
			buf_addf(b, "-%u", r->to);
	}
}

static void print_own_rows(void *page, const void *arg)
{
	struct page *p = page;
	const struct mine *m = arg;
	struct buf note = BUF_INIT;

	for (size_t i = 0; i < m->n_own; i++) {
		const struct board_row *row = &m->own[i].row;

		buf_reset(&note);
		add_unreviewed(&note, &m->own[i]);
		print_mine_row(
		    p, row->post, row->who,
		    &(struct mine_html_row){ state_of(&m->own[i]), buf_str(&note), row });
	}
	buf_release(&note);
}

static void add_reason(struct buf *b, const struct mine_asked *asked)
{
	if (asked->recipient)
		buf_addstr(b, "in To or Cc");
	if (asked->maintainer)
		buf_addf(b, "%sby MAINTAINERS", b->len ? "; " : "");
	if (asked->answered_older)
		buf_addf(b, "%san older version was answered", b->len ? "; " : "");
}

static void print_asked_rows(void *page, const void *arg)
{
	struct page *p = page;
	const struct mine *m = arg;

	for (size_t i = 0; i < m->n_asked; i++) {
		const struct board_row *row = &m->asked[i].row;
		struct buf days = BUF_INIT, note = BUF_INIT;

		buf_addf(&days, "%u d", row->days);
		add_reason(&note, &m->asked[i]);
		print_mine_row(
		    p, row->post, row->who,
		    &(struct mine_html_row){ buf_str(&days), buf_str(&note), row });
		buf_release(&days);
		buf_release(&note);
	}
}

static void print_answer_rows(void *page, const void *arg)
{
	struct page *p = page;
	const struct mine *m = arg;

	for (size_t i = 0; i < m->n_answers; i++) {
		const struct mine_answer *a = &m->answers[i];
		struct buf day = BUF_INIT;

		window_words_day(&day, a->post->arrival, p->until);
		print_mine_row(p, a->post, a->who,
			       &(struct mine_html_row){ buf_str(&day), STR_EMPTY, NULL });
		buf_release(&day);
	}
}

/* The tables. */
static const struct mine_html_table {
	const char *id, *heading, *unit, *what;
	html_fill_fn *rows;
} tables[] = {
	{ "yours", "Yours", "State", "Series", print_own_rows },
	{ "asked", "Asked of you: no answer of yours to this version", "Age", "Series",
	  print_asked_rows },
	{ "answered", "Answered you: not answered by you yet", "Day", "Mail",
	  print_answer_rows },
};

static void print_mine_table(void *page, const void *arg)
{
	struct page *p = page;
	const struct mine_html_table *t = arg;

	html_print(&p->html, "table",
		   HTML_SLOTS(html_text("caption", str_from(t->heading)),
			      html_text("unit", str_from(t->unit)),
			      html_text("what", str_from(t->what)),
			      html_fill("rows", t->rows, p, &p->digest->mine)));
}

void mine_html_print(struct page *p)
{
	const struct mine *m = &p->digest->mine;
	const size_t n[] = { m->n_own, m->n_asked, m->n_answers };

	for (size_t i = 0; i < ARRAY_SIZE(tables); i++)
		if (n[i])
			html_print(
			    &p->html, "section",
			    HTML_SLOTS(
				html_text("id", str_from(tables[i].id)),
				html_text("heading", str_from(tables[i].heading)),
				html_number("count", (int64_t)n[i]),
				html_fill("table", print_mine_table, p, &tables[i])));
}

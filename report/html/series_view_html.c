/* SPDX-License-Identifier: MIT */
#include "report/html/board_html.h"
#include "report/html/page_files.h"
#include "report/html/page_frame.h"
#include "report/html/row_facts.h"
#include "report/html/row_html.h"
#include "report/html/series_view_html.h"
#include "report/series/supersede.h"
#include "report/window/window_words.h"

/* "part 2/5 again, RESEND RFC v1" */
static void add_edition(struct buf *b, const struct series *s)
{
	if (s->respin && s->replaces && s->replaces->total)
		buf_addf(b, "part %u/%u again, ", s->replaces->number,
			 s->replaces->total);
	if (s->head->facts & FACT_RESEND)
		buf_addstr(b, "RESEND ");
	row_facts_add_version(b, s->head, s->version, s->after);
}

static struct str state_name(enum board_group_id group)
{
	switch (group) {
	case BOARD_CONTESTED:
	case BOARD_READY:
	case BOARD_WAITING:
	case BOARD_APPLIED:
		return board_html_name(group);
	default:
		return STR("Open");
	}
}

static const char *state_class(const struct view_version *v)
{
	return v->bound_to || v->group == BOARD_GROUPS ? "new"
						       : board_group_name(v->group);
}

static void print_fact(struct page *p, struct buf *text)
{
	html_print(&p->html, "view-fact", HTML_SLOTS(html_text("text", buf_str(text))));
	buf_reset(text);
}

/* "v3: Applied · 3 versions, 6 July - 2 August 2026 · kvm" */
static void print_view_head(void *page, const void *arg)
{
	struct page *p = page;
	const struct series_view *view = arg;
	const struct view_version *newest = series_view_newest(view);
	const struct view_version *oldest = &view->versions[view->n - 1];
	uint32_t n = series_view_count(view);
	struct buf text = BUF_INIT;

	add_edition(&text, newest->row.series);
	buf_addstr(&text, ": ");
	buf_adds(&text, state_name(newest->group));
	html_print(&p->html, "window", HTML_SLOTS(html_text("days", buf_str(&text))));
	buf_reset(&text);
	buf_addf(&text, "%u version%s, ", n, n == 1 ? "" : "s");
	window_words_days(&text, oldest->row.post->date, newest->row.post->date + 1);
	print_fact(p, &text);
	buf_adds(&text, page_person(newest->row.who));
	print_fact(p, &text);
	buf_adds(&text, view->sel->title);
	print_fact(p, &text);
	buf_release(&text);
}

/* "6 Jul 2026 · superseded by v3: same title and author" */
static void add_version_note(struct buf *b, const struct page *p,
			     const struct view_version *v)
{
	window_words_day(b, v->row.series->head->date, p->until);
	if (!v->bound_to)
		return;
	buf_addstr(b, " · superseded by ");
	add_edition(b, v->bound_to);
	buf_addf(b, ": %s", version_rule_text(v->rule));
}

static void print_version_rows(void *page, const void *arg)
{
	struct page *p = page;
	const struct view_version *v = arg;

	p->parts = &v->parts;
	row_html_print(p, v->group == BOARD_GROUPS || v->bound_to ? BOARD_NEW : v->group,
		       &v->row);
	p->parts = NULL;
}

static void print_versions(void *page, const void *arg)
{
	struct page *p = page;
	const struct series_view *view = arg;

	for (size_t i = 0; i < view->n && !output_failed(p->html.out); i++) {
		const struct view_version *v = &view->versions[i];
		struct buf name = BUF_INIT, note = BUF_INIT;

		p->open = v == series_view_newest(view);
		add_edition(&name, v->row.series);
		add_version_note(&note, p, v);
		html_print(&p->html, "version",
			   HTML_SLOTS(html_text("class", str_from(state_class(v))),
				      html_text("name", buf_str(&name)),
				      html_text("note", buf_str(&note)),
				      html_fill("rows", print_version_rows, p, v)));
		buf_release(&name);
		buf_release(&note);
	}
}

static void print_view_table(void *page, const void *view)
{
	struct page *p = page;

	html_print(&p->html, "board",
		   HTML_SLOTS(html_text("heading", STR("Versions")),
			      html_fill("tools", page_print_nothing, p, NULL),
			      html_fill("groups", print_versions, p, view)));
	board_html_print_unknown(p, &((const struct series_view *)view)->board);
}

static void print_view(struct page *p, const struct series_view *view)
{
	page_frame_print(p, &(struct page_frame){
				.title = series_view_newest(view)->row.post->title,
				.as_of = view->board.as_of,
				.window = print_view_head,
				.totals = page_print_nothing,
				.links = page_print_nothing,
				.pictures = page_print_nothing,
				.sections = print_view_table,
				.arg = view,
			    });
}

enum status series_view_html_print_with(struct output *out,
					const struct series_view *view,
					const struct digest_options *options,
					struct html_template *template)
{
	const struct digest digest = { .sel = view->sel, .options = *options };
	struct page p;

	page_init(&p, &digest, out, template);
	p.until = view->board.as_of;
	p.mail = true;
	print_view(&p, view);
	return page_release(&p);
}

enum status series_view_html_print(struct output *out, const struct series_view *view,
				   const struct digest_options *options)
{
	struct html_template template;
	enum status st;

	html_template_parse_built_in(&template, page_template());
	st = series_view_html_print_with(out, view, options, &template);
	html_template_release(&template);
	return st;
}

/* SPDX-License-Identifier: MIT */
#include "report/html/board_html.h"
#include "report/html/digest_html.h"
#include "report/html/entry_html.h"
#include "report/html/head_html.h"
#include "report/html/mine_html.h"
#include "report/html/page_files.h"
#include "report/html/page_frame.h"
#include "report/html/pictures.h"
#include "report/html/section_html.h"

static void print_figures(void *page, const void *unused)
{
	struct page *p = page;

	(void)unused;
	picture_days_print(p);
	picture_states_print(p);
	picture_patches_print(p, &p->digest->past);
	picture_answers_print(p, &p->digest->past);
}

static void print_pictures(void *page, const void *unused)
{
	struct page *p = page;

	(void)unused;
	if (!p->mail)
		html_print(&p->html, "pictures",
			   HTML_SLOTS(html_fill("figures", print_figures, p, NULL)));
}

static void print_standard_section(struct page *p)
{
	contributors_html_print(p);
	if (!p->digest->options.titles_only)
		entries_html_print(p);
}

static void print_sections(void *page, const void *unused)
{
	struct page *p = page;
	const struct section_list *list = &p->digest->options.sections.list;

	(void)unused;
	for (size_t i = 0; i < list->n && !output_failed(p->html.out); i++)
		if (list->ids[i] == SECTION_BOARD)
			board_html_print(p);
		else if (list->ids[i] == SECTION_STANDARD)
			print_standard_section(p);
		else if (list->ids[i] == SECTION_MINE)
			mine_html_print(p);
		else
			section_html_print(p, list->ids[i]);
}

static void print_page(struct page *p)
{
	struct buf days = BUF_INIT;
	struct page_frame frame = { .title = p->digest->sel->title,
				    .as_of = p->digest->board.as_of,
				    .window = head_html_print_window,
				    .totals = head_html_print_totals,
				    .links = head_html_print_links,
				    .pictures = print_pictures,
				    .sections = print_sections };

	buf_addstr(&days, ", ");
	head_html_add_days(&days, p->digest);
	if (days.len == 2)
		buf_reset(&days);
	frame.days = buf_str(&days);
	page_frame_print(p, &frame);
	buf_release(&days);
}

enum status digest_html_print_with(struct output *out, const struct digest *d,
				   struct html_template *template, bool mail)
{
	struct page p;

	page_init(&p, d, out, template);
	p.mail = mail;
	print_page(&p);
	return page_release(&p);
}

static enum status print_digest_html(struct output *out, const struct digest *d,
				     bool mail)
{
	struct html_template template;
	enum status st;

	html_template_parse_built_in(&template, page_template());
	st = digest_html_print_with(out, d, &template, mail);
	html_template_release(&template);
	return st;
}

enum status digest_html_print(struct output *out, const struct digest *d)
{
	return print_digest_html(out, d, false);
}

enum status digest_html_print_mail(struct output *out, const struct digest *d)
{
	return print_digest_html(out, d, true);
}

/* SPDX-License-Identifier: MIT */
#include "report/atom/atom_content.h"
#include "report/atom/atom_files.h"
#include "report/html/board_html.h"
#include "report/html/head_html.h"
#include "report/html/page.h"

static void print_board(void *page, const void *unused)
{
	(void)unused;
	board_html_print(page);
}

void atom_content_print(struct output *out, const struct digest *d)
{
	struct page p = { .digest = d,
			  .until = d->sel->window.until,
			  .top = d->options.top,
			  .url = BUF_INIT };
	struct html_template template;

	html_template_parse_built_in(&template, atom_content_template());
	html_init(&p.html, out, &template);
	html_print(&p.html, "page",
		   HTML_SLOTS(html_fill("totals", head_html_print_totals, &p, NULL),
			      html_fill("only", head_html_print_only, &p, NULL),
			      html_fill("board", print_board, &p, NULL)));
	html_release(&p.html);
	html_template_release(&template);
	buf_release(&p.url);
}

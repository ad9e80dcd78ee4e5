/* SPDX-License-Identifier: MIT */
#include "report/html/board_html.h"
#include "report/html/digest_html.h"
#include "report/html/entry_html.h"
#include "report/html/head_html.h"
#include "report/html/mine_html.h"
#include "report/html/page_files.h"
#include "report/html/pictures.h"
#include "report/html/script_hash.h"
#include "report/html/section_html.h"
#include "report/html/site_links_html.h"
#include "report/util/clock.h"
#include "store/util/version.h"

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

static void print_site_head(void *page, const void *site)
{
	struct page *p = page;

	if (site)
		html_print(&p->html, "site-head", HTML_NO_SLOTS);
}

static void print_site_links(void *page, const void *site)
{
	struct page *p = page;

	if (site)
		site_links_html_print(&p->html, site);
}

/* The script is allowed by its hash. */
static void print_policy(void *page, const void *unused)
{
	struct page *p = page;
	struct buf hash = BUF_INIT;

	(void)unused;
	script_hash_add(&hash, page_script());
	if (p->mail)
		page_print_plain_policy(p, NULL);
	else
		html_print(&p->html, "policy",
			   HTML_SLOTS(html_text("script-hash", buf_str(&hash))));
	buf_release(&hash);
}

static void print_script(void *page, const void *unused)
{
	struct page *p = page;

	(void)unused;
	if (!p->mail)
		html_print(&p->html, "scripts", HTML_SLOTS(html_script("script")));
}

static void print_page(struct page *p)
{
	struct buf days = BUF_INIT, zone = BUF_INIT;
	const struct digest_site *site = p->digest->options.site;

	buf_addstr(&days, ", ");
	head_html_add_days(&days, p->digest);
	if (days.len == 2)
		buf_reset(&days);
	clock_add_zone(&zone, p->digest->board.as_of);
	html_print(&p->html, "page",
		   HTML_SLOTS(html_fill("policy", print_policy, p, NULL),
			      html_text("title", p->digest->sel->title),
			      html_text("days", buf_str(&days)), html_style("style"),
			      html_fill("site-head", print_site_head, p, site),
			      html_fill("site", print_site_links, p, site),
			      html_fill("scripts", print_script, p, NULL),
			      html_fill("window", head_html_print_window, p, NULL),
			      html_fill("totals", head_html_print_totals, p, NULL),
			      html_fill("links", head_html_print_links, p, NULL),
			      html_fill("pictures", print_pictures, p, NULL),
			      html_fill("sections", print_sections, p, NULL),
			      html_text("zone", buf_str(&zone)),
			      html_text("version", str_from(patchdigest_version))));
	buf_release(&days);
	buf_release(&zone);
}

enum status digest_html_print_with(struct output *out, const struct digest *d,
				   struct html_template *template, bool mail)
{
	struct page p = { .digest = d,
			  .until = d->sel->window.until,
			  .mail = mail,
			  .message = HASHMAP_INIT,
			  .url = BUF_INIT };

	html_init(&p.html, out, template);
	digest_reader_init(&p.reader, d);
	print_page(&p);
	html_release(&p.html);
	hashmap_release(&p.message);
	buf_release(&p.url);
	return digest_reader_release(&p.reader);
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

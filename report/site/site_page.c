/* SPDX-License-Identifier: MIT */
#include "report/html/page_files.h"
#include "report/html/site_links_html.h"
#include "report/site/site_page.h"

/* The links stand before all that comes from mails, and not far from the beginning. */
#define HEAD_MAX (64 << 10)
#define PAGE_MAX ((size_t)1 << 30)

/* A page with other links. */
struct linked_page {
	struct str before, links, after;
};

/* Finds the links of a page, and what stands around them. */
static bool find_links(struct str text, struct linked_page *page, struct str *links)
{
	size_t from = str_find(str_sub(text, 0, HEAD_MAX), STR(SITE_LINKS_BEGIN));
	size_t to = str_find(str_sub(text, from, HEAD_MAX), STR(SITE_LINKS_END));

	if (from >= text.len || from + to >= text.len || from + to >= HEAD_MAX)
		return false;
	to += from + sizeof(SITE_LINKS_END) - 1;
	page->before = str_sub(text, 0, from);
	*links = str_sub(text, from, to);
	page->after = str_sub(text, to, text.len);
	return true;
}

/* Appends the links as a page has them. */
static void add_links(struct buf *links, struct html_template *template,
		      const struct digest_site *site)
{
	struct output *out = output_open_memory(links);
	struct html html;

	html_init(&html, out, template);
	site_links_html_print(&html, site);
	html_release(&html);
	output_close_memory(out);
}

static enum status print_page(struct output *out, const void *arg)
{
	const struct linked_page *page = arg;

	output_add(out, page->before);
	output_add(out, page->links);
	output_add(out, page->after);
	return ST_OK;
}

/* Reads the head of a page, which is enough to see whether it has other links. */
static enum status look_at_page(const char *path, struct str wanted, bool *other,
				struct buf *why)
{
	struct buf head = BUF_INIT;
	struct linked_page page;
	struct str links;
	enum status st = site_place_read_head(&head, path, HEAD_MAX, why);

	*other = st == ST_OK && find_links(buf_str(&head), &page, &links) &&
		 !str_eq(links, wanted);
	buf_release(&head);
	return st;
}

static enum status link_page(const struct site_place *p, const char *name,
			     struct linked_page *page, struct buf *why)
{
	struct buf text = BUF_INIT, path = BUF_INIT;
	struct str links;
	enum status st;
	bool other;

	buf_addf(&path, "%s/%s", buf_cstr(&p->dir), name);
	st = look_at_page(buf_cstr(&path), page->links, &other, why);
	if (st == ST_OK && other)
		st = site_place_read(&text, buf_cstr(&path), PAGE_MAX, why);
	if (st == ST_OK && other && find_links(buf_str(&text), page, &links))
		st = site_place_write(p, name, print_page, page, why);
	buf_release(&text);
	buf_release(&path);
	return st == ST_NOTFOUND ? ST_OK : st;
}

static struct digest_site neighbours(const struct site_windows *w, size_t i)
{
	return (struct digest_site){
		.older = i + 1 < w->n ? str_from(w->list[i + 1].day) : STR_EMPTY,
		.newer = i ? str_from(w->list[i - 1].day) : STR_EMPTY,
	};
}

enum status site_page_link_all(const struct site_place *p, const struct site_windows *w,
			       struct buf *why)
{
	struct html_template template;
	struct buf name = BUF_INIT, links = BUF_INIT;
	enum status st = ST_OK;

	html_template_parse_built_in(&template, page_template());
	for (size_t i = 0; i < w->n && st == ST_OK; i++) {
		const struct digest_site around = neighbours(w, i);
		struct linked_page page;

		buf_reset(&links);
		add_links(&links, &template, &around);
		page.links = str_trim(buf_str(&links));
		buf_reset(&name);
		buf_addf(&name, "%s/index.html", w->list[i].day);
		st = link_page(p, buf_cstr(&name), &page, why);
	}
	html_template_release(&template);
	buf_release(&name);
	buf_release(&links);
	return st;
}

/* SPDX-License-Identifier: MIT */
#include "report/html/page_files.h"
#include "report/html/page_frame.h"
#include "report/html/script_hash.h"
#include "report/html/site_links_html.h"
#include "report/util/clock.h"
#include "store/util/version.h"

/* The script is allowed by its hash. */
static void print_policy(void *page, const void *unused)
{
	struct page *p = page;
	struct buf hash = BUF_INIT;

	(void)unused;
	if (p->mail) {
		html_print(&p->html, "plain-policy", HTML_NO_SLOTS);
		return;
	}
	script_hash_add(&hash, page_script());
	html_print(&p->html, "policy",
		   HTML_SLOTS(html_text("script-hash", buf_str(&hash))));
	buf_release(&hash);
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

static void print_script(void *page, const void *unused)
{
	struct page *p = page;

	(void)unused;
	if (!p->mail)
		html_print(&p->html, "scripts", HTML_SLOTS(html_script("script")));
}

void page_frame_print(struct page *p, const struct page_frame *f)
{
	const struct digest_site *site = p->digest->options.site;
	struct buf zone = BUF_INIT;

	clock_add_zone(&zone, f->as_of);
	html_print(&p->html, "page",
		   HTML_SLOTS(html_fill("policy", print_policy, p, NULL),
			      html_text("title", f->title), html_text("days", f->days),
			      html_style("style"),
			      html_fill("site-head", print_site_head, p, site),
			      html_fill("site", print_site_links, p, site),
			      html_fill("scripts", print_script, p, NULL),
			      html_fill("window", f->window, p, f->arg),
			      html_fill("totals", f->totals, p, f->arg),
			      html_fill("links", f->links, p, f->arg),
			      html_fill("pictures", f->pictures, p, f->arg),
			      html_fill("sections", f->sections, p, f->arg),
			      html_text("zone", buf_str(&zone)),
			      html_text("version", str_from(patchdigest_version))));
	buf_release(&zone);
}

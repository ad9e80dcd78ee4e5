/* SPDX-License-Identifier: MIT */
#include "report/atom/atom_feed.h"
#include "report/atom/atom_files.h"
#include "report/html/html_write.h"
#include "store/util/utc.h"
#include "store/util/version.h"

struct feed_printer {
	struct html html;
	struct html_template template;
	const struct atom_feed *feed;
	atom_next_fn *next;
	void *arg;
};

/* Prints a link, if there is an address. */
static void print_link(struct feed_printer *p, const char *fragment, struct str url)
{
	if (url.len)
		html_print(&p->html, fragment, HTML_SLOTS(html_exact("url", url)));
}

static void print_feed_links(void *printer, const void *unused)
{
	struct feed_printer *p = printer;

	(void)unused;
	print_link(p, "feed-self", p->feed->self);
	print_link(p, "feed-page", p->feed->page);
}

static void print_entry_link(void *printer, const void *entry)
{
	print_link(printer, "entry-page", ((const struct atom_entry *)entry)->page);
}

static void print_entry(struct feed_printer *p, const struct atom_entry *e)
{
	struct buf published = BUF_INIT, updated = BUF_INIT;

	utc_add(&published, e->published, UTC_WHOLE);
	utc_add(&updated, e->updated, UTC_WHOLE);
	html_print(&p->html, "entry",
		   HTML_SLOTS(html_text("title", e->title), html_exact("id", e->id),
			      html_text("published", buf_str(&published)),
			      html_text("updated", buf_str(&updated)),
			      html_fill("links", print_entry_link, p, e),
			      html_exact("content", e->content)));
	buf_release(&published);
	buf_release(&updated);
}

static void print_entries(void *printer, const void *unused)
{
	struct feed_printer *p = printer;
	struct atom_entry e = { .title = STR_EMPTY };

	(void)unused;
	while (!output_failed(p->html.out) && p->next(p->arg, &e))
		print_entry(p, &e);
}

void atom_feed_print(struct output *out, const struct atom_feed *feed, atom_next_fn *next,
		     void *arg)
{
	struct feed_printer p = { .feed = feed, .next = next, .arg = arg };
	struct buf updated = BUF_INIT;

	html_template_parse_built_in(&p.template, atom_feed_template());
	html_init(&p.html, out, &p.template);
	utc_add(&updated, feed->updated, UTC_WHOLE);
	html_print(&p.html, "page",
		   HTML_SLOTS(html_text("title", feed->title), html_exact("id", feed->id),
			      html_text("updated", buf_str(&updated)),
			      html_text("version", str_from(patchdigest_version)),
			      html_fill("links", print_feed_links, &p, NULL),
			      html_fill("entries", print_entries, &p, NULL)));
	html_release(&p.html);
	html_template_release(&p.template);
	buf_release(&updated);
}

/* SPDX-License-Identifier: MIT */
#include "report/atom/atom_content.h"
#include "report/atom/atom_feed.h"
#include "report/atom/atom_tag.h"
#include "report/atom/digest_atom.h"
#include "report/digest/digest_day.h"
#include "report/window/window_words.h"

void digest_atom_add_title(struct buf *b, const struct digest *d)
{
	const struct board *board = &d->board;

	buf_adds(b, d->sel->title);
	buf_addstr(b, ", ");
	window_words_days(b, d->sel->window.since, digest_end(d));
	buf_addf(b, ": %u mail%s, %u series, %u applied, %u ready", board->mails,
		 board->mails == 1 ? "" : "s", board->series, board->applied,
		 board->ready);
}

/* The only entry; its content is empty once it was taken. */
struct one_entry {
	struct atom_entry entry;
	bool taken;
};

static bool take_entry(void *arg, struct atom_entry *e)
{
	struct one_entry *one = arg;

	*e = one->entry;
	one->taken = !one->taken;
	return one->taken;
}

/* Prints the content into memory: it is escaped when it is printed again. */
static void add_content(struct buf *content, const struct digest *d)
{
	struct output *out = output_open_memory(content);

	atom_content_print(out, d);
	output_close_memory(out);
}

static void print_feed(struct output *out, const struct digest *d, struct one_entry *one)
{
	const char *url = d->options.site_url;
	struct buf id = BUF_INIT, self = BUF_INIT, page = BUF_INIT;
	struct atom_feed feed = { .title = d->sel->title, .updated = one->entry.updated };

	atom_tag_add(&id, url, STR_EMPTY, d->sel->lists);
	if (url) {
		atom_url_add(&self, url, STR("feed.atom"));
		atom_url_add(&page, url, STR("index.html"));
	}
	feed.id = buf_str(&id);
	feed.self = buf_str(&self);
	feed.page = buf_str(&page);
	atom_feed_print(out, &feed, take_entry, one);
	buf_release(&id);
	buf_release(&self);
	buf_release(&page);
}

enum status digest_atom_print(struct output *out, const struct digest *d)
{
	const char *url = d->options.site_url;
	struct buf id = BUF_INIT, title = BUF_INIT, page = BUF_INIT, content = BUF_INIT;
	struct buf day = BUF_INIT;
	struct one_entry one = { .entry = { .published = digest_end(d),
					    .updated = d->options.sections.now } };

	digest_day_add(&day, d);
	atom_tag_add(&id, url, buf_str(&day), d->sel->lists);
	digest_atom_add_title(&title, d);
	buf_addstr(&day, "/index.html");
	if (url)
		atom_url_add(&page, url, buf_str(&day));
	add_content(&content, d);
	one.entry.id = buf_str(&id);
	one.entry.title = buf_str(&title);
	one.entry.page = buf_str(&page);
	one.entry.content = buf_str(&content);
	print_feed(out, d, &one);
	buf_release(&id);
	buf_release(&title);
	buf_release(&page);
	buf_release(&content);
	buf_release(&day);
	return ST_OK;
}

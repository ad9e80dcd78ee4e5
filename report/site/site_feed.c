/* SPDX-License-Identifier: MIT */
#include "report/atom/atom_feed.h"
#include "report/atom/atom_tag.h"
#include "report/site/site_feed.h"

#define CONTENT_MAX (16u << 20)

struct site_feed {
	const struct site_place *place;
	const struct site_windows *windows;
	const char *url;
	size_t next;
	struct buf content, page; /* of the entry that is printed */
	struct buf *why;
	enum status st; /* ST_CANTCREAT: a board can't be read */
};

/* An entry whose board is not there has a link to the page alone. */
static void read_board(struct site_feed *f, const char *day)
{
	struct buf path = BUF_INIT;
	enum status st;

	buf_addf(&path, "%s/%s/board.html", buf_cstr(&f->place->dir), day);
	st = site_place_read(&f->content, buf_cstr(&path), CONTENT_MAX, f->why);
	if (st != ST_NOTFOUND)
		f->st = st;
	buf_release(&path);
}

static bool next_entry(void *arg, struct atom_entry *e)
{
	struct site_feed *f = arg;
	const struct site_window *w = &f->windows->list[f->next];
	struct buf page = BUF_INIT;

	if (f->next == f->windows->n || f->next == SITE_FEED_ENTRIES || f->st != ST_OK)
		return false;
	f->next++;
	read_board(f, w->day);
	buf_addf(&page, "%s/index.html", w->day);
	buf_reset(&f->page);
	atom_url_add(&f->page, f->url, buf_str(&page));
	buf_release(&page);
	*e = (struct atom_entry){ .title = w->entry,
				  .id = w->id,
				  .published = w->end,
				  .updated = w->updated,
				  .page = buf_str(&f->page),
				  .content = buf_str(&f->content) };
	return true;
}

/* The feed changed when one of its entries did. */
static int64_t last_change(const struct site_windows *w)
{
	int64_t last = 0;

	for (size_t i = 0; i < w->n && i < SITE_FEED_ENTRIES; i++)
		if (w->list[i].updated > last)
			last = w->list[i].updated;
	return last;
}

static enum status print_feed(struct output *out, const void *arg)
{
	struct site_feed f = *(const struct site_feed *)arg;
	struct buf id = BUF_INIT, self = BUF_INIT, index = BUF_INIT;
	struct atom_feed feed = { .title = f.windows->list[0].title,
				  .updated = last_change(f.windows) };

	atom_tag_add(&id, f.url, STR_EMPTY, f.windows->list[0].list);
	atom_url_add(&self, f.url, STR("feed.atom"));
	atom_url_add(&index, f.url, STR("index.html"));
	feed.id = buf_str(&id);
	feed.self = buf_str(&self);
	feed.page = buf_str(&index);
	atom_feed_print(out, &feed, next_entry, &f);
	buf_release(&id);
	buf_release(&self);
	buf_release(&index);
	buf_release(&f.content);
	buf_release(&f.page);
	return f.st;
}

enum status site_feed_write(const struct site_place *p, const struct site_windows *w,
			    const char *url, struct buf *why)
{
	const struct site_feed f = { .place = p, .windows = w, .url = url, .why = why };

	return site_place_write(p, "feed.atom", print_feed, &f, why);
}

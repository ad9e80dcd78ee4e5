/* SPDX-License-Identifier: MIT */
#include "report/text/entry_text.h"
#include "report/people/mailmap.h"
#include "report/thread/series_reviews.h"
#include "report/series/supersede.h"
#include "store/util/utf8.h"

#define RULE STR("----------------------------------------------------------------------\n")

/* What an id may hold in a URL's path, as public-inbox writes it (RFC 3986, pchar). */
static void add_path_segment(struct buf *b, struct str id)
{
	static const struct str plain = STR("-._~!$&'()*+,;=:@");

	for (size_t i = 0; i < id.len; i++) {
		char c = id.s[i];

		if (is_alpha(c) || is_digit(c) || (c && str_chr(plain, c) < plain.len))
			buf_addch(b, c);
		else
			buf_addf(b, "%%%02X", (unsigned char)c);
	}
}

void entry_link(struct buf *b, struct str url, struct str message_id)
{
	utf8_add_clean(b, url, false);
	if (!str_ends(url, STR("/")))
		buf_addch(b, '/');
	add_path_segment(b, message_id);
	buf_addch(b, '/');
}

static void print_address(struct entry_style *e, const struct post *p)
{
	struct str url = str_from(e->options->archive_url);
	struct pen *pen = e->pen;

	if (!url.len) {
		pen_add(pen, "Message-ID: <");
		pen_clean(pen, p->message_id);
		pen_add(pen, ">");
	} else {
		pen_add(pen, "Link: ");
		entry_link(&pen->line, url, p->message_id);
	}
	pen_line(pen, INK_META);
}

static void print_head(struct entry_style *e, const struct post *p)
{
	struct person who = mailmap_author(e->sel->mailmap, p);
	struct pen *pen = e->pen;
	struct buf author = BUF_INIT;

	pen_text(pen, INK_HEADING, "New:  ", p->title);
	pen_text(pen, INK_TAG, "", p->subject);
	author_line(&author, who.name, who.addr);
	pen_text(pen, INK_AUTHOR, "Author: ", buf_str(&author));
	buf_release(&author);
	pen_add(pen, "Date: ");
	if (pen_time(pen, p->date, PEN_MINUTE)) {
		pen_add(pen, " UTC");
		pen_line(pen, INK_META);
	}
	buf_reset(&pen->line);
	print_address(e, p);
}

struct str entry_text(struct str body)
{
	struct str rest = body, line;

	while (str_line(&rest, &line) && !str_trim(line).len)
		body = rest;
	return str_rtrim(body);
}

static void print_body(struct pen *pen, struct str body)
{
	body = entry_text(body);
	if (!body.len)
		return;
	utf8_add_clean(&pen->line, body, true);
	pen_line(pen, INK_PLAIN);
	pen_gap(pen);
}

/* "Series: v3; v2 2026-11-02 <id>, v1 2026-10-20 <id>" */
static void print_history(struct entry_style *e, const struct series *s)
{
	struct str body = e->mail.record.body;
	const struct history *h = &e->history;
	struct pen *pen = e->pen;

	if (history_find(&e->history, s, body) == ST_DAMAGED)
		e->damaged = true;
	if (h->n) {
		pen_add(pen, "Series: ");
		pen_version(pen, s->head);
	}
	for (size_t i = 0; i < h->n; i++) {
		const struct post *p = h->list[i].head;

		pen_add(pen, i ? ", " : "; ");
		pen_version(pen, p);
		pen_add(pen, " ");
		if (pen_time(pen, p->date, PEN_DAY))
			pen_add(pen, " ");
		pen_add(pen, "<");
		pen_clean(pen, p->message_id);
		pen_add(pen, ">");
		if (e->options->explain) {
			pen_add(pen, " (");
			pen_add(pen, h->list[i].rule);
			pen_add(pen, ")");
		}
	}
	if (h->n)
		pen_line(pen, INK_META);
}

/* "Reviewed-by: Name <address> (2 of 5 parts)" */
static void print_reviews(struct entry_style *e, const struct series *s)
{
	uint32_t of = s->announced ? s->announced : s->arrived;
	struct buf person = BUF_INIT;
	struct reviews r;

	if (reviews_find(&r, e->sel, s) == ST_DAMAGED)
		e->damaged = true;
	for (size_t i = 0; i < r.n; i++) {
		pen_clean(e->pen, r.list[i].key);
		pen_add(e->pen, ": ");
		buf_reset(&person);
		author_line(&person, r.list[i].name, r.list[i].addr);
		pen_clean(e->pen, buf_str(&person));
		if (of > 1)
			buf_addf(&e->pen->line, " (%u of %u parts)", r.list[i].parts, of);
		pen_line(e->pen, INK_META);
	}
	buf_release(&person);
	reviews_release(&r);
}

enum status entry_print(struct entry_style *e, const struct post *p, const struct series *s,
			bool first)
{
	enum status st = post_text(p, &e->mail);

	e->damaged = st != ST_OK;
	print_head(e, p);
	if (first) {
		print_history(e, s);
		print_reviews(e, s);
	}
	pen_gap(e->pen);
	if (st == ST_OK)
		print_body(e->pen, e->mail.record.body);
	else
		print_body(e->pen, STR("(the text of this mail can't be read)"));
	output_add(e->pen->out, RULE);
	pen_gap(e->pen);
	return e->damaged ? ST_DAMAGED : ST_OK;
}

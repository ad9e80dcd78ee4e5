/* SPDX-License-Identifier: MIT */
#include "report/digest/archive_link.h"
#include "report/text/entry_text.h"
#include "report/people/mailmap.h"
#include "report/thread/series_reviews.h"
#include "report/series/older_versions.h"
#include "store/util/utf8.h"

#define RULE \
	STR("----------------------------------------------------------------------\n")

static void print_address(struct entry_style *e, const struct post *p)
{
	struct str url = str_from(e->options->archive_url);
	struct text_line *line = e->line;

	if (!url.len) {
		text_add(line, "Message-ID: <");
		text_add_clean(line, p->message_id);
		text_add(line, ">");
	} else {
		text_add(line, "Link: ");
		archive_link_add(&line->text, url, p->message_id);
	}
	text_end_line(line, INK_META);
}

static void print_head(struct entry_style *e, const struct post *p)
{
	struct person who = mailmap_author(e->sel->mailmap, p);
	struct text_line *line = e->line;
	struct buf author = BUF_INIT;

	text_print_line(line, INK_HEADING, "New:  ", p->title);
	text_print_line(line, INK_TAG, "", p->subject);
	author_line(&author, who.name, who.addr);
	text_print_line(line, INK_AUTHOR, "Author: ", buf_str(&author));
	buf_release(&author);
	text_add(line, "Date: ");
	if (text_add_time(line, p->date, TEXT_MINUTE)) {
		text_add(line, " UTC");
		text_end_line(line, INK_META);
	}
	buf_reset(&line->text);
	print_address(e, p);
}

static void print_body(struct text_line *line, struct str body)
{
	body = body_trim(body);
	if (!body.len)
		return;
	utf8_add_clean(&line->text, body, true);
	text_end_line(line, INK_PLAIN);
	text_empty_line(line);
}

/* "Series: v3; v2 2026-11-02 <id>, v1 2026-10-20 <id>" */
static void print_older(struct entry_style *e, const struct series *s)
{
	struct older_versions older = older_versions_of(s);
	struct text_line *line = e->line;

	if (older.n) {
		text_add(line, "Series: ");
		text_add_version(line, s->head);
	}
	for (size_t i = 0; i < older.n; i++) {
		const struct post *p = older.list[i].head;

		text_add(line, i ? ", " : "; ");
		text_add_version(line, p);
		text_add(line, " ");
		if (text_add_time(line, p->date, TEXT_DAY))
			text_add(line, " ");
		text_add(line, "<");
		text_add_clean(line, p->message_id);
		text_add(line, ">");
		if (e->options->explain) {
			text_add(line, " (");
			text_add(line, older.list[i].rule);
			text_add(line, ")");
		}
	}
	if (older.n)
		text_end_line(line, INK_META);
	older_versions_release(&older);
}

/* "Reviewed-by: Name <address> (2 of 5 parts)" */
static void print_reviews(struct entry_style *e, const struct series *s)
{
	uint32_t of = s->announced ? s->announced : s->arrived;
	struct buf person = BUF_INIT;
	struct series_reviews r;

	if (series_reviews_find(&r, e->sel, s) == ST_DAMAGED)
		e->damaged = true;
	for (size_t i = 0; i < r.n; i++) {
		text_add_clean(e->line, r.list[i].key);
		text_add(e->line, ": ");
		buf_reset(&person);
		author_line(&person, r.list[i].name, r.list[i].addr);
		text_add_clean(e->line, buf_str(&person));
		if (of > 1)
			buf_addf(&e->line->text, " (%u of %u parts)", r.list[i].parts,
				 of);
		text_end_line(e->line, INK_META);
	}
	buf_release(&person);
	series_reviews_release(&r);
}

enum status entry_print(struct entry_style *e, const struct post *p,
			const struct series *s, bool first)
{
	enum status st = post_text(p, &e->mail);

	e->damaged = st != ST_OK;
	print_head(e, p);
	if (first) {
		print_older(e, s);
		print_reviews(e, s);
	}
	text_empty_line(e->line);
	if (st == ST_OK)
		print_body(e->line, e->mail.record.body);
	else
		print_body(e->line, STR("(the text of this mail can't be read)"));
	output_add(e->line->out, RULE);
	text_empty_line(e->line);
	return e->damaged ? ST_DAMAGED : ST_OK;
}

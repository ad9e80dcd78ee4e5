/* SPDX-License-Identifier: MIT */
#include <string.h>

#include "report/people/mailmap.h"
#include "report/series/supersede.h"
#include "report/text/entry_text.h"
#include "report/util/clock.h"
#include "report/window/cross_posts.h"
#include "report/util/reader_text.h"

#define RULE \
	STR("----------------------------------------------------------------------\n")

static void print_address(struct text_printer *t, const struct post *p)
{
	const char *url = t->digest->options.archive_url;

	text_add(&t->line, url ? "Link: " : "Message-ID: ");
	text_add_address(&t->line, url, p);
	text_end_line(&t->line, INK_META);
}

/* "List: kvm; also on: bpf, netdev", in a digest of several lists. */
static void print_lists(struct text_printer *t, const struct post *p)
{
	const struct selection *sel = t->digest->sel;
	struct text_line *line = &t->line;
	struct buf others = BUF_INIT;

	if (sel->n_lists < 2)
		return;
	text_add(line, "List: ");
	digest_reader_other_lists(&t->reader, p, &others);
	cross_posts_add_labels(&line->text, sel, p, buf_str(&others));
	text_end_line(line, INK_META);
	buf_release(&others);
}

static void print_entry_head(struct text_printer *t, const struct post *p)
{
	struct person who = mailmap_author(t->digest->sel->mailmap, p);
	struct text_line *line = &t->line;
	struct buf author = BUF_INIT;

	text_print_line(line, INK_HEADING, "New:  ", p->title);
	text_print_line(line, INK_TAG, "", p->subject);
	author_line(&author, who.name, who.addr);
	text_print_line(line, INK_AUTHOR, "Author: ", buf_str(&author));
	buf_release(&author);
	text_add(line, "Date: ");
	if (text_add_time(line, p->date, UTC_MINUTE)) {
		text_add(line, " ");
		clock_add_zone(&line->text, p->date);
		text_end_line(line, INK_META);
	}
	buf_reset(&line->text);
	print_address(t, p);
	print_lists(t, p);
}

/* "[8600 more lines: https://lists.example.org/id/]" */
static void print_cut_note(struct text_printer *t, const struct post *p, size_t lines)
{
	buf_addf(&t->line.text, "[%zu more line%s: ", lines, lines == 1 ? "" : "s");
	text_add_address(&t->line, t->digest->options.archive_url, p);
	text_add(&t->line, "]");
	text_end_line(&t->line, INK_META);
	text_empty_line(&t->line);
}

static void print_body(struct text_printer *t, const struct post *p, struct str body)
{
	size_t cut = digest_reader_cut(&t->reader, &body);

	if (body.len) {
		reader_text_add(&t->line.text, body, true);
		text_end_line(&t->line, INK_PLAIN);
		text_empty_line(&t->line);
	}
	if (cut)
		print_cut_note(t, p, cut);
}

/* The poster, if they have nothing to do with the version that the series superseded. */
static void add_other_poster(struct text_printer *t, const struct series *s,
			     const char *before, const char *after)
{
	struct person who;

	if (!s || !s->other_poster)
		return;
	who = mailmap_poster(t->digest->sel->mailmap, s->head);
	text_add(&t->line, before);
	text_add_clean(&t->line, who.name.len ? who.name : who.addr);
	text_add(&t->line, after);
}

static void add_older_version(struct text_line *line, const struct older_version *older,
			      bool explain)
{
	text_add_edition(line, older->head, older->version, older->after);
	text_add(line, " ");
	if (text_add_time(line, older->head->date, UTC_DAY))
		text_add(line, " ");
	text_add(line, "<");
	text_add_clean(line, older->head->message_id);
	text_add(line, ">");
	if (explain) {
		text_add(line, " (");
		text_add(line, older->rule);
		text_add(line, ")");
	}
}

/* "Series: v3; v2 2026-11-02 <id>, v1 2026-10-20 <id>" */
static void print_older_versions(struct text_printer *t, const struct series *s)
{
	const struct older_versions *older = &t->reader.older;

	if (!older->n)
		return;
	text_add(&t->line, "Series: ");
	text_add_edition(&t->line, s->head, s->version, s->after);
	if (strcmp(older->list[0].rule, "repost") == 0)
		text_add(&t->line, ", posted again");
	add_other_poster(t, s, ", posted by ", "");
	for (size_t i = 0; i < older->n; i++) {
		text_add(&t->line, i ? ", " : "; ");
		add_older_version(&t->line, &older->list[i], t->digest->options.explain);
	}
	text_end_line(&t->line, INK_META);
}

/* "Reviewed-by: Name <address> (2 of 5 parts)" */
static void print_reviews(struct text_printer *t, const struct series *s)
{
	uint32_t of = s->announced ? s->announced : s->arrived;
	const struct series_reviews *reviews = &t->reader.reviews;
	struct buf person = BUF_INIT;

	for (size_t i = 0; i < reviews->n; i++) {
		const struct review *review = &reviews->list[i];

		text_add_clean(&t->line, review->key);
		text_add(&t->line, ": ");
		buf_reset(&person);
		author_line(&person, review->name, review->addr);
		text_add_clean(&t->line, buf_str(&person));
		if (of > 1)
			buf_addf(&t->line.text, " (%u of %u parts)", review->parts, of);
		text_end_line(&t->line, INK_META);
	}
	buf_release(&person);
}

void entry_text_print(struct text_printer *t, const struct digest_mail *m)
{
	struct str body;

	if (!digest_reader_body(&t->reader, m->post, &body))
		body = STR("(the text of this mail can't be read)");
	print_entry_head(t, m->post);
	if (m->post == m->of->entry) {
		digest_reader_series(&t->reader, m->of);
		print_older_versions(t, m->of->series);
		print_reviews(t, m->of->series);
	}
	text_empty_line(&t->line);
	print_body(t, m->post, body);
	output_add(t->line.out, RULE);
	text_empty_line(&t->line);
}

/* "  Why: v3 after v1: same title and author; v4 after v3: ..." */
static void print_reasons(struct text_line *line, const struct series *older)
{
	const char *lead = "  Why: ";
	const struct series *s = older;

	for (int i = 0; i < REASONS_MAX && s->bound_to; i++, s = s->bound_to) {
		text_add(line, lead);
		text_add_edition(line, s->bound_to->head, s->bound_to->version,
				 s->bound_to->after);
		text_add(line, " after ");
		text_add_edition(line, s->head, s->version, s->after);
		text_add(line, ": ");
		text_add(line, version_rule_text(s->bound_by));
		lead = "; ";
	}
	text_end_line(line, INK_META);
}

void pair_text_print(struct text_printer *t, const struct digest_mail *m)
{
	text_add(&t->line, "Exist: ");
	text_add_clean(&t->line, m->replaced_by->subject);
	add_other_poster(t, m->of->series->replaced_by, "  (posted by ", ")");
	text_end_line(&t->line, INK_META);
	text_print_line(&t->line, INK_META, " Skip: ", m->post->subject);
	if (t->digest->options.explain && m->of->series->bound_to)
		print_reasons(&t->line, m->of->series);
}

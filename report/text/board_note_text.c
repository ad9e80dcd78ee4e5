/* SPDX-License-Identifier: MIT */
#include "report/series/supersede.h"
#include "report/text/board_note_text.h"
#include "report/window/cross_posts.h"
#include "report/window/window_words.h"
#include "report/util/reader_text.h"

#define NOTE_INDENT "      "
#define PEOPLE_MAX 3 /* most discussed: the others are only counted */

void board_note_end(struct board_printer *p, struct buf *note, enum ink ink)
{
	board_lines_print(p, NOTE_INDENT, buf_str(note), ink);
	buf_reset(note);
}

void board_note_print(struct board_printer *p, struct str text)
{
	board_lines_print(p, NOTE_INDENT, text, INK_META);
}

void board_add_separator(struct buf *note)
{
	if (note->len)
		buf_addstr(note, "; ");
}

void board_add_plural(struct buf *b, uint32_t n, const char *what)
{
	buf_addf(b, "%u %s%s", n, what, n == 1 ? "" : "s");
}

void board_add_id(struct buf *b, const struct post *p)
{
	buf_addstr(b, " <");
	reader_text_add(b, p->message_id, false);
	buf_addch(b, '>');
}

static bool explains(const struct board_printer *p)
{
	return p->digest->options.explain;
}

void board_add_objection(struct buf *note, const struct board_row *row,
			 const struct board_objection *o)
{
	board_add_separator(note);
	if (o->state.len)
		reader_text_add(note, o->state, false);
	else
		buf_addstr(note, "NAK");
	buf_addstr(note, ": ");
	board_add_name(note, o->who);
	if (o->number)
		buf_addf(note, " (%u/%u)", o->number, row->announced);
}

/* "NAK: NAME (1/27); changes-requested: NAME" */
static void add_objections(struct board_printer *p, struct buf *note,
			   const struct board_row *row)
{
	for (size_t i = 0; i < row->n_objections; i++) {
		board_add_objection(note, row, &row->objections[i]);
		if (explains(p))
			board_add_id(note, row->objections[i].said);
	}
}

void board_add_robots(struct board_printer *p, struct buf *note,
		      const struct board_row *row)
{
	const struct board_robots *r = &row->robots;

	if (!r->findings && !r->failures)
		return;
	board_add_separator(note);
	buf_addstr(note, "robots: ");
	if (r->findings)
		board_add_plural(note, r->findings, "finding");
	if (r->findings && r->failures)
		buf_addstr(note, ", ");
	if (r->failures)
		board_add_plural(note, r->failures, "failure");
	if (explains(p) && r->first)
		board_add_id(note, r->first);
}

/* "most discussed: NAME 21, NAME 16" */
static void add_discussed(struct buf *note, const struct board_row *row)
{
	if (!row->most_discussed)
		return;
	board_add_separator(note);
	buf_addstr(note, "most discussed: ");
	for (size_t i = 0; i < row->n_people && i < PEOPLE_MAX; i++) {
		if (i)
			buf_addstr(note, ", ");
		board_add_name(note, row->people[i].who);
		buf_addf(note, " %u", row->people[i].count);
	}
	if (row->n_people > PEOPLE_MAX)
		buf_addf(note, ", and %zu more", row->n_people - PEOPLE_MAX);
}

void board_add_ranges(struct buf *b, const struct section_range *ranges, size_t n)
{
	for (size_t i = 0; i < n; i++) {
		buf_addf(b, "%s%u", i ? ", " : "", ranges[i].from);
		if (ranges[i].to > ranges[i].from)
			buf_addf(b, "-%u", ranges[i].to);
	}
}

void board_add_missing(const struct board_printer *p, struct buf *note,
		       const struct board_row *row)
{
	if (row->elsewhere) {
		buf_addstr(note, p->digest->sel->n_lists > 1
				     ? "other parts not sent to these lists"
				     : "other parts not sent to this list");
		return;
	}
	if (row->n_missing)
		buf_addstr(note, "missing ");
	board_add_ranges(note, row->missing, row->n_missing);
}

static void add_version_name(struct buf *note, const struct board_version *v)
{
	if (v->head->facts & FACT_RFC)
		buf_addstr(note, "RFC ");
	buf_addstr(note, v->after.len ? "no version, after v" : "v");
	reader_text_add(note, v->after.len ? v->after : v->version, false);
}

/* "v10 Mon, v11 Tue (22 answers to them)" */
static void add_versions(struct board_printer *p, struct buf *note,
			 const struct board_row *row)
{
	int64_t until = p->digest->sel->window.until;
	uint32_t answers = 0;

	for (size_t i = row->n_versions; i-- > 0;) {
		const struct board_version *v = &row->versions[i];

		add_version_name(note, v);
		buf_addch(note, ' ');
		window_words_day(note, v->head->date, until);
		if (explains(p)) {
			board_add_id(note, v->head);
			buf_addf(note, ": %s", version_rule_text(v->rule));
		}
		answers += v->answers;
		if (i)
			buf_addstr(note, ", ");
	}
	if (answers) {
		buf_addstr(note, " (");
		board_add_plural(note, answers, "answer");
		buf_addf(note, " to %s)", row->n_versions == 1 ? "it" : "them");
	}
}

void board_add_unchanged(struct buf *note, const struct board_row *row)
{
	if (!row->unchanged_known || !row->n_versions)
		return;
	board_add_separator(note);
	if (row->unchanged == row->unchanged_of && row->unchanged > 1)
		buf_addf(note, "all %u patches", row->unchanged);
	else if (row->unchanged_of == 1)
		buf_addstr(note, row->unchanged ? "the patch is" : "the patch is not");
	else
		buf_addf(note, "%u of %u patches", row->unchanged, row->unchanged_of);
	buf_addstr(note, " unchanged since ");
	add_version_name(note, &row->versions[0]);
}

void board_add_change_note(struct buf *note, const struct board_row *row)
{
	if (!row->change_note.len)
		return;
	buf_addch(note, 'v');
	reader_text_add(note, row->series->version, false);
	buf_addstr(note, ": ");
	reader_text_add(note, row->change_note, false);
}

/* "applied: 3 of 5 by NAME to TREE" */
static void add_applied(struct board_printer *p, struct buf *note,
			const struct board_row *row)
{
	for (size_t i = 0; i < row->n_events; i++) {
		const struct section_event *e = &row->events[i];
		struct str place = e->tree.len ? e->tree : e->branch;

		board_add_separator(note);
		buf_addstr(note, e->dropped == DATE_NONE ? "applied: " : "dropped: ");
		buf_addf(note, "%u of %u by ", e->parts, row->arrived);
		board_add_name(note, e->who);
		if (place.len) {
			buf_addstr(note, " to ");
			reader_text_add(note, place, false);
		}
		if (e->pull)
			buf_addstr(note, ", pull request");
		if (explains(p) && (e->said || e->pull))
			board_add_id(note, e->said ? e->said : e->pull);
	}
}

void board_add_needs(struct buf *note, const struct board_row *row)
{
	if (!row->needs.len)
		return;
	buf_addstr(note, "needs: ");
	reader_text_add(note, row->needs, false);
}

void board_add_counted(struct buf *note, const char *label,
		       const struct counted_person *list, size_t n)
{
	if (!n)
		return;
	board_add_separator(note);
	buf_addstr(note, label);
	for (size_t i = 0; i < n; i++) {
		if (i)
			buf_addstr(note, ", ");
		board_add_name(note, list[i].who);
		buf_addf(note, " %u", list[i].count);
	}
}

/* Who reviewed and answered, and the newest answer. */
static void print_reasons(struct board_printer *p, struct buf *note,
			  const struct board_row *row)
{
	if (!explains(p))
		return;
	board_add_counted(note, "reviewed by ", row->reviewers, row->n_reviewers);
	board_add_counted(note, "answers by ", row->people, row->n_people);
	if (row->last_answer) {
		buf_addstr(note, ", the last one");
		board_add_id(note, row->last_answer);
	}
	board_note_end(p, note, INK_META);
}

void board_other_poster_print(struct board_printer *p, struct buf *note,
			      const struct board_row *row)
{
	if (!row->series || !row->series->other_poster)
		return;
	buf_addstr(note, "posted by ");
	board_add_name(note, (struct person){ row->series->head->poster_name,
					      row->series->head->poster_addr });
	board_note_end(p, note, INK_ALARM);
}

void board_address_print(struct board_printer *p, const struct post *post)
{
	if (!p->addresses)
		return;
	/* An address that is broken leads nowhere. */
	text_add(p->line, NOTE_INDENT "[");
	text_add_address(p->line, p->digest->options.archive_url, post);
	text_add(p->line, "]");
	text_end_line(p->line, INK_META);
}

/* "list: kvm; also on: bpf, netdev" */
void board_add_cross_posts(struct board_printer *p, struct buf *note,
			   const struct board_row *row)
{
	const struct selection *sel = p->digest->sel;
	struct buf others = BUF_INIT;

	cross_posts_read(&others, sel, row->post);
	if (others.len) {
		buf_addstr(note, "list: ");
		cross_posts_add_labels(note, sel, row->post, buf_str(&others));
	}
	buf_release(&others);
}

void board_notes_print(struct board_printer *p, const struct board_row *row)
{
	struct buf note = BUF_INIT;

	board_add_missing(p, &note, row);
	board_note_end(p, &note, row->elsewhere ? INK_META : INK_ALARM);
	add_objections(p, &note, row);
	board_add_robots(p, &note, row);
	add_discussed(&note, row);
	board_note_end(p, &note, INK_META);
	board_other_poster_print(p, &note, row);
	add_versions(p, &note, row);
	board_add_unchanged(&note, row);
	board_note_end(p, &note, INK_META);
	board_add_change_note(&note, row);
	board_note_end(p, &note, INK_META);
	add_applied(p, &note, row);
	board_note_end(p, &note, INK_META);
	board_add_needs(&note, row);
	board_note_end(p, &note, INK_META);
	board_add_cross_posts(p, &note, row);
	board_note_end(p, &note, INK_META);
	print_reasons(p, &note, row);
	board_address_print(p, row->post);
	buf_release(&note);
}

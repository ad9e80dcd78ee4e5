/* SPDX-License-Identifier: MIT */
#include "report/text/patchlist.h"
#include "report/text/section_text.h"

/* Of those who take part in a discussion; the others are counted. */
#define PEOPLE_MAX 10

/* What stands below a row, at the column of its tag line. */
static void begin_note(struct pen *pen, const char *label)
{
	buf_addf(&pen->line, "%*s%s", PATCHLIST_COLUMN, "", label);
}

static void add_person(struct pen *pen, struct person p)
{
	pen_clean(pen, p.name.len ? p.name : p.addr);
}

/* "missing: 3, 5-7" */
static void note_missing(struct pen *pen, const struct section_row *row)
{
	if (row->elsewhere) {
		begin_note(pen, "other parts not sent to this list");
		pen_line(pen, INK_META);
		return;
	}
	begin_note(pen, "missing:");
	for (size_t i = 0; i < row->n_missing; i++) {
		const struct section_range *r = &row->missing[i];

		buf_addf(&pen->line, "%s %u", i ? "," : "", r->from);
		if (r->to > r->from)
			buf_addf(&pen->line, "-%u", r->to);
	}
	pen_line(pen, INK_META);
}

/* "by: NAME, NAME (3 of 5)" */
static void note_reviewers(struct pen *pen, const struct section_row *row)
{
	begin_note(pen, "by:");
	for (size_t i = 0; i < row->n_people; i++) {
		pen_add(pen, i ? ", " : " ");
		add_person(pen, row->people[i].who);
		if (row->people[i].count < row->count)
			buf_addf(&pen->line, " (%u of %u)", row->people[i].count,
				 row->count);
	}
	pen_line(pen, INK_META);
}

static void note_waiting(struct pen *pen, const struct section_row *row)
{
	begin_note(pen, "waiting:");
	buf_addf(&pen->line, " %u day%s", row->days, row->days == 1 ? "" : "s");
	pen_line(pen, INK_META);
}

static const char *label(const struct section_row *row, const struct section_event *e)
{
	if (e->pull)
		return "in: ";
	return row->post->kind == KIND_PULL ? "pulled: " : "applied: ";
}

/* "applied: 2026-11-14 by NAME (2 of 5)", "in: 2026-11-14 TAG of a pull request" */
static void note_events(struct pen *pen, const struct section_row *row)
{
	for (size_t i = 0; i < row->n_events; i++) {
		const struct section_event *e = &row->events[i];

		begin_note(pen, label(row, e));
		pen_time(pen, e->date, PEN_DAY);
		pen_add(pen, e->pull ? " " : " by ");
		if (e->pull)
			pen_clean(pen, e->pull->subject);
		else
			add_person(pen, e->who);
		if (e->parts < row->count)
			buf_addf(&pen->line, " (%u of %u)", e->parts, row->count);
		pen_line(pen, INK_META);
	}
}

static void note_pull(struct pen *pen, const struct section_row *row)
{
	if (row->source.len) {
		begin_note(pen, "from: ");
		pen_clean(pen, row->source);
		pen_line(pen, INK_META);
	}
	note_events(pen, row);
}

/* "people: NAME 9, NAME 7, and 3 more" */
static void note_people(struct pen *pen, const struct section_row *row)
{
	begin_note(pen, "people:");
	for (size_t i = 0; i < row->n_people && i < PEOPLE_MAX; i++) {
		pen_add(pen, i ? ", " : " ");
		add_person(pen, row->people[i].who);
		buf_addf(&pen->line, " %u", row->people[i].count);
	}
	if (row->n_people > PEOPLE_MAX)
		buf_addf(&pen->line, ", and %zu more", row->n_people - PEOPLE_MAX);
	pen_line(pen, INK_META);
}

/* Parts that came, of parts announced. */
static void print_parts(struct pen *pen, const struct section_row *row)
{
	patchlist_parts(pen, row->count, row->of);
	patchlist_tag(pen, row->post->subject, row->who);
}

/* A count alone, where the parts stand in the patch list; none where it isn't known. */
static void print_count(struct pen *pen, const struct section_row *row)
{
	if (row->count)
		buf_addf(&pen->line, "%7u      ", row->count);
	else
		buf_addf(&pen->line, "%7s      ", "?");
	pen_piece(pen, INK_FIGURE);
	patchlist_tag(pen, row->post->subject, row->who);
}

/* As in the table of contributors. */
static void print_person(struct pen *pen, const struct section_row *row)
{
	struct buf line = BUF_INIT;

	buf_addf(&pen->line, "%7u  ", row->count);
	pen_piece(pen, INK_FIGURE);
	author_line(&line, row->who.name, row->who.addr);
	pen_clean(pen, buf_str(&line));
	pen_line(pen, INK_PLAIN);
	buf_release(&line);
}

typedef void row_fn(struct pen *, const struct section_row *);

/* heading: %zu is the number of rows asked for. */
static const struct {
	const char *heading;
	bool top;
	row_fn *row, *note;
} styles[SECTION_COUNT] = {
	[SECTION_INCOMPLETE] = { "Incomplete series", false, print_parts, note_missing },
	[SECTION_PULLS] = { "Pull requests", false, print_count, note_pull },
	[SECTION_REVIEWED] = { "Series with all parts reviewed", false, print_parts,
			       note_reviewers },
	[SECTION_UNANSWERED] = { "Series without an answer", false, print_parts,
				 note_waiting },
	[SECTION_APPLIED] = { "Applied series", false, print_parts, note_events },
	[SECTION_REVIEWERS] = { "reviewers", true, print_person, NULL },
	[SECTION_DISCUSSIONS] = { "discussions", true, print_count, note_people },
};

void section_print(struct pen *pen, enum section_id id, const struct section *s,
		   const struct section_options *options)
{
	pen_add(pen, "===== ");
	if (styles[id].top)
		buf_addf(&pen->line, "Top %zu ", options->top);
	pen_add(pen, styles[id].heading);
	pen_add(pen, " =====");
	pen_line(pen, INK_HEADING);
	pen_gap(pen);
	if (!s->n)
		pen_text(pen, INK_PLAIN, "", STR("(none)"));
	for (size_t i = 0; i < s->n && !output_failed(pen->out); i++) {
		styles[id].row(pen, &s->rows[i]);
		if (styles[id].note)
			styles[id].note(pen, &s->rows[i]);
	}
	pen_gap(pen);
}

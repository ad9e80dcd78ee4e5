/* SPDX-License-Identifier: MIT */
#include "report/text/patchlist.h"
#include "report/text/section_text.h"

/* Of those who take part in a discussion; the others are counted. */
#define PEOPLE_MAX 10

/* What stands below a row, at the column of its tag line. */
static void begin_note(struct text_line *line, const char *label)
{
	buf_addf(&line->text, "%*s%s", PATCHLIST_COLUMN, "", label);
}

static void add_person(struct text_line *line, struct person p)
{
	text_add_clean(line, p.name.len ? p.name : p.addr);
}

/* "missing: 3, 5-7" */
static void note_missing(struct text_line *line, const struct section_row *row)
{
	if (row->elsewhere) {
		begin_note(line, "other parts not sent to this list");
		text_end_line(line, INK_META);
		return;
	}
	begin_note(line, "missing:");
	for (size_t i = 0; i < row->n_missing; i++) {
		const struct section_range *r = &row->missing[i];

		buf_addf(&line->text, "%s %u", i ? "," : "", r->from);
		if (r->to > r->from)
			buf_addf(&line->text, "-%u", r->to);
	}
	text_end_line(line, INK_META);
}

/* "by: NAME, NAME (3 of 5)" */
static void note_reviewers(struct text_line *line, const struct section_row *row)
{
	begin_note(line, "by:");
	for (size_t i = 0; i < row->n_people; i++) {
		text_add(line, i ? ", " : " ");
		add_person(line, row->people[i].who);
		if (row->people[i].count < row->count)
			buf_addf(&line->text, " (%u of %u)", row->people[i].count,
				 row->count);
	}
	text_end_line(line, INK_META);
}

static void note_waiting(struct text_line *line, const struct section_row *row)
{
	begin_note(line, "waiting:");
	buf_addf(&line->text, " %u day%s", row->days, row->days == 1 ? "" : "s");
	text_end_line(line, INK_META);
}

static const char *label(const struct section_row *row, const struct section_event *e)
{
	if (e->pull)
		return "in: ";
	return row->post->kind == KIND_PULL ? "pulled: " : "applied: ";
}

/* "applied: 2026-11-14 by NAME (2 of 5)", "in: 2026-11-14 TAG of a pull request" */
static void note_events(struct text_line *line, const struct section_row *row)
{
	for (size_t i = 0; i < row->n_events; i++) {
		const struct section_event *e = &row->events[i];

		begin_note(line, label(row, e));
		text_add_time(line, e->date, UTC_DAY);
		text_add(line, e->pull ? " " : " by ");
		if (e->pull)
			text_add_clean(line, e->pull->subject);
		else
			add_person(line, e->who);
		if (e->parts < row->count)
			buf_addf(&line->text, " (%u of %u)", e->parts, row->count);
		text_end_line(line, INK_META);
	}
}

static void note_pull(struct text_line *line, const struct section_row *row)
{
	if (row->source.len) {
		begin_note(line, "from: ");
		text_add_clean(line, row->source);
		text_end_line(line, INK_META);
	}
	note_events(line, row);
}

/* "people: NAME 9, NAME 7, and 3 more" */
static void note_people(struct text_line *line, const struct section_row *row)
{
	begin_note(line, "people:");
	for (size_t i = 0; i < row->n_people && i < PEOPLE_MAX; i++) {
		text_add(line, i ? ", " : " ");
		add_person(line, row->people[i].who);
		buf_addf(&line->text, " %u", row->people[i].count);
	}
	if (row->n_people > PEOPLE_MAX)
		buf_addf(&line->text, ", and %zu more", row->n_people - PEOPLE_MAX);
	text_end_line(line, INK_META);
}

/* Parts that came, of parts announced. */
static void print_parts(struct text_line *line, const struct section_row *row)
{
	patchlist_parts(line, row->count, row->of);
	patchlist_tag(line, row->post->subject, row->who);
}

/* A count alone, where the parts stand in the patch list; none where it isn't known. */
static void print_count(struct text_line *line, const struct section_row *row)
{
	if (row->count)
		buf_addf(&line->text, "%7u      ", row->count);
	else
		buf_addf(&line->text, "%7s      ", "?");
	text_flush(line, INK_FIGURE);
	patchlist_tag(line, row->post->subject, row->who);
}

/* As in the table of contributors. */
static void print_person(struct text_line *line, const struct section_row *row)
{
	struct buf person = BUF_INIT;

	buf_addf(&line->text, "%7u  ", row->count);
	text_flush(line, INK_FIGURE);
	author_line(&person, row->who.name, row->who.addr);
	text_add_clean(line, buf_str(&person));
	text_end_line(line, INK_PLAIN);
	buf_release(&person);
}

typedef void row_fn(struct text_line *, const struct section_row *);

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

void section_print(struct text_line *line, enum section_id id, const struct section *s,
		   const struct section_options *options)
{
	text_add(line, "===== ");
	if (styles[id].top)
		buf_addf(&line->text, "Top %zu ", options->top);
	text_add(line, styles[id].heading);
	text_add(line, " =====");
	text_end_line(line, INK_HEADING);
	text_empty_line(line);
	if (!s->n)
		text_print_line(line, INK_PLAIN, "", STR("(none)"));
	for (size_t i = 0; i < s->n && !output_failed(line->out); i++) {
		styles[id].row(line, &s->rows[i]);
		if (styles[id].note)
			styles[id].note(line, &s->rows[i]);
	}
	text_empty_line(line);
}

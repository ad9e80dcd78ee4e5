/* SPDX-License-Identifier: MIT */
#include "report/text/patchlist.h"
#include "report/text/section_text.h"

/* People of a discussion who are named; the others are only counted. */
#define PEOPLE_MAX 10
/* As git abbreviates ids in a large repository. */
#define COMMIT_DIGITS 12

/* Begins a line below a row, at the column of the row's tag line. */
static void begin_row_note(struct text_line *line, const char *label)
{
	buf_addf(&line->text, "%*s%s", PATCHLIST_COLUMN, "", label);
}

static void add_person_name(struct text_line *line, struct person p)
{
	text_add_clean(line, p.name.len ? p.name : p.addr);
}

/* "missing: 3, 5-7" */
static void print_missing_note(struct text_line *line, const struct section_row *row)
{
	if (row->elsewhere) {
		begin_row_note(line, row->several_lists
					 ? "other parts not sent to these lists"
					 : "other parts not sent to this list");
		text_end_line(line, INK_META);
		return;
	}
	begin_row_note(line, "missing:");
	for (size_t i = 0; i < row->n_missing; i++) {
		const struct section_range *r = &row->missing[i];

		buf_addf(&line->text, "%s %u", i ? "," : "", r->from);
		if (r->to > r->from)
			buf_addf(&line->text, "-%u", r->to);
	}
	text_end_line(line, INK_META);
}

/* "by: NAME, NAME (3 of 5)" */
static void print_reviewers_note(struct text_line *line, const struct section_row *row)
{
	begin_row_note(line, "by:");
	for (size_t i = 0; i < row->n_people; i++) {
		text_add(line, i ? ", " : " ");
		add_person_name(line, row->people[i].who);
		if (row->people[i].count < row->count)
			buf_addf(&line->text, " (%u of %u)", row->people[i].count,
				 row->count);
	}
	text_end_line(line, INK_META);
}

static void print_waiting_note(struct text_line *line, const struct section_row *row)
{
	begin_row_note(line, "waiting:");
	buf_addf(&line->text, " %u day%s", row->days, row->days == 1 ? "" : "s");
	text_end_line(line, INK_META);
}

static const char *event_label(const struct section_row *row,
			       const struct section_event *e)
{
	if (e->pull)
		return "in: ";
	return row->post->kind == KIND_PULL ? "pulled: " : "applied: ";
}

/* " by NAME to TREE (BRANCH) (COMMIT)" */
static void add_event_origin(struct text_line *line, const struct section_event *e)
{
	struct str place = e->tree.len ? e->tree : e->branch;

	text_add(line, " by ");
	add_person_name(line, e->who);
	if (e->robot)
		text_add(line, " (a robot)");
	if (place.len) {
		text_add(line, " to ");
		text_add_clean(line, place);
	}
	if (e->tree.len && e->branch.len) {
		text_add(line, " (");
		text_add_clean(line, e->branch);
		text_add(line, ")");
	}
	if (e->commit.len) {
		text_add(line, " (");
		text_add_clean(line, str_sub(e->commit, 0, COMMIT_DIGITS));
		text_add(line, ")");
	}
}

/*
 * "applied: 2026-11-14 by NAME to TREE (BRANCH) (COMMIT) (2 of 5) (dropped 2026-11-20)",
 * "in: 2026-11-14 TAG of a pull request"
 */
static void print_events_note(struct text_line *line, const struct section_row *row)
{
	for (size_t i = 0; i < row->n_events; i++) {
		const struct section_event *e = &row->events[i];

		begin_row_note(line, event_label(row, e));
		text_add_time(line, e->date, UTC_DAY);
		if (e->pull) {
			text_add(line, " ");
			text_add_clean(line, e->pull->subject);
		} else {
			add_event_origin(line, e);
		}
		if (e->parts < row->count)
			buf_addf(&line->text, " (%u of %u)", e->parts, row->count);
		if (e->dropped != DATE_NONE) {
			text_add(line, " (dropped ");
			text_add_time(line, e->dropped, UTC_DAY);
			text_add(line, ")");
		}
		text_end_line(line, INK_META);
	}
}

static void print_pull_note(struct text_line *line, const struct section_row *row)
{
	if (row->source.len) {
		begin_row_note(line, "from: ");
		text_add_clean(line, row->source);
		text_end_line(line, INK_META);
	}
	print_events_note(line, row);
}

/* "people: NAME 9, NAME 7, and 3 more" */
static void print_people_note(struct text_line *line, const struct section_row *row)
{
	begin_row_note(line, "people:");
	for (size_t i = 0; i < row->n_people && i < PEOPLE_MAX; i++) {
		text_add(line, i ? ", " : " ");
		add_person_name(line, row->people[i].who);
		buf_addf(&line->text, " %u", row->people[i].count);
	}
	if (row->n_people > PEOPLE_MAX)
		buf_addf(&line->text, ", and %zu more", row->n_people - PEOPLE_MAX);
	text_end_line(line, INK_META);
}

/* "     17/17   TAG  (NAME)": parts that arrived, parts announced */
static void print_parts_row(struct text_line *line, const struct section_row *row)
{
	patchlist_parts(line, row->count, row->of);
	patchlist_tag(line, row->post->subject, row->who);
}

/* "     17       TAG  (NAME)"; "?" for a count that isn't known */
static void print_count_row(struct text_line *line, const struct section_row *row)
{
	if (row->count)
		buf_addf(&line->text, "%7u      ", row->count);
	else
		buf_addf(&line->text, "%7s      ", "?");
	text_flush(line, INK_FIGURE);
	patchlist_tag(line, row->post->subject, row->who);
}

/* "     17  NAME <ADDRESS>", as in the table of contributors */
static void print_person_row(struct text_line *line, const struct section_row *row)
{
	struct buf person = BUF_INIT;

	buf_addf(&line->text, "%7u  ", row->count);
	text_flush(line, INK_FIGURE);
	author_line(&person, row->who.name, row->who.addr);
	text_add_clean(line, buf_str(&person));
	text_end_line(line, INK_PLAIN);
	buf_release(&person);
}

typedef void section_row_fn(struct text_line *, const struct section_row *);

/* top: "Top N" precedes the heading; note: prints the line below a row, or NULL. */
static const struct {
	const char *heading;
	bool top;
	section_row_fn *row, *note;
} section_texts[SECTION_COUNT] = {
	[SECTION_INCOMPLETE] = { "Incomplete series", false, print_parts_row,
				 print_missing_note },
	[SECTION_PULLS] = { "Pull requests", false, print_count_row, print_pull_note },
	[SECTION_REVIEWED] = { "Series with all parts reviewed", false, print_parts_row,
			       print_reviewers_note },
	[SECTION_UNANSWERED] = { "Series without an answer", false, print_parts_row,
				 print_waiting_note },
	[SECTION_APPLIED] = { "Applied series", false, print_parts_row,
			      print_events_note },
	[SECTION_REVIEWERS] = { "reviewers", true, print_person_row, NULL },
	[SECTION_DISCUSSIONS] = { "discussions", true, print_count_row,
				  print_people_note },
};

void section_text_print(struct text_line *line, enum section_id id,
			const struct section *s, const struct section_options *options)
{
	text_add(line, "===== ");
	if (section_texts[id].top)
		buf_addf(&line->text, "Top %zu ", options->top);
	text_add(line, section_texts[id].heading);
	text_add(line, " =====");
	text_end_line(line, INK_HEADING);
	text_empty_line(line);
	if (!s->n)
		text_print_line(line, INK_PLAIN, "", STR(NOTHING_TEXT));
	for (size_t i = 0; i < s->n && !output_failed(line->out); i++) {
		section_texts[id].row(line, &s->rows[i]);
		if (section_texts[id].note)
			section_texts[id].note(line, &s->rows[i]);
	}
	text_empty_line(line);
}

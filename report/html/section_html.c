/* SPDX-License-Identifier: MIT */
#include "report/html/section_html.h"
#include "report/people/mailmap.h"
#include "report/util/clock.h"

#define PEOPLE_SEEN 10
#define COMMIT_DIGITS 12

static void print_note(struct page *p, struct buf *note)
{
	if (note->len)
		html_print(&p->html, "note",
			   HTML_SLOTS(html_text("note", buf_str(note))));
	buf_reset(note);
}

static void add_missing(struct buf *note, const struct section_row *row)
{
	if (row->elsewhere)
		buf_addstr(note, "other parts were sent elsewhere");
	for (size_t i = 0; i < row->n_missing; i++) {
		const struct section_range *r = &row->missing[i];

		buf_addf(note, "%s%u", i ? ", " : "missing: ", r->from);
		if (r->to > r->from)
			buf_addf(note, "-%u", r->to);
	}
}

/* "NAME 9, NAME 7, and 3 more"; of reviewers "NAME, NAME (3 of 5)" */
static void add_people(struct buf *note, const struct section_row *row, bool parts)
{
	for (size_t i = 0; i < row->n_people && i < PEOPLE_SEEN; i++) {
		buf_addstr(note, i ? ", " : "");
		buf_adds(note, page_person(row->people[i].who));
		if (!parts)
			buf_addf(note, " %u", row->people[i].count);
		else if (row->people[i].count < row->count)
			buf_addf(note, " (%u of %u)", row->people[i].count, row->count);
	}
	if (row->n_people > PEOPLE_SEEN)
		buf_addf(note, ", and %zu more", row->n_people - PEOPLE_SEEN);
}

/* "by NAME to TREE (BRANCH) (COMMIT)" */
static void add_event_origin(struct buf *note, const struct section_event *e)
{
	struct str place = e->tree.len ? e->tree : e->branch;

	buf_addstr(note, " by ");
	buf_adds(note, page_person(e->who));
	if (e->robot)
		buf_addstr(note, " (a robot)");
	if (place.len) {
		buf_addstr(note, " to ");
		buf_adds(note, place);
	}
	if (e->tree.len && e->branch.len) {
		buf_addstr(note, " (");
		buf_adds(note, e->branch);
		buf_addch(note, ')');
	}
	if (e->commit.len) {
		buf_addstr(note, " (");
		buf_adds(note, str_sub(e->commit, 0, COMMIT_DIGITS));
		buf_addch(note, ')');
	}
}

static void print_event_note(struct page *p, struct buf *note,
			     const struct section_row *row, const struct section_event *e)
{
	clock_add(note, e->date, UTC_DAY);
	if (e->pull) {
		buf_addstr(note, " in ");
		buf_adds(note, e->pull->subject);
	} else {
		add_event_origin(note, e);
	}
	if (e->parts < row->count)
		buf_addf(note, " (%u of %u)", e->parts, row->count);
	if (e->dropped != DATE_NONE) {
		buf_addstr(note, " (dropped ");
		clock_add(note, e->dropped, UTC_DAY);
		buf_addch(note, ')');
	}
	print_note(p, note);
}

static void print_row_notes(void *page, const void *arg)
{
	struct page *p = page;
	const struct section_row *row = arg;
	struct buf note = BUF_INIT;

	add_missing(&note, row);
	print_note(p, &note);
	if (row->source.len)
		buf_addstr(&note, "from ");
	buf_adds(&note, row->source);
	print_note(p, &note);
	if (row->days)
		buf_addf(&note, "waiting for %u day%s", row->days,
			 row->days == 1 ? "" : "s");
	print_note(p, &note);
	add_people(&note, row, row->of != 0);
	print_note(p, &note);
	for (size_t i = 0; i < row->n_events; i++)
		print_event_note(p, &note, row, &row->events[i]);
	buf_release(&note);
}

static void print_count(void *page, const void *arg)
{
	struct page *p = page;
	const struct section_row *row = arg;

	if (row->of)
		html_print(&p->html, "row-parts",
			   HTML_SLOTS(html_number("arrived", row->count),
				      html_number("announced", row->of)));
	else if (row->count)
		html_print(&p->html, "count",
			   HTML_SLOTS(html_number("count", row->count)));
	else
		html_print(&p->html, "unknown", HTML_NO_SLOTS);
}

static void print_mail_row(struct page *p, const struct section_row *row)
{
	html_print(&p->html, "table-row",
		   HTML_SLOTS(html_fill("count", print_count, p, row),
			      html_fill("title", page_print_title, p, row->post),
			      html_text("author", page_person(row->who)),
			      html_fill("notes", print_row_notes, p, row)));
}

static void print_person_row(struct page *p, size_t count, struct str person)
{
	html_print(&p->html, "person-row",
		   HTML_SLOTS(html_number("count", (int64_t)count),
			      html_text("person", person)));
}

static void print_section_row(struct page *p, const struct section_row *row)
{
	struct buf person = BUF_INIT;

	if (row->post) {
		print_mail_row(p, row);
		return;
	}
	author_line(&person, row->who.name, row->who.addr);
	print_person_row(p, row->count, buf_str(&person));
	buf_release(&person);
}

static const struct section_words {
	const char *heading, *unit, *what;
} section_words[SECTION_COUNT] = {
	[SECTION_INCOMPLETE] = { "Incomplete series", "Parts", "Series" },
	[SECTION_PULLS] = { "Pull requests", "Patches", "Pull request" },
	[SECTION_REVIEWED] = { "Series with all parts reviewed", "Parts", "Series" },
	[SECTION_UNANSWERED] = { "Series without an answer", "Parts", "Series" },
	[SECTION_APPLIED] = { "Applied series", "Parts", "Series" },
	[SECTION_REVIEWERS] = { "Reviewers", "Trailers", "Person" },
	[SECTION_DISCUSSIONS] = { "Discussions", "Replies", "About" },
};

struct str section_html_heading(enum section_id id)
{
	return str_from(section_words[id].heading);
}

/* A section with its rows, or a table of contributors. */
struct table_html {
	struct section_words words;
	const char *id;
	const struct section *section;
	const struct contributor_table *people;
	size_t n;
};

static void print_table_rows(void *page, const void *arg)
{
	struct page *p = page;
	const struct table_html *t = arg;

	for (size_t i = 0; i < t->n && !output_failed(p->html.out); i++)
		if (t->section)
			print_section_row(p, &t->section->rows[i]);
		else
			print_person_row(p, t->people->rows[i].count,
					 t->people->rows[i].text);
}

static void print_table(void *page, const void *arg)
{
	struct page *p = page;
	const struct table_html *t = arg;

	html_print(&p->html, "table",
		   HTML_SLOTS(html_text("caption", str_from(t->words.heading)),
			      html_text("unit", str_from(t->words.unit)),
			      html_text("what", str_from(t->words.what)),
			      html_fill("rows", print_table_rows, p, t)));
}

static void print_table_section(struct page *p, const struct table_html *t, size_t count)
{
	if (t->n)
		html_print(&p->html, "section",
			   HTML_SLOTS(html_text("id", str_from(t->id)),
				      html_text("heading", str_from(t->words.heading)),
				      html_number("count", (int64_t)count),
				      html_fill("table", print_table, p, t)));
}

void section_html_print(struct page *p, enum section_id id)
{
	const struct section *s = &p->digest->sections.of[id];
	const struct table_html t = { section_words[id], section_name(id), s, NULL,
				      s->n };

	print_table_section(p, &t, s->n);
}

static void print_contributors(struct page *p, const char *id, struct section_words words,
			       const struct contributor_table *people)
{
	size_t top = p->digest->options.top;
	const struct table_html t = { words, id, NULL, people,
				      people->n < top ? people->n : top };

	print_table_section(p, &t, people->n);
}

void contributors_html_print(struct page *p)
{
	const struct contributor_tables *t = &p->digest->tables;
	struct section_words domains = { "Contributors by domain", "Patches", "Domain" };
	struct section_words people = { "Contributors", "Patches", "Person" };

	if (t->employers)
		domains = (struct section_words){ "Contributors by employer", "Patches",
						  "Employer" };
	print_contributors(p, "domains", domains, &t->domains);
	print_contributors(p, "contributors", people, &t->people);
}

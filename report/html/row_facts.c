/* SPDX-License-Identifier: MIT */
#include "report/html/row_facts.h"
#include "report/window/window_words.h"

#define VERSIONS_SEEN 2 /* the newest ones; all stand inside */
#define PEOPLE_SEEN 3
#define COMMIT_DIGITS 12

/* Prints a fact, if it has text, and empties it. */
static void print_fact(struct page *p, const char *fragment, struct buf *fact)
{
	if (fact->len)
		html_print(&p->html, fragment,
			   HTML_SLOTS(html_text("text", buf_str(fact))));
	buf_reset(fact);
}

static void add_count(struct buf *b, uint32_t n, const char *what)
{
	buf_addf(b, "%u %s%s", n, what, n == 1 ? "" : "s");
}

static void print_missing(struct page *p, struct buf *fact, const struct board_row *row)
{
	if (row->elsewhere) {
		buf_addstr(fact, "other parts were sent elsewhere");
		print_fact(p, "fact", fact);
		return;
	}
	for (size_t i = 0; i < row->n_missing; i++) {
		const struct section_range *r = &row->missing[i];

		buf_addf(fact, "%s%u", i ? ", " : "missing ", r->from);
		if (r->to > r->from)
			buf_addf(fact, "-%u", r->to);
	}
	print_fact(p, "fact-bad", fact);
}

void row_facts_add_objection(struct buf *b, const struct board_objection *o)
{
	if (o->state.len)
		buf_adds(b, o->state);
	else
		buf_addstr(b, "NAK");
}

static void print_objections(struct page *p, struct buf *fact,
			     const struct board_row *row)
{
	for (size_t i = 0; i < row->n_objections; i++) {
		const struct board_objection *o = &row->objections[i];

		row_facts_add_objection(fact, o);
		buf_addstr(fact, " by ");
		buf_adds(fact, page_person(o->who));
		if (o->number)
			buf_addf(fact, " (%u/%u)", o->number, row->announced);
		print_fact(p, "fact-bad", fact);
	}
}

static void print_robots(struct page *p, struct buf *fact, const struct board_row *row)
{
	const struct board_robots *r = &row->robots;

	if (r->findings)
		add_count(fact, r->findings, "finding");
	if (r->failures) {
		buf_addstr(fact, r->findings ? ", " : "");
		add_count(fact, r->failures, "failure");
	}
	if (fact->len)
		buf_addstr(fact, " of robots");
	print_fact(p, r->failures ? "fact-bad" : "fact", fact);
}

static void print_discussed(struct page *p, struct buf *fact, const struct board_row *row)
{
	if (!row->most_discussed)
		return;
	for (size_t i = 0; i < row->n_people && i < PEOPLE_SEEN; i++) {
		buf_addstr(fact, i ? ", " : "most discussed: ");
		buf_adds(fact, page_person(row->people[i].who));
		buf_addf(fact, " %u", row->people[i].count);
	}
	if (row->n_people > PEOPLE_SEEN)
		buf_addf(fact, ", and %zu more", row->n_people - PEOPLE_SEEN);
	print_fact(p, "fact", fact);
}

static void print_poster(struct page *p, struct buf *fact, const struct board_row *row)
{
	const struct post *head = row->series ? row->series->head : NULL;

	if (head && row->series->other_poster) {
		buf_addstr(fact, "posted by ");
		buf_adds(fact, page_person((struct person){ head->poster_name,
							    head->poster_addr }));
		print_fact(p, "fact-bad", fact);
	}
	if (row->first_post) {
		buf_addstr(fact, "first post");
		print_fact(p, "fact", fact);
	}
}

void row_facts_add_version(struct buf *b, const struct post *head, struct str version,
			   struct str after)
{
	if (head->facts & FACT_RFC)
		buf_addstr(b, "RFC ");
	buf_addstr(b, after.len ? "no version, after v" : "v");
	buf_adds(b, after.len ? after : version);
}

static uint32_t answers_to_older(const struct board_row *row)
{
	uint32_t answers = 0;

	for (size_t i = 0; i < row->n_versions; i++)
		answers += row->versions[i].answers;
	return answers;
}

/* "2 older versions: v1 Mon, v2 Tue (22 answers to them)" */
static void print_versions(struct page *p, struct buf *fact, const struct board_row *row)
{
	size_t seen = row->n_versions < VERSIONS_SEEN ? row->n_versions : VERSIONS_SEEN;
	uint32_t answers = answers_to_older(row);

	if (row->n_versions > seen)
		buf_addf(fact, "%zu older versions, last ", row->n_versions);
	else if (seen)
		buf_addstr(fact, "after ");
	for (size_t i = seen; i-- > 0;) {
		const struct board_version *v = &row->versions[i];

		row_facts_add_version(fact, v->head, v->version, v->after);
		buf_addch(fact, ' ');
		window_words_day(fact, v->head->date, p->until);
		if (i)
			buf_addstr(fact, ", ");
	}
	if (answers) {
		buf_addstr(fact, " (");
		add_count(fact, answers, "answer");
		buf_addf(fact, " to %s)", row->n_versions == 1 ? "it" : "them");
	}
	print_fact(p, "fact", fact);
}

static void print_unchanged(struct page *p, struct buf *fact, const struct board_row *row)
{
	if (!row->unchanged_known || !row->n_versions)
		return;
	buf_addf(fact, "%u of %u patches unchanged", row->unchanged, row->unchanged_of);
	print_fact(p, "fact", fact);
}

void row_facts_add_event(struct buf *b, const struct board_row *row,
			 const struct section_event *e)
{
	if (e->parts < row->arrived)
		buf_addf(b, "%u of %u ", e->parts, row->arrived);
	buf_addstr(b, "by ");
	buf_adds(b, page_person(e->who));
	if (e->robot)
		buf_addstr(b, " (a robot)");
	if (e->tree.len || e->branch.len)
		buf_addstr(b, " to ");
	buf_adds(b, e->tree);
	if (e->branch.len) {
		buf_addstr(b, e->tree.len ? " " : "");
		buf_adds(b, e->branch);
	}
	if (e->pull)
		buf_addstr(b, " in a pull request");
	if (e->commits && e->commits->id.len && !e->commits->next) {
		buf_addstr(b, " (");
		buf_adds(b, str_sub(e->commits->id, 0, COMMIT_DIGITS));
		buf_addch(b, ')');
	}
}

/* "applied Mon by NAME", "pulled", "dropped" */
static void add_event_day(struct buf *fact, const struct page *p,
			  const struct board_row *row, const struct section_event *e)
{
	bool dropped = e->dropped != DATE_NONE;

	buf_addstr(fact, dropped ? "dropped " : row->series ? "applied " : "pulled ");
	window_words_day(fact, dropped ? e->dropped : e->date, p->until);
	buf_addch(fact, ' ');
}

static void print_events(struct page *p, struct buf *fact, const struct board_row *row)
{
	for (size_t i = 0; i < row->n_events; i++) {
		add_event_day(fact, p, row, &row->events[i]);
		row_facts_add_event(fact, row, &row->events[i]);
		print_fact(p, "fact", fact);
	}
}

static void print_needs(struct page *p, struct buf *fact, const struct board_row *row)
{
	if (row->needs.len) {
		buf_addstr(fact, "needs: ");
		buf_adds(fact, row->needs);
	}
	print_fact(p, "fact", fact);
}

static void print_change(struct page *p, struct buf *fact, const struct board_row *row)
{
	if (row->change_note.len && row->series) {
		buf_addch(fact, 'v');
		buf_adds(fact, row->series->version);
		buf_addstr(fact, ": ");
		buf_adds(fact, row->change_note);
	}
	print_fact(p, "change", fact);
}

void row_facts_print(void *page, const void *arg)
{
	struct page *p = page;
	const struct board_row *row = arg;
	struct buf fact = BUF_INIT;

	print_missing(p, &fact, row);
	print_objections(p, &fact, row);
	print_robots(p, &fact, row);
	print_discussed(p, &fact, row);
	print_poster(p, &fact, row);
	print_events(p, &fact, row);
	print_versions(p, &fact, row);
	print_unchanged(p, &fact, row);
	print_needs(p, &fact, row);
	print_change(p, &fact, row);
	buf_release(&fact);
}

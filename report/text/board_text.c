/* SPDX-License-Identifier: MIT */
#include "report/series/series_match_text.h"
#include "report/text/board_row_text.h"
#include "report/text/board_text.h"
#include "report/text/text_wrap.h"
#include "report/window/window_words.h"
#include "report/util/reader_text.h"

#define INDENT "  "
#define WEEK_DAYS 7
#define PEOPLE_SEEN 5 /* names in each line of PEOPLE */

/* "TITLE, 6 - 12 July 2026, as of Monday 00:00 UTC   (commits A..B)" */
static void print_board_title(struct board_printer *p)
{
	const struct selection *sel = p->digest->sel;
	const struct window *w = &sel->window;
	int64_t as_of = p->digest->board.as_of;
	struct buf left = BUF_INIT, right = BUF_INIT;
	size_t used;

	reader_text_add(&left, sel->title, false);
	if (w->kind != WINDOW_COMMITS || sel->n) {
		buf_addstr(&left, ", ");
		window_words_days(&left, w->since, as_of);
	}
	if (w->kind != WINDOW_COMMITS) {
		buf_addstr(&left, ", as of ");
		window_words_moment(&left, as_of);
	}
	buf_addstr(&right, "(commits ");
	reader_text_add(&right, w->from, false);
	buf_addstr(&right, "..");
	reader_text_add(&right, w->to, false);
	buf_addch(&right, ')');
	used = text_columns(buf_str(&left)) + right.len;
	buf_addf(&left, "%*s", used < p->columns ? (int)(p->columns - used) : 1, "");
	buf_adds(&left, buf_str(&right));
	board_lines_print(p, "", buf_str(&left), INK_HEADING);
	buf_release(&left);
	buf_release(&right);
}

static void add_count(struct buf *b, uint32_t n, const char *what, const char *many)
{
	buf_addf(b, "%u %s", n, n == 1 ? what : many);
}

/* "Only: author jane@" */
static void print_selection(struct board_printer *p)
{
	struct buf b = BUF_INIT;

	series_match_add_text(&b, p->digest->options.sections.match);
	board_lines_print(p, "", buf_str(&b), INK_HEADING);
	buf_release(&b);
}

/* "8-week mean 262" */
static void add_mean(struct buf *b, const struct board *board, const struct window *w)
{
	int64_t days = (w->until - w->since) / DAY_SECONDS;

	if (!board->mean_windows)
		return;
	if (w->until - w->since == WEEK_DAYS * DAY_SECONDS)
		buf_addf(b, " (%u-week mean %u)", board->mean_windows, board->mean_mails);
	else if (days == 1)
		buf_addf(b, " (%u-day mean %u)", board->mean_windows, board->mean_mails);
	else
		buf_addf(b, " (mean of the %u such times before: %u)",
			 board->mean_windows, board->mean_mails);
}

/* "525 mails (8-week mean 262), 67 people, 75 mails by robots" */
static void print_mail_totals(struct board_printer *p)
{
	const struct board *board = &p->digest->board;
	struct buf b = BUF_INIT;

	add_count(&b, board->mails, "mail", "mails");
	add_mean(&b, board, &p->digest->sel->window);
	buf_addstr(&b, ", ");
	add_count(&b, board->people, "person", "people");
	if (board->robot_mails) {
		buf_addstr(&b, ", ");
		add_count(&b, board->robot_mails, "mail by robots", "mails by robots");
	}
	board_lines_print(p, "", buf_str(&b), INK_PLAIN);
	buf_release(&b);
}

/* ": 17 new, 8 revised (6 older posts replaced)" */
static void add_series_kinds(struct buf *b, const struct board *board)
{
	if (board->fresh || board->revised)
		buf_addf(b, ": %u new, %u revised", board->fresh, board->revised);
	if (board->replaced) {
		buf_addstr(b, " (");
		add_count(b, board->replaced, "older post", "older posts");
		buf_addstr(b, " replaced)");
	}
}

/* "1 pull request, merged" */
static void add_pulls(struct buf *b, const struct board *board)
{
	if (!board->pulls)
		return;
	buf_addstr(b, " | ");
	add_count(b, board->pulls, "pull request", "pull requests");
	if (board->pulled == board->pulls)
		buf_addstr(b, ", merged");
	else if (board->pulled)
		buf_addf(b, ", %u merged", board->pulled);
}

static void print_series_totals(struct board_printer *p)
{
	const struct board *board = &p->digest->board;
	struct buf b = BUF_INIT;

	buf_addf(&b, "%u series", board->series);
	add_series_kinds(&b, board);
	buf_addf(&b, " | %u applied | %u ready", board->applied, board->ready);
	add_pulls(&b, board);
	board_lines_print(p, "", buf_str(&b), INK_PLAIN);
	buf_release(&b);
}

size_t board_shown_rows(const struct board_printer *p, size_t n)
{
	return n < p->digest->options.top ? n : p->digest->options.top;
}

void board_more_print(struct board_printer *p, size_t n)
{
	size_t shown = board_shown_rows(p, n);

	if (n <= shown)
		return;
	buf_addf(&p->line->text, INDENT "and %zu more", n - shown);
	text_end_line(p->line, INK_META);
}

static bool has_areas(const struct board_group *g)
{
	for (size_t i = 0; i < g->n; i++)
		if (g->rows[i].area.len)
			return true;
	return false;
}

static void print_figure_rows(struct board_printer *p, const struct board_group *g)
{
	bool areas = has_areas(g);

	for (size_t i = 0; i < board_shown_rows(p, g->n); i++) {
		board_figures_print(p, &g->rows[i], areas);
		board_notes_print(p, &g->rows[i]);
	}
	board_more_print(p, g->n);
}

static void print_waiting_rows(struct board_printer *p, const struct board_group *g)
{
	for (size_t i = 0; i < board_shown_rows(p, g->n); i++) {
		board_waiting_print(p, &g->rows[i]);
		board_notes_print(p, &g->rows[i]);
	}
	board_more_print(p, g->n);
}

/* "TREE BRANCH, NAME", or "in a pull request of NAME" */
static void add_origin(struct buf *b, const struct section_event *e)
{
	reader_text_add(b, e->tree, false);
	if (e->branch.len) {
		if (e->tree.len)
			buf_addch(b, ' ');
		reader_text_add(b, e->branch, false);
	}
	if (e->tree.len || e->branch.len)
		buf_addstr(b, ", ");
	board_add_name(b, e->who);
	if (e->robot)
		buf_addstr(b, " (a robot)");
	if (e->pull)
		buf_addstr(b, ", pull request");
}

/* "TITLE (COMMIT)"; of a pull request: "TITLE (5 patches)" */
static void add_applied_title(struct buf *b, const struct board_row *row,
			      const struct section_event *e)
{
	const struct section_commit *c = e ? e->commits : NULL;

	reader_text_add(b, row->post->subject, false);
	if (!row->series && row->arrived) {
		buf_addstr(b, " (");
		add_count(b, row->arrived, "patch", "patches");
		buf_addch(b, ')');
	} else if (c && c->id.len && !c->next) {
		buf_addstr(b, " (");
		reader_text_add(b, str_sub(c->id, 0, 12), false);
		buf_addch(b, ')');
	}
}

static void print_applied_mails(struct board_printer *p, const struct board_row *row)
{
	struct buf b = BUF_INIT;

	for (size_t i = 0; i < row->n_events && p->digest->options.explain; i++) {
		const struct section_event *e = &row->events[i];
		const struct post *said = e->said ? e->said : e->pull;

		if (!said)
			continue;
		buf_addf(&b, "%s%u of %u: <", b.len ? "; " : "said of ", e->parts,
			 row->arrived);
		reader_text_add(&b, said->message_id, false);
		buf_addch(&b, '>');
	}
	board_lines_print(p, "      ", buf_str(&b), INK_META);
	board_address_print(p, row->post);
	buf_release(&b);
}

/* Rows of one tree and person stand together; the second one does not name them again. */
static void print_applied_rows(struct board_printer *p, const struct board_group *g)
{
	struct buf origin = BUF_INIT, last = BUF_INIT, b = BUF_INIT;

	for (size_t i = 0; i < board_shown_rows(p, g->n); i++) {
		const struct board_row *row = &g->rows[i];
		const struct section_event *e = row->taken;
		bool same;

		buf_reset(&origin);
		buf_reset(&b);
		if (e)
			add_origin(&origin, e);
		same = i && str_eq(buf_str(&origin), buf_str(&last));
		if (!same)
			buf_adds(&b, buf_str(&origin));
		if (e) {
			if (b.len)
				buf_addstr(&b, ", ");
			window_words_day(&b, e->date, p->digest->sel->window.until);
			buf_addstr(&b, ": ");
		}
		add_applied_title(&b, row, e);
		board_lines_print(p, same ? "      " : INDENT, buf_str(&b), INK_PLAIN);
		print_applied_mails(p, row);
		buf_reset(&last);
		buf_adds(&last, buf_str(&origin));
	}
	board_more_print(p, g->n);
	buf_release(&origin);
	buf_release(&last);
	buf_release(&b);
}

/* "TAG 20, TAG 14" */
static void print_discussed_rows(struct board_printer *p, const struct board_group *g)
{
	struct buf b = BUF_INIT;

	for (size_t i = 0; i < board_shown_rows(p, g->n); i++) {
		reader_text_add(&b, g->rows[i].post->subject, false);
		buf_addf(&b, "  %u", g->rows[i].answers);
		board_lines_print(p, INDENT, buf_str(&b), INK_PLAIN);
		board_address_print(p, g->rows[i].post);
		buf_reset(&b);
	}
	board_more_print(p, g->n);
	buf_release(&b);
}

typedef void board_rows_fn(struct board_printer *, const struct board_group *);

/* figures: the rows have columns of figures. */
static const struct {
	const char *heading;
	bool figures;
	board_rows_fn *print;
} group_texts[BOARD_GROUPS] = {
	[BOARD_CONTESTED] = { "CONTESTED", true, print_figure_rows },
	[BOARD_READY] = { "READY: every part reviewed, no NAK, not known to be applied",
			  true, print_figure_rows },
	[BOARD_REVISED] = { "REVISED: what changed since the last version", true,
			    print_figure_rows },
	[BOARD_NEW] = { "NEW", true, print_figure_rows },
	[BOARD_PULLS] = { "PULL REQUESTS", true, print_figure_rows },
	[BOARD_WAITING] = { "WAITING: no answer of a human being for", false,
			    print_waiting_rows },
	[BOARD_APPLIED] = { "APPLIED AND MERGED", false, print_applied_rows },
	[BOARD_DISCUSSED] = { "STILL DISCUSSED: answers to older versions and series",
			      false, print_discussed_rows },
};

static void print_group_heading(struct board_printer *p, int id, bool figures)
{
	uint32_t days = p->digest->options.sections.quiet_days;
	struct buf b = BUF_INIT;

	buf_addstr(&b, group_texts[id].heading);
	if (id == BOARD_WAITING) {
		buf_addch(&b, ' ');
		add_count(&b, days, "day or more", "days or more");
	}
	board_heading_print(p, buf_str(&b), figures);
	buf_release(&b);
}

/* The columns are named once. */
static void print_groups(struct board_printer *p)
{
	bool named = false, any = false;

	for (int id = 0; id < BOARD_GROUPS && !output_failed(p->line->out); id++) {
		const struct board_group *g = &p->digest->board.groups[id];
		bool name = group_texts[id].figures && !named;

		if (!g->n)
			continue;
		print_group_heading(p, id, name);
		group_texts[id].print(p, g);
		named |= name;
		any = true;
	}
	if (!any)
		text_print_line(p->line, INK_PLAIN, "", STR("(no series in play)"));
}

/* "wrote     NAME 27 patches, NAME 22" */
static void print_people_line(struct board_printer *p, const char *label,
			      const char *what, const char *many,
			      const struct board_people *people)
{
	struct buf b = BUF_INIT, lead = BUF_INIT;

	for (size_t i = 0; i < people->n && i < PEOPLE_SEEN; i++) {
		const struct board_person *one = &people->list[i];

		if (i)
			buf_addstr(&b, ", ");
		board_add_name(&b, one->who);
		buf_addf(&b, " %u", one->count);
		if (!i)
			buf_addf(&b, " %s", one->count == 1 ? what : many);
		if (one->with_reposts > one->count)
			buf_addf(&b, " (%u with reposts)", one->with_reposts);
	}
	buf_addf(&lead, INDENT "%-9s ", label);
	board_lines_print(p, buf_cstr(&lead), buf_str(&b), INK_PLAIN);
	buf_release(&b);
	buf_release(&lead);
}

static void print_board_people(struct board_printer *p)
{
	const struct board *b = &p->digest->board;

	if (!b->wrote.n && !b->reviewed.n && !b->answered.n)
		return;
	board_heading_print(p, STR("PEOPLE"), false);
	print_people_line(p, "wrote", "patch", "patches", &b->wrote);
	print_people_line(p, "reviewed", "patch", "patches", &b->reviewed);
	print_people_line(p, "answered", "mail", "mails", &b->answered);
}

void board_unknown_print(struct board_printer *p, struct str what)
{
	struct buf text = BUF_INIT;

	buf_adds(&text, what);
	if (what.len)
		buf_addstr(&text, ". Their records are of an older format: "
				  "patchdigest-filter --rebuild");
	board_lines_print(p, "Not known: ", buf_str(&text), INK_META);
	buf_release(&text);
}

void board_all_unknown_print(struct board_printer *p, const struct board *b)
{
	struct buf text = BUF_INIT;

	board_add_unknown(&text, b);
	board_unknown_print(p, buf_str(&text));
	buf_release(&text);
}

void board_text_print(struct text_line *line, const struct digest *d)
{
	struct board_printer p = {
		.line = line,
		.digest = d,
		.columns = output_columns(line->out),
		.addresses = d->options.addresses || !output_is_terminal(line->out),
	};

	print_board_title(&p);
	print_selection(&p);
	print_mail_totals(&p);
	print_series_totals(&p);
	text_empty_line(line);
	print_groups(&p);
	print_board_people(&p);
	board_all_unknown_print(&p, &d->board);
	text_empty_line(line);
}

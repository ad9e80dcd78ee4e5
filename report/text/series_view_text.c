/* SPDX-License-Identifier: MIT */
#include "report/people/mailmap.h"
#include "report/series/supersede.h"
#include "report/text/board_note_text.h"
#include "report/text/series_view_text.h"
#include "report/window/window_words.h"
#include "report/util/reader_text.h"

/* As git abbreviates ids in a large repository. */
#define COMMIT_DIGITS 12

struct view_printer {
	struct board_printer row;
	const struct series_view *view;
	struct buf note; /* being made */
};

static void end_note(struct view_printer *p, enum ink ink)
{
	board_note_end(&p->row, &p->note, ink);
}

static bool explains(const struct view_printer *p)
{
	return p->row.digest->options.explain;
}

/* ", 6 Jul 2025" */
static void add_day(struct view_printer *p, struct buf *b, int64_t time)
{
	buf_addstr(b, ", ");
	window_words_day(b, time, p->view->board.as_of);
}

/* "v3", "RFC v1", "no version, after v2" */
static void add_edition(struct buf *b, const struct series *s)
{
	if (s->head->facts & FACT_RESEND)
		buf_addstr(b, "RESEND ");
	if (s->head->facts & FACT_RFC)
		buf_addstr(b, "RFC ");
	buf_addstr(b, s->after.len ? "no version, after v" : "v");
	reader_text_add(b, s->after.len ? s->after : s->version, false);
}

/* Adds the newest version's state, in words for its poster. */
static void add_state(struct buf *b, const struct series_view *view)
{
	const struct view_version *v = series_view_newest(view);
	const struct board_row *row = &v->row;

	add_edition(b, row->series);
	if (row->series->pulled)
		buf_addstr(b, " is part of a pull request");
	else if (v->group == BOARD_APPLIED)
		buf_addstr(b, " is applied");
	else if (v->group == BOARD_CONTESTED)
		buf_addstr(b, " is contested");
	else if (v->group == BOARD_READY)
		buf_addstr(b, " is reviewed, not known to be applied");
	else if (v->group == BOARD_WAITING)
		buf_addstr(b, " waits for an answer");
	else if (row->applied)
		buf_addf(b, ": %u of %u parts applied", row->applied, row->arrived);
	else
		buf_addstr(b, " is not known to be applied");
}

/* "kvm: TITLE  (NAME)", then "3 versions, 6 July - 2 August 2026; v3 is applied" */
static void print_view_head(struct view_printer *p)
{
	const struct series_view *view = p->view;
	const struct view_version *newest = series_view_newest(view);
	const struct view_version *oldest = &view->versions[view->n - 1];

	reader_text_add(&p->note, view->sel->title, false);
	buf_addstr(&p->note, ": ");
	reader_text_add(&p->note, newest->row.post->title, false);
	buf_addstr(&p->note, "  (");
	board_add_name(&p->note, newest->row.who);
	buf_addch(&p->note, ')');
	board_lines_print(&p->row, "", buf_str(&p->note), INK_HEADING);
	buf_reset(&p->note);
	board_add_plural(&p->note, series_view_count(view), "version");
	buf_addstr(&p->note, ", ");
	window_words_days(&p->note, oldest->row.post->date, newest->row.post->date + 1);
	buf_addstr(&p->note, "; ");
	add_state(&p->note, view);
	board_lines_print(&p->row, "", buf_str(&p->note), INK_PLAIN);
	buf_reset(&p->note);
	text_empty_line(p->row.line);
}

/* "v3, 6 Jul", and the names of the columns once */
static void print_version_heading(struct view_printer *p, const struct view_version *v,
				  bool figures)
{
	const struct series *s = v->row.series;

	if (s->respin && s->replaces && s->replaces->total)
		buf_addf(&p->note, "part %u/%u again, ", s->replaces->number,
			 s->replaces->total);
	add_edition(&p->note, s);
	add_day(p, &p->note, s->head->date);
	board_heading_print(&p->row, buf_str(&p->note), figures);
	buf_reset(&p->note);
}

/* "bound to v3: same title and author" */
static void print_binding(struct view_printer *p, const struct view_version *v)
{
	if (!v->bound_to)
		return;
	buf_addstr(&p->note, "bound to ");
	add_edition(&p->note, v->bound_to);
	if (explains(p))
		board_add_id(&p->note, v->bound_to->head);
	buf_addf(&p->note, ": %s", version_rule_text(v->rule));
	end_note(p, INK_META);
}

static void print_objections(struct view_printer *p, const struct board_row *row)
{
	for (size_t i = 0; i < row->n_objections; i++) {
		board_add_objection(&p->note, row, &row->objections[i]);
		add_day(p, &p->note, row->objections[i].said->date);
		if (explains(p))
			board_add_id(&p->note, row->objections[i].said);
	}
	end_note(p, INK_ALARM);
}

/* "TREE (BRANCH)", or either */
static void add_place(struct buf *b, const struct section_event *e)
{
	reader_text_add(b, e->tree.len ? e->tree : e->branch, false);
	if (e->tree.len && e->branch.len) {
		buf_addstr(b, " (");
		reader_text_add(b, e->branch, false);
		buf_addch(b, ')');
	}
}

/* "applied: 3 of 5 by NAME to TREE (BRANCH), 6 Jul (commit 0123456789ab)" */
static void add_event(struct view_printer *p, const struct board_row *row,
		      const struct section_event *e)
{
	const struct post *said = e->said ? e->said : e->pull;

	buf_addf(&p->note, "applied: %u of %u %s ", e->parts, row->arrived,
		 e->pull ? "in a pull request by" : "by");
	board_add_name(&p->note, e->who);
	if (e->robot)
		buf_addstr(&p->note, " (a robot)");
	if (e->tree.len || e->branch.len) {
		buf_addstr(&p->note, " to ");
		add_place(&p->note, e);
	}
	add_day(p, &p->note, e->date);
	if (e->commit.len) {
		buf_addstr(&p->note, " (commit ");
		reader_text_add(&p->note, str_sub(e->commit, 0, COMMIT_DIGITS), false);
		buf_addch(&p->note, ')');
	}
	if (explains(p) && said)
		board_add_id(&p->note, said);
}

static void print_events(struct view_printer *p, const struct board_row *row)
{
	for (size_t i = 0; i < row->n_events; i++) {
		add_event(p, row, &row->events[i]);
		end_note(p, INK_META);
	}
}

static void print_changes(struct view_printer *p, const struct board_row *row)
{
	board_add_unchanged(&p->note, row);
	end_note(p, INK_META);
	board_add_change_note(&p->note, row);
	end_note(p, INK_META);
	board_add_needs(&p->note, row);
	end_note(p, INK_META);
	board_add_cross_posts(&p->row, &p->note, row);
	end_note(p, INK_META);
}

/* "answers by NAME 5, NAME 2; the last one by NAME, 6 Jul" */
static void print_answers(struct view_printer *p, const struct board_row *row)
{
	const struct mailmap *map = p->view->sel->mailmap;

	board_add_counted(&p->note, "answers by ", row->people, row->n_people);
	if (row->last_answer) {
		buf_addstr(&p->note, "; the last one");
		if (row->n_people > 1) {
			buf_addstr(&p->note, " by ");
			board_add_name(&p->note, mailmap_author(map, row->last_answer));
		}
		add_day(p, &p->note, row->last_answer->date);
		if (explains(p))
			board_add_id(&p->note, row->last_answer);
	}
	end_note(p, INK_META);
}

/* "Reviewed-by: NAME, NAME; Acked-by: NAME": those of one key that follow each other */
static void add_trailers(struct buf *b, const struct view_trailer *t)
{
	struct str key = STR_EMPTY;

	for (; t; t = t->next) {
		if (str_ieq(key, t->key)) {
			buf_addstr(b, ", ");
		} else {
			board_add_separator(b);
			reader_text_add(b, t->key, false);
			buf_addstr(b, ": ");
		}
		key = t->key;
		board_add_name(b, t->who);
	}
}

/* Adds what a part got; adds nothing if the part got nothing. */
static void add_part_facts(struct view_printer *p, struct buf *b,
			   const struct view_part *part)
{
	add_trailers(b, part->trailers);
	/* those to a lone patch are named already */
	if (part->answers && post_in_series(part->post)) {
		board_add_separator(b);
		board_add_plural(b, part->answers, "answer");
	}
	if (part->commit.len) {
		board_add_separator(b);
		buf_addstr(b, "commit ");
		reader_text_add(b, str_sub(part->commit, 0, COMMIT_DIGITS), false);
	}
	if (part->posted_anew) {
		board_add_separator(b);
		buf_addstr(b, "posted anew");
		add_day(p, b, part->posted_anew->date);
	}
}

/* "cover: Acked-by: NAME", "3/5 TITLE: Reviewed-by: NAME; 2 answers" */
static void print_part(struct view_printer *p, const struct view_part *part, bool all)
{
	const struct post *post = part->post;
	struct buf facts = BUF_INIT, lead = BUF_INIT;
	bool numbered = post_in_series(post) && !post_is_cover(post);

	add_part_facts(p, &facts, part);
	if (facts.len || (all && numbered)) {
		buf_addstr(&lead, "        ");
		if (numbered)
			buf_addf(&lead, "%u/%u ", post->number, post->total);
		if (post_is_cover(post))
			buf_addstr(&p->note, "cover");
		else if (numbered)
			reader_text_add(&p->note, post->title, false);
		if (p->note.len && facts.len)
			buf_addstr(&p->note, ": ");
		buf_adds(&p->note, buf_str(&facts));
		board_lines_print(&p->row, buf_cstr(&lead), buf_str(&p->note), INK_PLAIN);
	}
	buf_reset(&p->note);
	buf_release(&facts);
	buf_release(&lead);
}

/* Prints all parts of the newest version; of another version, the parts that got
 * something. */
static void print_parts(struct view_printer *p, const struct view_version *v)
{
	bool all = v == series_view_newest(p->view);

	for (size_t i = 0; i < v->parts.n && !output_failed(p->row.line->out); i++)
		print_part(p, &v->parts.list[i], all);
}

static void print_version(struct view_printer *p, const struct view_version *v,
			  bool figures)
{
	const struct board_row *row = &v->row;

	print_version_heading(p, v, figures);
	board_figures_print(&p->row, row, false);
	print_binding(p, v);
	if (!row->series->respin)
		board_add_missing(&p->row, &p->note, row);
	end_note(p, row->elsewhere ? INK_META : INK_ALARM);
	print_objections(p, row);
	board_add_robots(&p->row, &p->note, row);
	end_note(p, INK_META);
	board_other_poster_print(&p->row, &p->note, row);
	print_events(p, row);
	print_changes(p, row);
	print_answers(p, row);
	print_parts(p, v);
	board_address_print(&p->row, row->post);
}

void series_view_text_print(struct output *out, const struct series_view *view,
			    const struct digest_options *options)
{
	struct text_line line = { out, BUF_INIT };
	struct digest digest = { .sel = view->sel, .options = *options };
	struct view_printer p = {
		.row = { .line = &line,
			 .digest = &digest,
			 .columns = output_columns(out),
			 .addresses = options->addresses || !output_is_terminal(out) },
		.view = view,
		.note = BUF_INIT,
	};

	print_view_head(&p);
	for (size_t i = 0; i < view->n && !output_failed(out); i++) {
		if (i)
			text_empty_line(&line);
		print_version(&p, &view->versions[i], i == 0);
	}
	board_all_unknown_print(&p.row, &view->board);
	buf_release(&p.note);
	buf_release(&line.text);
}

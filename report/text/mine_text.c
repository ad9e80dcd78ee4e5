/* SPDX-License-Identifier: MIT */
#include "report/people/viewers.h"
#include "report/text/board_row_text.h"
#include "report/text/mine_text.h"
#include "report/window/window_words.h"
#include "report/util/reader_text.h"

#define INDENT "  "

/* "===== For jane@example.org =====" */
static void print_mine_heading(struct board_printer *p)
{
	const struct viewers *v = p->digest->sel->viewers;
	struct buf b = BUF_INIT;

	buf_addstr(&b, "===== For ");
	for (size_t i = 0; i < v->n_asked; i++) {
		if (i)
			buf_addstr(&b, ", ");
		reader_text_add(&b, v->addresses[i], false);
	}
	buf_addstr(&b, " =====");
	board_lines_print(p, "", buf_str(&b), INK_HEADING);
	text_empty_line(p->line);
	buf_release(&b);
}

static const char *state_text(const struct mine_own *own)
{
	if (own->group != BOARD_GROUPS)
		return board_group_name(own->group);
	return own->applied ? "applied" : "not on the board";
}

/* "contested; no review of 3, 5-7" */
static void print_state_note(struct board_printer *p, const struct mine_own *own)
{
	struct buf note = BUF_INIT;

	buf_addstr(&note, state_text(own));
	if (own->row.arrived && !own->row.reviewed) {
		buf_addstr(&note, "; no review");
	} else if (own->n_unreviewed) {
		buf_addstr(&note, "; no review of ");
		board_add_ranges(&note, own->unreviewed, own->n_unreviewed);
	}
	board_note_print(p, buf_str(&note));
	buf_release(&note);
}

static void print_own(struct board_printer *p, const struct mine *m)
{
	if (!m->n_own)
		return;
	board_heading_print(p, STR("YOURS"), true);
	for (size_t i = 0; i < board_shown_rows(p, m->n_own); i++) {
		board_figures_print(p, &m->own[i].row, false);
		print_state_note(p, &m->own[i]);
		board_notes_print(p, &m->own[i].row);
	}
	board_more_print(p, m->n_own);
}

/* "in To or Cc; by MAINTAINERS" */
static void print_reason_note(struct board_printer *p, const struct mine_asked *asked)
{
	struct buf note = BUF_INIT;

	if (asked->recipient)
		buf_addstr(&note, "in To or Cc");
	if (asked->maintainer)
		buf_addf(&note, "%sby MAINTAINERS", note.len ? "; " : "");
	if (asked->answered_older)
		buf_addf(&note, "%san older version was answered", note.len ? "; " : "");
	board_note_print(p, buf_str(&note));
	buf_release(&note);
}

static void print_asked(struct board_printer *p, const struct mine *m)
{
	if (!m->n_asked)
		return;
	board_heading_print(p, STR("ASKED OF YOU: no answer of yours to this version"),
			    false);
	for (size_t i = 0; i < board_shown_rows(p, m->n_asked); i++) {
		board_waiting_print(p, &m->asked[i].row);
		print_reason_note(p, &m->asked[i]);
		board_notes_print(p, &m->asked[i].row);
	}
	board_more_print(p, m->n_asked);
}

/* "Mon, NAME: SUBJECT" */
static void print_answer(struct board_printer *p, const struct mine_answer *a)
{
	struct buf b = BUF_INIT;

	window_words_day(&b, a->post->arrival, p->digest->sel->window.until);
	buf_addstr(&b, ", ");
	board_add_name(&b, a->who);
	buf_addstr(&b, ": ");
	reader_text_add(&b, a->post->subject, false);
	board_lines_print(p, INDENT, buf_str(&b), INK_PLAIN);
	board_address_print(p, a->post);
	buf_release(&b);
}

static void print_answers(struct board_printer *p, const struct mine *m)
{
	if (!m->n_answers)
		return;
	board_heading_print(p, STR("ANSWERED YOU: not answered by you yet"), false);
	for (size_t i = 0; i < board_shown_rows(p, m->n_answers); i++)
		print_answer(p, &m->answers[i]);
	board_more_print(p, m->n_answers);
}

void mine_text_print(struct text_line *line, const struct digest *d)
{
	const struct mine *m = &d->mine;
	struct board_printer p = {
		.line = line,
		.digest = d,
		.columns = output_columns(line->out),
		.addresses = d->options.addresses || !output_is_terminal(line->out),
	};

	print_mine_heading(&p);
	print_own(&p, m);
	print_asked(&p, m);
	print_answers(&p, m);
	if (!m->n_own && !m->n_asked && !m->n_answers)
		text_print_line(line, INK_PLAIN, "", STR(NOTHING_TEXT));
	if (m->recipients_unknown)
		board_unknown_print(&p, STR("whom some mails were sent to"));
	text_empty_line(line);
}

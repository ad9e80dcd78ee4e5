/* SPDX-License-Identifier: MIT */
#include "report/text/board_text.h"
#include "report/series/series_match_text.h"
#include "report/text/contributors_text.h"
#include "report/text/digest_text.h"
#include "report/text/entry_text.h"
#include "report/text/mine_text.h"
#include "report/text/patchlist.h"
#include "report/text/section_text.h"
#include "report/util/clock.h"

static void print_window_ends(struct text_line *line, const struct window *w)
{
	text_add_clean(line, w->from);
	text_print_line(line, INK_HEADING, " to ", w->to);
}

static void print_digest_head(struct text_line *line, const struct digest *d)
{
	const struct selection *sel = d->sel;
	const struct window *w = &sel->window;

	text_add(line, "From ");
	print_window_ends(line, w);
	text_add_clean(line, sel->title);
	text_add(line, " mailing list update from ");
	print_window_ends(line, w);
	if (w->kind != WINDOW_COMMITS) {
		text_add(line, "Mails from ");
		text_add_time(line, w->since, UTC_SECOND);
		text_add(line, " to ");
		text_add_time(line, w->until, UTC_SECOND);
		text_add(line, " ");
		clock_add_zone(&line->text, w->until);
		text_end_line(line, INK_HEADING);
	}
	series_match_add_text(&line->text, d->options.sections.match);
	if (line->text.len)
		text_end_line(line, INK_HEADING);
	text_empty_line(line);
}

static void print_heading_line(struct text_line *line, const char *text)
{
	text_add(line, text);
	text_end_line(line, INK_HEADING);
}

/* An empty line ends each run of Exist/Skip pairs. */
static void print_mails(struct text_printer *t)
{
	const struct digest *d = t->digest;
	bool after_pair = false;

	for (size_t i = 0; i < d->n_mails && !output_failed(t->line.out); i++) {
		const struct digest_mail *m = &d->mails[i];

		if (m->replaced_by) {
			pair_text_print(t, m);
		} else {
			if (after_pair)
				text_empty_line(&t->line);
			entry_text_print(t, m);
		}
		after_pair = m->replaced_by != NULL;
	}
	if (!d->n_mails)
		text_print_line(&t->line, INK_PLAIN, "", STR(NOTHING_TEXT));
	if (after_pair || !d->n_mails)
		text_empty_line(&t->line);
}

static void print_standard_section(struct text_printer *t)
{
	const struct digest *d = t->digest;

	contributors_text_print(t->line.out, &d->tables, d->options.top, NOTHING_TEXT);
	print_heading_line(&t->line, "===== Patch list in this time period =====");
	patchlist_print(&t->line, d);
	if (d->options.titles_only)
		return;
	print_heading_line(&t->line, "===== Patch Commit Messages ====");
	text_empty_line(&t->line);
	print_mails(t);
}

/* Says of all notes at cut messages together what they are for. */
static void print_cut_count(struct text_printer *t)
{
	buf_addf(&t->line.text,
		 "%zu commit message%s cut: the digest would be larger than --max-size.",
		 t->reader.cut, t->reader.cut == 1 ? " is" : "s are");
	text_end_line(&t->line, INK_META);
}

enum status digest_text_print(struct output *out, const struct digest *d)
{
	const struct section_options *o = &d->options.sections;
	struct text_printer t = { .line = { out, BUF_INIT }, .digest = d };

	digest_reader_init(&t.reader, d);
	/* The board has a head of its own. */
	if (o->list.ids[0] != SECTION_BOARD)
		print_digest_head(&t.line, d);
	for (size_t i = 0; i < o->list.n && !output_failed(out); i++) {
		enum section_id id = o->list.ids[i];

		if (id == SECTION_STANDARD)
			print_standard_section(&t);
		else if (id == SECTION_BOARD)
			board_text_print(&t.line, d);
		else if (id == SECTION_MINE)
			mine_text_print(&t.line, d);
		else
			section_text_print(&t.line, id, &d->sections.of[id], o);
	}
	if (t.reader.cut)
		print_cut_count(&t);
	buf_release(&t.line.text);
	return digest_reader_release(&t.reader);
}

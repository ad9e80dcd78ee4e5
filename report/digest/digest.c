/* SPDX-License-Identifier: MIT */
#include <stdlib.h>

#include "report/digest/digest.h"
#include "report/series/supersede.h"
#include "report/series/series_match_text.h"
#include "report/series/series_order.h"
#include "report/window/kept_posts.h"

static void note_digest_status(struct digest *d, enum status st)
{
	if (d->st == ST_OK)
		d->st = st;
}

static void add_digest_mail(struct digest *d, struct digest_series *of,
			    const struct post *p, const struct post *posted_anew)
{
	const struct post *replaced_by = series_successor(d->sel, of->series, p);

	if (!replaced_by)
		replaced_by = posted_anew;
	d->mails[d->n_mails++] = (struct digest_mail){ p, of, replaced_by };
	if (!replaced_by && !of->entry)
		of->entry = p;
}

static void list_digest_mails(struct digest *d)
{
	const struct series **order = series_order(d->sel, &d->set);

	d->series = xcalloc(d->set.n + 1, sizeof(*d->series));
	d->mails = xcalloc(d->sel->n + 1, sizeof(*d->mails));
	for (size_t i = 0; i < d->set.n; i++) {
		const struct series *s = order[i];

		d->series[i].series = s;
		/* Shown mails precede the other parts. */
		for (size_t k = 0; k < s->n; k++) {
			const struct post *p = &d->sel->posts[s->posts[k]];

			if (!post_is_shown(p))
				break;
			add_digest_mail(d, &d->series[i], p, s->posted_anew[k]);
		}
	}
	free(order);
}

static bool has_section_rows(const struct digest *d)
{
	for (int id = 0; id < SECTION_COUNT; id++)
		if (d->sections.of[id].n)
			return true;
	if (d->mine.n_own || d->mine.n_asked || d->mine.n_answers)
		return true;
	if (!section_list_has(&d->options.sections.list, SECTION_BOARD))
		return false;
	for (int id = 0; id < BOARD_GROUPS; id++)
		if (d->board.groups[id].n)
			return true;
	return false;
}

void digest_init(struct digest *d, const struct selection *sel,
		 const struct digest_options *options)
{
	struct section_list *list = &d->options.sections.list;

	*d = (struct digest){ .sel = sel, .options = *options };
	if (!list->n)
		list->ids[list->n++] = SECTION_STANDARD;
}

/* Who else needs the mails that the board reads. */
struct month_readers {
	struct sections *sections;
	struct past_mails *past; /* or NULL */
};

static void visit_mail(void *readers, struct inbox *inbox, struct mail *m,
		       const struct post *p)
{
	const struct month_readers *r = readers;

	sections_offer(r->sections, inbox, m);
	if (r->past)
		past_mails_take(r->past, p);
}

static void make_board(struct digest *d)
{
	const struct section_options *sections = &d->options.sections;
	bool mine = d->sel->viewers && section_list_has(&sections->list, SECTION_MINE);
	bool board =
	    section_list_has(&sections->list, SECTION_BOARD) || d->options.figures;
	bool visits = board && d->past.windows;
	struct month_readers readers = { &d->sections, visits ? &d->past : NULL };
	const struct board_options options = {
		.quiet_days = sections->quiet_days,
		.now = sections->now,
		.match = sections->match,
		.ignore = d->options.ignore,
		.n_ignore = d->options.n_ignore,
		.look = mine ? mine_look : NULL,
		.look_arg = &d->mine,
		.look_only = !board,
		.visit = visit_mail,
		.visit_arg = &readers,
	};

	if (mine || board)
		note_digest_status(d, board_build(&d->board, d->sel, &d->set, &options));
	if (visits)
		note_digest_status(d, past_mails_finish(&d->past, d->board.read_since));
}

static void plan_past(struct digest *d)
{
	const struct section_options *o = &d->options.sections;
	int64_t until = d->sel->window.until;

	if (d->options.past)
		past_mails_plan(&d->past, d->sel, until == INT64_MAX ? o->now : until,
				o->match);
}

/* Whether the window's own series and tables are of use. The board, mine and sections
 * about threads bind series of their own. */
static bool shows_window(const struct digest *d)
{
	const struct section_options *o = &d->options.sections;

	return o->match || section_list_has(&o->list, SECTION_STANDARD) ||
	       section_list_has(&o->list, SECTION_INCOMPLETE);
}

static void bind_window(struct digest *d, struct selection *sel)
{
	const struct section_options *sections = &d->options.sections;

	note_digest_status(d, series_build_versions(&d->set, sel));
	series_match_add_unmatched(&d->unmatched, sections->match, &d->set, sel);
	series_match_keep(&d->set, sel, sections->match);
	list_digest_mails(d);
	contributor_tables_make(&d->tables, sel, false);
}

void digest_make(struct digest *d, struct selection *sel,
		 const struct digest_options *options)
{
	const struct section_options *sections = &d->options.sections;

	digest_init(d, sel, options);
	if (shows_window(d))
		bind_window(d, sel);
	if (section_list_needs_replies(&d->options.sections.list) || d->options.figures)
		kept_posts_begin(sel);
	sections_begin(&d->sections, sel, sections);
	plan_past(d);
	make_board(d);
	note_digest_status(d, sections_end(&d->sections, sel, &d->set, sections,
					   d->board.read_since, d->board.read_until));
	if (has_section_rows(d))
		buf_reset(&d->unmatched);
}

void digest_release(struct digest *d)
{
	mine_release(&d->mine);
	past_mails_release(&d->past);
	board_release(&d->board);
	buf_release(&d->unmatched);
	sections_release(&d->sections);
	contributor_tables_release(&d->tables);
	free(d->mails);
	free(d->series);
	series_release(&d->set);
}

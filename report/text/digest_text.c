/* SPDX-License-Identifier: MIT */
#include <stdlib.h>

#include "report/text/digest_text.h"
#include "report/text/entry_text.h"
#include "report/text/patchlist.h"
#include "report/text/section_text.h"
#include "report/series/successor.h"
#include "report/people/contributors.h"
#include "report/series/supersede.h"

struct digest {
	struct pen pen;
	const struct selection *sel;
	const struct digest_options *options;
	struct series_set set;
	struct entry_style entries;
	bool in_run; /* the last thing printed was an Exist/Skip pair */
	enum status st;
};

static void print_window(struct pen *pen, const struct window *w)
{
	pen_clean(pen, w->from);
	pen_text(pen, INK_HEADING, " to ", w->to);
}

static void print_head(struct digest *d)
{
	const struct window *w = &d->sel->window;
	struct pen *pen = &d->pen;

	pen_add(pen, "From ");
	print_window(pen, w);
	pen_clean(pen, d->sel->title);
	pen_add(pen, " mailing list update from ");
	print_window(pen, w);
	if (w->kind != WINDOW_COMMITS) {
		pen_add(pen, "Mails from ");
		pen_time(pen, w->since, PEN_SECOND);
		pen_add(pen, " to ");
		pen_time(pen, w->until, PEN_SECOND);
		pen_add(pen, " UTC");
		pen_line(pen, INK_HEADING);
	}
	pen_gap(pen);
}

static void end_run(struct digest *d)
{
	if (d->in_run)
		pen_gap(&d->pen);
	d->in_run = false;
}

/* "  Why: v3 after v1: same title and author; v4 after v3: ..." */
static void print_reasons(struct pen *pen, const struct series *older)
{
	const char *lead = "  Why: ";
	const struct series *s = older;

	for (int i = 0; i < REASONS_MAX && s->bound_to; i++, s = s->bound_to) {
		pen_add(pen, lead);
		pen_version(pen, s->bound_to->head);
		pen_add(pen, " after ");
		pen_version(pen, s->head);
		pen_add(pen, ": ");
		pen_add(pen, version_rule_text(s->bound_by));
		lead = "; ";
	}
	pen_line(pen, INK_META);
}

static void print_pair(struct digest *d, const struct post *exists,
		       const struct post *skipped, const struct series *older)
{
	pen_text(&d->pen, INK_META, "Exist: ", exists->subject);
	pen_text(&d->pen, INK_META, " Skip: ", skipped->subject);
	if (d->options->explain)
		print_reasons(&d->pen, older);
	d->in_run = true;
}

static void print_series(struct digest *d, const struct series *s)
{
	bool first = true;

	for (size_t i = 0; i < s->n && !output_failed(d->pen.out); i++) {
		const struct post *p = &d->sel->posts[s->posts[i]], *q;

		if (!post_is_shown(p))
			break;
		q = successor(d->sel, s, p);
		if (q) {
			print_pair(d, q, p, s);
			continue;
		}
		end_run(d);
		if (entry_print(&d->entries, p, s, first) != ST_OK)
			d->st = ST_DAMAGED;
		first = false;
	}
}

static void print_heading(struct pen *pen, const char *text)
{
	pen_add(pen, text);
	pen_line(pen, INK_HEADING);
}

static void print_standard(struct digest *d)
{
	const struct series **order = patchlist_order(d->sel, &d->set);

	tables_print(d->pen.out, d->sel, d->options->top, false);
	print_heading(&d->pen, "===== Patch list in this time period =====");
	patchlist_print(&d->pen, d->sel->mailmap, order, d->set.n);
	if (!d->options->titles_only) {
		print_heading(&d->pen, "===== Patch Commit Messages ====");
		pen_gap(&d->pen);
		for (size_t i = 0; i < d->set.n; i++)
			print_series(d, order[i]);
		end_run(d);
	}
	free(order);
}

static void print_sections(struct digest *d)
{
	const struct section_options *o = &d->options->sections;
	struct sections sections;
	enum status st = sections_build(&sections, d->sel, &d->set, o);

	for (size_t i = 0; i < o->list.n && !output_failed(d->pen.out); i++)
		if (o->list.ids[i] == SECTION_STANDARD)
			print_standard(d);
		else
			section_print(&d->pen, o->list.ids[i], &sections.of[o->list.ids[i]], o);
	if (d->st == ST_OK)
		d->st = st;
	sections_release(&sections);
}

enum status digest_print(struct output *out, const struct selection *sel,
			 const struct digest_options *options)
{
	struct digest d = {
		.pen = { out, BUF_INIT },
		.sel = sel,
		.options = options,
		.entries = { .pen = &d.pen, .sel = sel, .options = options, .mail = MAIL_INIT },
	};

	history_init(&d.entries.history, sel);
	d.st = series_build(&d.set, sel);
	print_head(&d);
	if (options->sections.list.n)
		print_sections(&d);
	else
		print_standard(&d);
	history_release(&d.entries.history);
	mail_release(&d.entries.mail);
	pen_release(&d.pen);
	series_release(&d.set);
	return output_failed(out) ? ST_OUTPUT : d.st;
}

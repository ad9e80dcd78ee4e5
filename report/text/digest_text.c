/* SPDX-License-Identifier: MIT */
#include <stdlib.h>

#include "report/text/digest_text.h"
#include "report/text/entry_text.h"
#include "report/series/series_order.h"
#include "report/text/patchlist.h"
#include "report/text/section_text.h"
#include "report/text/contributors_text.h"
#include "report/series/supersede.h"

struct digest {
	struct text_line line;
	const struct selection *sel;
	const struct digest_options *options;
	struct series_set set;
	struct entry_style entries;
	bool in_run; /* the last thing printed was an Exist/Skip pair */
	enum status st;
};

static void print_window(struct text_line *line, const struct window *w)
{
	text_add_clean(line, w->from);
	text_print_line(line, INK_HEADING, " to ", w->to);
}

static void print_head(struct digest *d)
{
	const struct window *w = &d->sel->window;
	struct text_line *line = &d->line;

	text_add(line, "From ");
	print_window(line, w);
	text_add_clean(line, d->sel->title);
	text_add(line, " mailing list update from ");
	print_window(line, w);
	if (w->kind != WINDOW_COMMITS) {
		text_add(line, "Mails from ");
		text_add_time(line, w->since, TEXT_SECOND);
		text_add(line, " to ");
		text_add_time(line, w->until, TEXT_SECOND);
		text_add(line, " UTC");
		text_end_line(line, INK_HEADING);
	}
	text_empty_line(line);
}

static void end_run(struct digest *d)
{
	if (d->in_run)
		text_empty_line(&d->line);
	d->in_run = false;
}

/* "  Why: v3 after v1: same title and author; v4 after v3: ..." */
static void print_reasons(struct text_line *line, const struct series *older)
{
	const char *lead = "  Why: ";
	const struct series *s = older;

	for (int i = 0; i < REASONS_MAX && s->bound_to; i++, s = s->bound_to) {
		text_add(line, lead);
		text_add_version(line, s->bound_to->head);
		text_add(line, " after ");
		text_add_version(line, s->head);
		text_add(line, ": ");
		text_add(line, version_rule_text(s->bound_by));
		lead = "; ";
	}
	text_end_line(line, INK_META);
}

static void print_pair(struct digest *d, const struct post *exists,
		       const struct post *skipped, const struct series *older)
{
	text_print_line(&d->line, INK_META, "Exist: ", exists->subject);
	text_print_line(&d->line, INK_META, " Skip: ", skipped->subject);
	if (d->options->explain)
		print_reasons(&d->line, older);
	d->in_run = true;
}

static void print_series(struct digest *d, const struct series *s)
{
	bool first = true;

	for (size_t i = 0; i < s->n && !output_failed(d->line.out); i++) {
		const struct post *p = &d->sel->posts[s->posts[i]], *q;

		if (!post_is_shown(p))
			break;
		q = series_successor(d->sel, s, p);
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

static void print_heading(struct text_line *line, const char *text)
{
	text_add(line, text);
	text_end_line(line, INK_HEADING);
}

static void print_standard(struct digest *d)
{
	const struct series **order = series_order(d->sel, &d->set);

	contributors_print(d->line.out, d->sel, d->options->top, false);
	print_heading(&d->line, "===== Patch list in this time period =====");
	patchlist_print(&d->line, d->sel->mailmap, order, d->set.n);
	if (!d->options->titles_only) {
		print_heading(&d->line, "===== Patch Commit Messages ====");
		text_empty_line(&d->line);
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

	for (size_t i = 0; i < o->list.n && !output_failed(d->line.out); i++)
		if (o->list.ids[i] == SECTION_STANDARD)
			print_standard(d);
		else
			section_print(&d->line, o->list.ids[i],
				      &sections.of[o->list.ids[i]], o);
	if (d->st == ST_OK)
		d->st = st;
	sections_release(&sections);
}

enum status digest_print(struct output *out, const struct selection *sel,
			 const struct digest_options *options)
{
	struct digest d = {
		.line = { out, BUF_INIT },
		.sel = sel,
		.options = options,
		.entries = { .line = &d.line,
			     .sel = sel,
			     .options = options,
			     .mail = MAIL_INIT },
	};

	d.st = series_build_versions(&d.set, sel);
	print_head(&d);
	if (options->sections.list.n)
		print_sections(&d);
	else
		print_standard(&d);
	mail_release(&d.entries.mail);
	text_line_release(&d.line);
	series_release(&d.set);
	return output_failed(out) ? ST_OUTPUT : d.st;
}

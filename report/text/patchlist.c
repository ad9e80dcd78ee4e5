/* SPDX-License-Identifier: MIT */
#include "report/people/mailmap.h"
#include "report/series/supersede.h"
#include "report/text/patchlist.h"

/* "17/17", "3/?" */
static void add_part_counts(struct buf *b, uint32_t count, uint32_t of, bool columns)
{
	struct buf total = BUF_INIT;

	if (of)
		buf_addf(&total, "%u", of);
	else
		buf_addch(&total, '?');
	buf_addf(b, columns ? "%7u/%-3s" : "%u/%s", count, buf_cstr(&total));
	buf_release(&total);
}

void patchlist_parts(struct text_line *line, uint32_t count, uint32_t of)
{
	add_part_counts(&line->text, count, of, true);
	text_flush(line, INK_FIGURE);
	text_add(line, "  ");
	text_flush(line, INK_PLAIN);
}

void patchlist_tag(struct text_line *line, struct str subject, struct person author)
{
	text_add_clean(line, subject);
	text_flush(line, INK_TAG);
	text_add(line, "  (");
	text_add_clean(line, author.name.len ? author.name : author.addr);
	text_add(line, ")");
	text_end_line(line, INK_AUTHOR);
}

/* "earlier here: v11 21/21, v10 21/21" */
static void print_earlier_here(struct text_line *line, const struct series *s)
{
	buf_addf(&line->text, "%*searlier here:", PATCHLIST_COLUMN, "");
	for (const struct series *older = series_older_here(s), *first = older; older;
	     older = series_older_here(older)) {
		text_add(line, older == first ? " v" : ", v");
		text_add_clean(line, older->version);
		text_add(line, " ");
		add_part_counts(&line->text, older->arrived, older->announced, false);
	}
	text_end_line(line, INK_META);
}

/* "replaces 2/2 of [PATCH 0/2] work" */
static void print_replaces(struct text_line *line, const struct series *s)
{
	const struct post *p = s->replaces;

	buf_addf(&line->text, "%*sreplaces ", PATCHLIST_COLUMN, "");
	add_part_counts(&line->text, p->number, p->total, false);
	text_add(line, " of ");
	text_add_clean(line, s->replaces_in->subject);
	text_end_line(line, INK_META);
}

/* "2/2 replaced by v2" */
static void print_replaced(struct text_line *line, const struct selection *sel,
			   const struct series *s)
{
	bool any = false;

	for (size_t i = 0; i < s->n; i++) {
		const struct post *p = &sel->posts[s->posts[i]];

		if (!s->posted_anew[i])
			continue;
		if (any)
			text_add(line, ", ");
		else
			buf_addf(&line->text, "%*s", PATCHLIST_COLUMN, "");
		any = true;
		add_part_counts(&line->text, p->number, p->total, false);
		text_add(line, " replaced by ");
		text_add_version(line, s->posted_anew[i]);
	}
	if (any)
		text_end_line(line, INK_META);
}

void patchlist_print(struct text_line *line, const struct digest *d)
{
	text_empty_line(line);
	for (size_t i = 0; i < d->set.n; i++) {
		const struct series *s = d->series[i].series;

		if (s->newer)
			continue;
		patchlist_parts(line, s->arrived, s->announced);
		patchlist_tag(line, s->head->subject,
			      mailmap_author(d->sel->mailmap, s->head));
		if (series_older_here(s))
			print_earlier_here(line, s);
		if (s->replaces && s->replaces_in)
			print_replaces(line, s);
		print_replaced(line, d->sel, s);
	}
	text_empty_line(line);
}

/* SPDX-License-Identifier: MIT */
#include "report/people/mailmap.h"
#include "report/series/supersede.h"
#include "report/text/patchlist.h"

/* "17/17", "3/?" */
static void add_count(struct buf *b, uint32_t count, uint32_t of, bool columns)
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
	add_count(&line->text, count, of, true);
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

static void print_older(struct text_line *line, const struct series *s)
{
	const char *lead = " v";

	buf_addf(&line->text, "%*searlier here:", PATCHLIST_COLUMN, "");
	while ((s = series_older_here(s))) {
		text_add(line, lead);
		text_add_clean(line, s->version);
		text_add(line, " ");
		add_count(&line->text, s->arrived, s->announced, false);
		lead = ", v";
	}
	text_end_line(line, INK_META);
}

void patchlist_print(struct text_line *line, const struct mailmap *map,
		     const struct series *const *order, size_t n)
{
	text_empty_line(line);
	for (size_t i = 0; i < n; i++) {
		if (order[i]->newer)
			continue;
		patchlist_parts(line, order[i]->arrived, order[i]->announced);
		patchlist_tag(line, order[i]->head->subject,
			      mailmap_author(map, order[i]->head));
		if (series_older_here(order[i]))
			print_older(line, order[i]);
	}
	text_empty_line(line);
}

/* SPDX-License-Identifier: MIT */
#include <stdlib.h>

#include "report/people/mailmap.h"
#include "report/text/patchlist.h"


struct place_of {
	const struct series *series;
	size_t index; /* into selection.posts, newest first */
};

static size_t newest_index(const struct selection *sel, const struct series *s)
{
	size_t any = SIZE_MAX, shown = SIZE_MAX;

	for (size_t i = 0; i < s->n; i++) {
		size_t at = s->posts[i];

		if (at < any)
			any = at;
		if (at < shown && post_is_shown(&sel->posts[at]))
			shown = at;
	}
	return shown != SIZE_MAX ? shown : any;
}

static int cmp_place(const void *a, const void *b)
{
	size_t x = ((const struct place_of *)a)->index,
	       y = ((const struct place_of *)b)->index;

	return (x > y) - (x < y);
}

const struct series **patchlist_order(const struct selection *sel,
				      const struct series_set *set)
{
	struct place_of *places;
	const struct series **order;

	if (!set->n)
		return NULL;
	places = xcalloc(set->n, sizeof(*places));
	order = xcalloc(set->n, sizeof(struct series *));
	for (size_t i = 0; i < set->n; i++)
		places[i] = (struct place_of){ &set->series[i],
					       newest_index(sel, &set->series[i]) };
	qsort(places, set->n, sizeof(*places), cmp_place);
	for (size_t i = 0; i < set->n; i++)
		order[i] = places[i].series;
	free(places);
	return order;
}

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

void patchlist_parts(struct pen *pen, uint32_t count, uint32_t of)
{
	add_count(&pen->line, count, of, true);
	pen_piece(pen, INK_FIGURE);
	pen_add(pen, "  ");
	pen_piece(pen, INK_PLAIN);
}

void patchlist_tag(struct pen *pen, struct str subject, struct person author)
{
	pen_clean(pen, subject);
	pen_piece(pen, INK_TAG);
	pen_add(pen, "  (");
	pen_clean(pen, author.name.len ? author.name : author.addr);
	pen_add(pen, ")");
	pen_line(pen, INK_AUTHOR);
}

static void print_older(struct pen *pen, const struct series *s)
{
	buf_addf(&pen->line, "%*searlier here:", PATCHLIST_COLUMN, "");
	for (const struct series *older = s->older; older; older = older->older) {
		pen_add(pen, older == s->older ? " v" : ", v");
		pen_clean(pen, older->version);
		pen_add(pen, " ");
		add_count(&pen->line, older->arrived, older->announced, false);
	}
	pen_line(pen, INK_META);
}

void patchlist_print(struct pen *pen, const struct mailmap *map,
		     const struct series *const *order, size_t n)
{
	pen_gap(pen);
	for (size_t i = 0; i < n; i++) {
		if (order[i]->newer)
			continue;
		patchlist_parts(pen, order[i]->arrived, order[i]->announced);
		patchlist_tag(pen, order[i]->head->subject, mailmap_author(map, order[i]->head));
		if (order[i]->older)
			print_older(pen, order[i]);
	}
	pen_gap(pen);
}

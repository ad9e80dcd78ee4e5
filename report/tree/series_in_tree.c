/* SPDX-License-Identifier: MIT */
#include <stdlib.h>

#include "report/tree/series_in_tree.h"

/* No series has more versions that matter; bounds the time. */
#define VERSIONS_MAX 100

/* When the next version was posted, whose commits are not those of the series. */
static int64_t replaced_at(const struct series *s)
{
	const struct series *next = s->newer;

	for (int i = 0; i < VERSIONS_MAX && next && next->older != s; i++)
		next = next->older;
	if (!next || next->older != s)
		next = s->newer;
	return next && next->head->date != DATE_NONE ? next->head->date : INT64_MAX;
}

static int cmp_part_in_tree(const void *a, const void *b)
{
	const struct part_in_tree *x = a, *y = b;

	if (x->post->number != y->post->number)
		return x->post->number < y->post->number ? -1 : 1;
	return post_cmp_date(x->post, y->post);
}

/* Of parts with one number, one replaces the others: keeps the last. */
static void keep_last_of_numbers(struct series_in_tree *in)
{
	size_t n = 0;

	for (size_t i = 0; i < in->n; i++) {
		n -= n > 0 && (in->parts[i].post->facts & FACT_NUMBERED) &&
		     in->parts[n - 1].post->number == in->parts[i].post->number;
		in->parts[n++] = in->parts[i];
	}
	in->n = n;
}

void series_in_tree_find(struct series_in_tree *in, const struct git_tree *tree,
			 const struct series *s, struct arena *arena)
{
	int64_t before = replaced_at(s);

	*in = (struct series_in_tree){
		.of = s->announced > s->arrived ? s->announced : s->arrived,
		.parts = arena_alloc(arena, (s->n_mails + 1) * sizeof(*in->parts)),
	};
	for (size_t i = 0; i < s->n_mails; i++) {
		const struct post *p = s->mails[i];
		struct tree_match m = git_tree_find(tree, p, before);

		if (m.commit)
			in->parts[in->n++] = (struct part_in_tree){ p, m };
	}
	if (in->n)
		qsort(in->parts, in->n, sizeof(*in->parts), cmp_part_in_tree);
	keep_last_of_numbers(in);
	for (size_t i = 0; i < in->n; i++) {
		const struct tree_commit *c = in->parts[i].match.commit;

		in->count += post_patches(in->parts[i].post);
		if (!in->newest || c->date >= in->newest->date)
			in->newest = c;
	}
}

bool series_in_tree_all(const struct series_in_tree *in)
{
	return in->count > 0 && in->count >= in->of;
}

bool series_in_trees(const struct git_trees *trees, const struct series *s)
{
	for (size_t t = 0; trees && t < trees->n; t++)
		for (size_t i = 0; i < s->n_mails; i++)
			if (git_tree_find(&trees->list[t], s->mails[i], replaced_at(s))
				.commit)
				return true;
	return false;
}

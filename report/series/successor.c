/* SPDX-License-Identifier: MIT */
#include "report/series/successor.h"

/* How well q stands for p: the same part, else a patch of the same title, else the cover.
 */
static int fitness(const struct post *q, const struct post *p)
{
	if (q->number == p->number && !((q->facts ^ p->facts) & FACT_NUMBERED))
		return 3;
	return str_ieq(q->title, p->title) ? 2 : 1;
}

/* The shown mail of s that stands for p; the cover comes first. NULL if it shows none. */
static const struct post *counterpart(const struct selection *sel, const struct series *s,
				      const struct post *p)
{
	const struct post *best = NULL;

	/* What is shown stands before the other parts. */
	for (size_t i = 0; i < s->n; i++) {
		const struct post *q = &sel->posts[s->posts[i]];

		if (!post_is_shown(q))
			break;
		if (!best || fitness(q, p) > fitness(best, p))
			best = q;
	}
	return best;
}

const struct post *successor(const struct selection *sel, const struct series *s,
			     const struct post *p)
{
	return s->stand_in ? counterpart(sel, s->stand_in, p) : NULL;
}

/* SPDX-License-Identifier: MIT */
#include <stdlib.h>

#include "report/series/supersede.h"
#include "report/window/post.h"
#include "store/util/array.h"

/* Two versions that have a part of one title. */
struct part_pair {
	struct version *older, *newer;
};

struct part_pairs {
	struct part_pair *list;
	size_t n, cap;
};

/* Unlike series_has_versions(): also later parts without their first one. */
static bool has_parts(const struct series *s)
{
	return s->n_mails > (size_t)s->covered && !(s->head->facts & FACT_PULL) &&
	       !s->respin && !s->pulled;
}

/* Adds the part in what it may be. title: its hash. author, poster: by what each is
 * known. */
static size_t add_part_roles(struct version_role *out, struct version *x, uint64_t title,
			     int author, int poster)
{
	uint64_t posts = x->poster.by[poster], wrote = x->author.by[author];
	uint64_t key = hash_mix(hash_mix(title, x->targets), wrote);
	size_t n = 0;

	if (!title || !wrote)
		return 0;
	if (posts)
		out[n++] = (struct version_role){ hash_mix(key, posts), x, true, true };
	wrote = x->author.by[poster];
	if (wrote && wrote != posts)
		out[n++] = (struct version_role){ hash_mix(key, wrote), x, false, true };
	return n;
}

static int cmp_pair(const void *a, const void *b)
{
	const struct part_pair *x = a, *y = b;

	if (x->newer != y->newer)
		return x->newer < y->newer ? -1 : 1;
	return (x->older > y->older) - (x->older < y->older);
}

/* By Date, too: a part that is posted anew alone may say no version. */
static bool is_later(const struct version *newer, const struct version *older)
{
	return series_is_newer(newer->series, older->series) &&
	       post_cmp_date(newer->series->head, older->series->head) > 0;
}

/* Pairs each version with the next older one that has the part; sorted by title. */
static void pair_run(struct part_pairs *pairs, const struct version_role *run, size_t n)
{
	struct version *older = NULL;

	for (size_t i = 0; i < n; i++) {
		struct version *x = run[i].version;

		if (i && run[i - 1].older && is_later(x, run[i - 1].version))
			older = run[i - 1].version;
		if (!older || !run[i].newer || !is_later(x, older))
			continue;
		pairs->list =
		    array_grow(pairs->list, pairs->n, &pairs->cap, sizeof(*pairs->list));
		pairs->list[pairs->n++] = (struct part_pair){ older, x };
	}
}

/*
 * At least half of the titles; of later parts that came alone, half of theirs. One patch
 * out of a series is a part that was posted anew, and hides no series.
 */
static bool shares_half(const struct part_pair *p, size_t shared)
{
	const struct series *n = p->newer->series, *o = p->older->series;
	size_t of = o->arrived, most = n->arrived;

	if (most < of && (most == 1 || !post_is_shown(n->head)))
		return false;
	/* a series without a version before grew out of it */
	if (shared == of && !p->newer->has_older && !n->also_older &&
	    version_cmp(n->version, o->version) > 0)
		return true;
	return 2 * shared >= (post_is_shown(o->head) && of < most ? most : of);
}

static void bind_pairs(struct versions *v, const struct part_pairs *pairs)
{
	for (size_t i = 0, end; i < pairs->n; i = end) {
		const struct part_pair *p = &pairs->list[i];

		for (end = i + 1; end < pairs->n && cmp_pair(p, &pairs->list[end]) == 0;
		     end++)
			;
		if (versions_newest(v, (size_t)(p->older - v->list)) ==
			(size_t)(p->older - v->list) &&
		    shares_half(p, end - i))
			versions_bind(v, (size_t)(p->older - v->list),
				      (size_t)(p->newer - v->list), "parts");
	}
}

/* roles: sorted by key */
static void bind_roles(struct versions *v, const struct version_role *roles, size_t n)
{
	struct part_pairs pairs = { .n = 0 };

	for (size_t i = 0, end; i < n; i = end) {
		for (end = i + 1; end < n && roles[end].key == roles[i].key; end++)
			;
		pair_run(&pairs, roles + i, end - i);
	}
	if (pairs.n)
		qsort(pairs.list, pairs.n, sizeof(*pairs.list), cmp_pair);
	bind_pairs(v, &pairs);
	free(pairs.list);
}

/* titles: hashes of the mails' titles, of one version after the other; 0: no part. */
static void bind_known_by(struct versions *v, struct version_role *roles,
			  const uint64_t *titles, int author, int poster)
{
	size_t n = 0;

	for (size_t i = 0; i < v->n; i++)
		for (size_t k = v->list[i].series->n_mails; k > 0; k--)
			n += add_part_roles(roles + n, &v->list[i], *titles++, author,
					    poster);
	n = version_roles_keep_shared(roles, n);
	qsort(roles, n, sizeof(*roles), version_role_cmp);
	bind_roles(v, roles, n);
}

static uint64_t *hash_part_titles(const struct versions *v, size_t n)
{
	uint64_t *titles = xcalloc(n + 1, sizeof(*titles)), *to = titles;

	for (size_t i = 0; i < v->n; i++) {
		const struct series *s = v->list[i].series;

		for (size_t k = 0; k < s->n_mails; k++, to++)
			if (has_parts(s) && !post_is_cover(s->mails[k]))
				*to = post_title_hash(s->mails[k]);
	}
	return titles;
}

void supersede_by_parts(struct versions *v)
{
	struct version_role *roles;
	uint64_t *titles;
	size_t n = 0;

	for (size_t i = 0; i < v->n; i++)
		n += v->list[i].series->n_mails;
	roles = xcalloc(2 * n + 1, sizeof(*roles));
	titles = hash_part_titles(v, n);
	for (int k = 0; k < KNOWN_BY * KNOWN_BY; k++)
		bind_known_by(v, roles, titles, k / KNOWN_BY, k % KNOWN_BY);
	free(titles);
	free(roles);
}

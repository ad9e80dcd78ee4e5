/* SPDX-License-Identifier: MIT */
#include <stdlib.h>
#include <string.h>

#include "report/series/version_order.h"
#include "report/window/post.h"
#include "report/series/supersede.h"
#include "store/util/array.h"

void versions_init(struct versions *v, struct series_set *set)
{
	*v = (struct versions){ .list = xcalloc(set->n + 1, sizeof(struct version)),
				.n = set->n };
	for (size_t i = 0; i < set->n; i++)
		v->list[i] = (struct version){
			.series = &set->series[i],
			.targets = post_targets(set->series[i].head),
			.newer = i,
		};
}

void versions_release(struct versions *v)
{
	free(v->list);
	*v = (struct versions){ .n = 0 };
}

bool series_has(const struct series *s, uint32_t fact)
{
	return s->head->facts & fact;
}

bool series_has_versions(const struct series *s)
{
	const struct post *p = s->head;

	if ((p->facts & FACT_PULL) || s->respin || s->pulled)
		return false;
	return p->kind == KIND_COVER || !(p->facts & FACT_NUMBERED) || p->number <= 1;
}

static struct edition edition_of(const struct series *s)
{
	return (struct edition){ s->version, s->head->facts };
}

/*
 * Older first by what the heads say; of one edition a cover whose parts never
 * came before the one that has them. 0: nothing says which of the two is the
 * newer one.
 */
static int cmp_version(const struct series *a, const struct series *b)
{
	int d = edition_cmp(edition_of(a), edition_of(b));

	return d ? d : (a->arrived > 0) - (b->arrived > 0);
}

/* "[PATCH RESEND]" after v3 may be v3. */
static bool is_unnumbered_resend(const struct series *s)
{
	return series_has(s, FACT_RESEND) && !series_has(s, FACT_VERSIONED);
}

bool series_is_newer(const struct series *newer, const struct series *older)
{
	if (cmp_version(newer, older) <= 0)
		return false;
	if (version_cmp(newer->version, older->version) != 0 &&
	    !is_unnumbered_resend(older) &&
	    series_has(newer, FACT_RFC) == series_has(older, FACT_RFC))
		return true;
	return post_cmp_date(newer->head, older->head) > 0;
}

/* Follows the chain to its end, and shortens it. */
static size_t versions_newest(struct versions *v, size_t i)
{
	size_t end = i;

	while (v->list[end].newer != end)
		end = v->list[end].newer;
	while (v->list[i].newer != end) {
		size_t next = v->list[i].newer;

		v->list[i].newer = end;
		i = next;
	}
	return end;
}

void versions_bind(struct versions *v, size_t older, size_t newer, const char *rule)
{
	size_t end = versions_newest(v, newer);

	if (v->list[older].newer != older || end == older)
		return;
	v->list[older].newer = end;
	v->list[older].series->bound_by = rule;
	v->list[older].series->bound_to = v->list[newer].series;
	v->list[newer].has_older = true;
}

int versions_cmp_key(const struct version *x, const struct version *y)
{
	int d;

	if (x->key != y->key)
		return x->key < y->key ? -1 : 1;
	d = series_has(x->series, FACT_RFC) - series_has(y->series, FACT_RFC);
	if (!d)
		d = cmp_version(x->series, y->series);
	return d ? d : post_cmp_date(x->series->head, y->series->head);
}

/* Newest version last, so that each finds the next older one before it. */
static int cmp_newest(const void *a, const void *b)
{
	const struct series *x = *(struct series *const *)a,
			    *y = *(struct series *const *)b;
	const struct series *nx = x->newer ? x->newer : x, *ny = y->newer ? y->newer : y;
	int d;

	if (nx != ny)
		return nx < ny ? -1 : 1;
	if ((x == nx) != (y == ny))
		return x == nx ? 1 : -1;
	d = cmp_version(x, y);
	return d ? d : post_cmp_date(x->head, y->head);
}

static bool same_work(const struct series *older, const struct series *newer)
{
	return older->newer && (older->newer == newer->newer || older->newer == newer);
}

/* sorted: by cmp_newest() */
static void link_versions(struct series **sorted, size_t n)
{
	struct series *shown = NULL;

	for (size_t i = 1; i < n; i++)
		if (same_work(sorted[i - 1], sorted[i]))
			sorted[i]->older = sorted[i - 1];
	for (size_t i = n; i-- > 0;) {
		if (i + 1 == n || !same_work(sorted[i], sorted[i + 1]))
			shown = NULL;
		sorted[i]->stand_in = shown;
		if (!shown && sorted[i]->shown)
			shown = sorted[i];
	}
}

static void chain_older(struct versions *v)
{
	struct series **sorted = xcalloc(v->n + 1, sizeof(struct series *));

	for (size_t i = 0; i < v->n; i++)
		sorted[i] = v->list[i].series;
	qsort(sorted, v->n, sizeof(*sorted), cmp_newest);
	link_versions(sorted, v->n);
	free(sorted);
}

void versions_apply(struct versions *v)
{
	for (size_t i = 0; i < v->n; i++) {
		size_t end = versions_newest(v, i);

		v->list[i].series->newer = end == i ? NULL : v->list[end].series;
	}
	chain_older(v);
}

const char *version_rule_text(const char *rule)
{
	static const struct {
		const char *rule, *text;
	} rows[] = {
		{ "title", "same title and author" },
		{ "supersedes", "it says Supersedes:" },
		{ "change-id", "same change-id" },
		{ "link", "it links to the older one" },
		{ "thread", "it replies to the older one" },
	};

	for (size_t i = 0; i < ARRAY_SIZE(rows); i++)
		if (strcmp(rows[i].rule, rule) == 0)
			return rows[i].text;
	return rule;
}

/* SPDX-License-Identifier: MIT */
#include <stdlib.h>
#include <string.h>

#include "report/people/mailmap.h"
#include "report/series/key_counts.h"
#include "report/series/version_order.h"
#include "report/window/post.h"
#include "report/series/supersede.h"
#include "store/util/array.h"

void versions_init(struct versions *v, struct series_set *set,
		   const struct mailmap *mailmap)
{
	*v = (struct versions){ .mailmap = mailmap };
	for (size_t i = 0; i < set->n; i++)
		versions_add(v, &set->series[i]);
}

struct poster_keys version_person_keys(struct person p)
{
	return poster_keys_of(p.name, p.addr);
}

void versions_add(struct versions *v, struct series *s)
{
	struct version *x;

	v->list = array_grow(v->list, v->n, &v->cap, sizeof(*v->list));
	x = &v->list[v->n];
	*x = (struct version){
		.series = s,
		.repository = post_repository(s->head),
		.targets = post_targets(s->head),
		.newer = v->n++,
	};
	x->author = version_person_keys(mailmap_author(v->mailmap, s->head));
	x->poster = version_person_keys(mailmap_poster(v->mailmap, s->head));
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
	return post_is_shown(s->head) && !(s->head->facts & FACT_PULL) && !s->respin &&
	       !s->pulled;
}

struct edition series_edition(const struct series *s)
{
	return (struct edition){ s->after.len ? s->after : s->version, s->head->facts,
				 s->after.len > 0 };
}

/*
 * Older first, by the heads; of one edition, a cover without parts comes first. 0:
 * neither is newer.
 */
static int cmp_version(const struct series *a, const struct series *b)
{
	int d = edition_cmp(series_edition(a), series_edition(b));

	return d ? d : (a->arrived > 0) - (b->arrived > 0);
}

/* "[PATCH RESEND]" may be a RESEND of v3. */
static bool is_unnumbered_resend(const struct series *s)
{
	return series_has(s, FACT_RESEND) && !series_has(s, FACT_VERSIONED);
}

int series_cmp(const struct series *a, const struct series *b)
{
	int d = cmp_version(a, b);

	return d ? d : post_cmp_date(a->head, b->head);
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

bool version_has_poster_of(const struct version *newer, const struct version *older)
{
	return poster_keys_meet(&newer->poster, &older->poster) ||
	       poster_keys_meet(&newer->poster, &older->author);
}

size_t versions_newest(struct versions *v, size_t i)
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

static bool may_supersede(const struct series *newer, const struct series *older)
{
	return older->n ? newer->n > 0 : post_cmp_date(older->head, newer->head) < 0;
}

void versions_share(struct versions *v, size_t older, size_t newer, const char *rule)
{
	struct series *n = v->list[newer].series, *o = v->list[older].series;
	struct series *end = v->list[versions_newest(v, older)].series;

	if (n->also_older || versions_newest(v, older) == versions_newest(v, newer))
		return;
	if (str_ieq(end->head->title, o->head->title) && series_is_newer(n, end))
		o = end;
	if (post_cmp_date(o->head, n->head) >= 0)
		return;
	n->also_older = o;
	n->also_by = rule;
}

void versions_bind(struct versions *v, size_t older, size_t newer, const char *rule)
{
	struct version *o = &v->list[older], *n = &v->list[newer];
	size_t end = versions_newest(v, newer);

	if (end == older || !may_supersede(n->series, o->series))
		return;
	if (o->newer != older) {
		versions_share(v, older, newer, rule);
		return;
	}
	o->newer = end;
	o->series->bound_by = rule;
	o->series->bound_to = n->series;
	n->has_older = true;
	if (!version_has_poster_of(n, o))
		n->series->other_poster = true;
}

/* Versions of one series together, the newest last. */
static int cmp_version_chain(const void *a, const void *b)
{
	const struct version *x = *(const struct version *const *)a,
			     *y = *(const struct version *const *)b;

	if (x->newer != y->newer)
		return x->newer < y->newer ? -1 : 1;
	if (!x->series->newer != !y->series->newer)
		return x->series->newer ? -1 : 1;
	return series_cmp(x->series, y->series);
}

/* sorted: by cmp_version_chain() */
static void link_versions(struct version **sorted, size_t n)
{
	struct series *shown = NULL;

	for (size_t i = 1; i < n; i++)
		if (sorted[i - 1]->newer == sorted[i]->newer)
			sorted[i]->series->older = sorted[i - 1]->series;
	for (size_t i = n; i-- > 0;) {
		if (i + 1 == n || sorted[i]->newer != sorted[i + 1]->newer)
			shown = NULL;
		sorted[i]->series->replaced_by = shown;
		if (!shown && sorted[i]->series->shown)
			shown = sorted[i]->series;
	}
}

void versions_apply(struct versions *v)
{
	struct version **sorted = xcalloc(v->n + 1, sizeof(struct version *));

	for (size_t i = 0; i < v->n; i++) {
		size_t end = versions_newest(v, i);

		v->list[i].series->newer = end == i ? NULL : v->list[end].series;
		sorted[i] = &v->list[i];
	}
	qsort(sorted, v->n, sizeof(*sorted), cmp_version_chain);
	link_versions(sorted, v->n);
	free(sorted);
}

struct series *series_older_here(const struct series *s)
{
	struct series *older = s->older;

	while (older && !older->n)
		older = older->older;
	return older;
}

/* How well q replaces p: 3: the part of its number, 2: a patch of its title. */
static int rank_counterpart(const struct post *q, const struct post *p)
{
	if (q->number == p->number && !((q->facts ^ p->facts) & FACT_NUMBERED))
		return 3;
	return str_ieq(q->title, p->title) ? 2 : 1;
}

/* The shown mail of s that replaces p; NULL if s shows no mail. */
static const struct post *find_counterpart(const struct selection *sel,
					   const struct series *s, const struct post *p)
{
	const struct post *best = NULL;

	/* shown mails come first */
	for (size_t i = 0; i < s->n; i++) {
		const struct post *q = &sel->posts[s->posts[i]];

		if (!post_is_shown(q))
			break;
		if (!best || rank_counterpart(q, p) > rank_counterpart(best, p))
			best = q;
	}
	return best;
}

const struct post *series_successor(const struct selection *sel, const struct series *s,
				    const struct post *p)
{
	return s->replaced_by ? find_counterpart(sel, s->replaced_by, p) : NULL;
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
		{ "parts", "most parts have the same titles" },
		{ "repost", "posted again" },
	};

	for (size_t i = 0; i < ARRAY_SIZE(rows); i++)
		if (strcmp(rows[i].rule, rule) == 0)
			return rows[i].text;
	return rule;
}

size_t version_roles_keep_shared(struct version_role *roles, size_t n)
{
	struct key_counts counts;
	size_t kept = 0;

	key_counts_init(&counts, n);
	for (size_t i = 0; i < n; i++)
		key_counts_add(&counts, roles[i].key);
	for (size_t i = 0; i < n; i++)
		if (key_counts_shared(&counts, roles[i].key))
			roles[kept++] = roles[i];
	key_counts_release(&counts);
	return kept;
}

int version_role_cmp(const void *a, const void *b)
{
	const struct version_role *x = a, *y = b;

	if (x->key != y->key)
		return x->key < y->key ? -1 : 1;
	return series_cmp(x->version->series, y->version->series);
}

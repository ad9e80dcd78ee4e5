/* SPDX-License-Identifier: MIT */
#include <stdlib.h>

#include "report/series/supersede.h"
#include "report/series/version_order.h"
#include "report/window/post.h"
#include "store/util/array.h"

/* Versions of one series have equal keys. */
struct version_key {
	const char *rule;
	uint64_t (*key)(const struct series *); /* 0: no key */
	bool gains_cover;			/* only the newer version has a cover */
	bool any_target;			/* only the repository must be equal */
};

static bool may_be_older(const struct version_key *by, const struct version *v)
{
	return !by->gains_cover || !v->series->covered;
}

static bool may_be_newer(const struct version_key *by, const struct version *v)
{
	return !by->gains_cover || v->series->covered;
}

/* Only the last patch and RFC, in the window and before it, can supersede others. */
struct last_versions {
	struct version *of[2][2]; /* [before the window][RFC] */
};

static void bind_to_last(struct versions *v, struct version *older,
			 const struct last_versions *last, const char *rule)
{
	bool rfc = series_has(older->series, FACT_RFC);

	for (size_t k = 0; k < 4; k++) {
		struct version *to = last->of[k / 2][rfc ^ (k % 2)];

		if (to && series_is_newer(to->series, older->series))
			versions_bind(v, (size_t)(older - v->list),
				      (size_t)(to - v->list), rule);
	}
}

/*
 * run: versions of one key, sorted by cmp_key(). A version also lists the next older one,
 * if some other series supersedes that.
 */
static void bind_run(struct versions *v, struct version **run, size_t n,
		     const struct version_key *by)
{
	struct last_versions last = { { { NULL } } };
	struct version *older = NULL;

	for (size_t i = 0; i < n; i++)
		if (may_be_newer(by, run[i]))
			last.of[!run[i]->series->n]
			       [series_has(run[i]->series, FACT_RFC)] = run[i];
	for (size_t i = 0; i < n; i++) {
		if (may_be_older(by, run[i]))
			bind_to_last(v, run[i], &last, by->rule);
		if (i && may_be_older(by, run[i - 1]) &&
		    series_is_newer(run[i]->series, run[i - 1]->series))
			older = run[i - 1];
		if (older && run[i]->series->n && may_be_newer(by, run[i]) &&
		    series_is_newer(run[i]->series, older->series))
			versions_share(v, (size_t)(older - v->list),
				       (size_t)(run[i] - v->list), by->rule);
	}
}

static bool may_cross(const struct version *newer, const struct version *older)
{
	return newer->targets != older->targets &&
	       series_is_newer(newer->series, older->series);
}

/*
 * run: versions of one key, sorted by cmp_crossing(). Each is superseded by the next
 * higher version that neither supersedes nor lists one so far.
 */
static void bind_crossing_run(struct versions *v, struct version **run, size_t n,
			      const struct version_key *by)
{
	struct version *next = NULL, *same = NULL;

	for (size_t i = n; i-- > 0;) {
		struct version *x = run[i];

		if (i + 1 < n &&
		    version_cmp(x->series->version, run[i + 1]->series->version)) {
			next = same ? same : next;
			same = NULL;
		}
		if (next && may_be_older(by, x) && may_cross(next, x))
			versions_bind(v, (size_t)(x - v->list), (size_t)(next - v->list),
				      by->rule);
		if (!same && may_be_newer(by, x) && !x->has_older &&
		    !x->series->also_older)
			same = x;
	}
}

/* patchdigest-rules(7), rule 6: "(v2)" at the end of a title is a version. */
static struct str plain_title(struct str title)
{
	struct str t = str_rtrim(title), mark;
	size_t open = str_rchr(t, '(');
	uint32_t number;

	if (!str_ends(t, STR(")")))
		return t;
	mark = str_sub(t, open + 1, t.len - 1);
	if (str_istarts(mark, STR("v")) &&
	    str_number(str_sub(mark, 1, mark.len), &number))
		return str_rtrim(str_sub(t, 0, open));
	return t;
}

static uint64_t title_and_author(const struct post *p)
{
	uint64_t title = hash_text(plain_title(p->title)),
		 author = hash_text(p->author_addr);

	return title && author ? hash_mix(title, author) : 0;
}

static uint64_t head_key(const struct series *s)
{
	return title_and_author(s->head);
}

static uint64_t first_patch_key(const struct series *s)
{
	return s->first_patch ? title_and_author(s->first_patch) : 0;
}

static uint64_t change_key(const struct series *s)
{
	struct str links = s->head->links, id;

	if (!post_links_next(&links, STR("change-id "), &id))
		return 0;
	return hash_mix(hash_text(id), hash_text(s->head->author_addr));
}

/* By key; of one key patches, then RFCs, the oldest version first. */
static int cmp_key(const void *a, const void *b)
{
	const struct version *x = *(const struct version *const *)a,
			     *y = *(const struct version *const *)b;
	int d;

	if (x->key != y->key)
		return x->key < y->key ? -1 : 1;
	d = series_has(x->series, FACT_RFC) - series_has(y->series, FACT_RFC);
	return d ? d : series_cmp(x->series, y->series);
}

/* By key, the lowest version first. */
static int cmp_crossing(const void *a, const void *b)
{
	const struct version *x = *(const struct version *const *)a,
			     *y = *(const struct version *const *)b;

	if (x->key != y->key)
		return x->key < y->key ? -1 : 1;
	return series_cmp(x->series, y->series);
}

/* Binds versions of one key. */
typedef void run_fn(struct versions *, struct version **run, size_t n,
		    const struct version_key *);

static size_t list_keyed(struct version **out, struct versions *v,
			 const struct version_key *by)
{
	size_t n = 0;

	for (size_t i = 0; i < v->n; i++) {
		struct version *x = &v->list[i];

		x->key = series_has_versions(x->series) ? by->key(x->series) : 0;
		if (!x->key)
			continue;
		x->key = hash_mix(x->key, by->any_target ? x->repository : x->targets);
		out[n++] = x;
	}
	return n;
}

static void bind_by(struct versions *v, const struct version_key *by,
		    int (*cmp)(const void *, const void *), run_fn *bind)
{
	struct version **sorted = xcalloc(v->n + 1, sizeof(struct version *));
	size_t n = list_keyed(sorted, v, by), end;

	qsort(sorted, n, sizeof(*sorted), cmp);
	for (size_t i = 0; i < n; i = end) {
		for (end = i + 1; end < n && sorted[end]->key == sorted[i]->key; end++)
			;
		bind(v, sorted + i, end - i, by);
	}
	free(sorted);
}

void supersede_by_title(struct versions *v)
{
	static const struct version_key keys[] = {
		{ "title", head_key, false, false },
		{ "title", first_patch_key, true, false },
		{ "change-id", change_key, false, true },
	};

	for (size_t i = 0; i < ARRAY_SIZE(keys); i++)
		bind_by(v, &keys[i], cmp_key, bind_run);
}

void supersede_across_targets(struct versions *v)
{
	static const struct version_key keys[] = {
		{ "title", head_key, false, true },
		{ "title", first_patch_key, true, true },
	};

	for (size_t i = 0; i < ARRAY_SIZE(keys); i++)
		bind_by(v, &keys[i], cmp_crossing, bind_crossing_run);
}

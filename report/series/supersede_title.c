/* SPDX-License-Identifier: MIT */
#include <stdlib.h>

#include "report/series/supersede.h"
#include "report/window/post.h"
#include "store/util/array.h"

/* Versions of one series have equal keys. */
struct version_key {
	const char *rule;
	uint64_t (*key)(const struct series *); /* 0: no key */
	bool gains_cover;			/* only the newer version has a cover */
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

static void bind_by(struct versions *v, const struct version_key *by)
{
	struct version **sorted = xcalloc(v->n + 1, sizeof(struct version *));
	size_t n = 0, end;

	for (size_t i = 0; i < v->n; i++) {
		struct version *x = &v->list[i];

		x->key = series_has_versions(x->series) ? by->key(x->series) : 0;
		if (!x->key)
			continue;
		x->key = hash_mix(x->key, x->targets);
		sorted[n++] = x;
	}
	qsort(sorted, n, sizeof(*sorted), cmp_key);
	for (size_t i = 0; i < n; i = end) {
		for (end = i + 1; end < n && sorted[end]->key == sorted[i]->key; end++)
			;
		bind_run(v, sorted + i, end - i, by);
	}
	free(sorted);
}

void supersede_by_title(struct versions *v)
{
	static const struct version_key keys[] = {
		{ "title", head_key, false },
		{ "title", first_patch_key, true },
		{ "change-id", change_key, false },
	};

	for (size_t i = 0; i < ARRAY_SIZE(keys); i++)
		bind_by(v, &keys[i]);
}

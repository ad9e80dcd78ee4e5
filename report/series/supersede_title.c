/* SPDX-License-Identifier: MIT */
#include <stdlib.h>

#include "report/util/hashmap.h"
#include "report/series/supersede_title.h"
#include "report/window/links.h"

#define COUNT(a) (sizeof(a) / sizeof((a)[0]))

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

/*
 * run: versions of one key, sorted by versions_cmp_key(). Only the last patch and the
 * last RFC, in the window and before it, can supersede others: so the time is linear.
 */
static void bind_run(struct versions *v, struct version **run, size_t n,
		     const struct version_key *by)
{
	struct version *last[2][2] = { { NULL } }; /* [before the window][RFC] */

	for (size_t i = 0; i < n; i++)
		if (may_be_newer(by, run[i]))
			last[!run[i]->series->n][series_has(run[i]->series, FACT_RFC)] =
			    run[i];
	for (size_t i = 0; i < n; i++) {
		bool rfc = series_has(run[i]->series, FACT_RFC);

		if (!may_be_older(by, run[i]))
			continue;
		for (size_t k = 0; k < 4; k++) {
			struct version *to = last[k / 2][rfc ^ (k % 2)];

			if (to && series_is_newer(to->series, run[i]->series))
				versions_bind(v, (size_t)(run[i] - v->list),
					      (size_t)(to - v->list), by->rule);
		}
	}
}

/* Each lists the next older version, though some other series supersedes that. */
static void share_run(struct versions *v, struct version **run, size_t n,
		      const struct version_key *by)
{
	const struct version *before = NULL;

	for (size_t i = 1; i < n; i++) {
		if (may_be_older(by, run[i - 1]) &&
		    series_is_newer(run[i]->series, run[i - 1]->series))
			before = run[i - 1];
		if (before && run[i]->series->n && may_be_newer(by, run[i]) &&
		    series_is_newer(run[i]->series, before->series))
			versions_share(v, (size_t)(before - v->list),
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

	if (!links_next(&links, STR("change-id "), &id))
		return 0;
	return hash_mix(hash_text(id), hash_text(s->head->author_addr));
}

static int cmp_key(const void *a, const void *b)
{
	return versions_cmp_key(*(const struct version *const *)a,
				*(const struct version *const *)b);
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
		share_run(v, sorted + i, end - i, by);
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

	for (size_t i = 0; i < COUNT(keys); i++)
		bind_by(v, &keys[i]);
}

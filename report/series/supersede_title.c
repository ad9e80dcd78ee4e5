/* SPDX-License-Identifier: MIT */
#include <stdlib.h>

#include "report/util/hashmap.h"
#include "report/series/supersede_title.h"
#include "store/util/array.h"

/* What two versions of one work have in common. */
struct likeness {
	const char *rule;
	uint64_t (*key)(const struct selection *, const struct series *); /* 0: none */
	bool gains_cover; /* of an older one without a cover and a newer one with */
};

/*
 * A run of one key: patches, then RFCs, each from the oldest to the newest
 * version. Only the last of each kind can supersede: so this is linear.
 */
static void bind_run(struct versions *v, struct version **run, size_t n,
		     const struct likeness *by)
{
	struct version *last[2] = { NULL, NULL };

	for (size_t i = 0; i < n; i++)
		if (!by->gains_cover || run[i]->series->covered)
			last[series_has(run[i]->series, FACT_RFC)] = run[i];
	for (size_t i = 0; i < n; i++) {
		bool rfc = series_has(run[i]->series, FACT_RFC);
		struct version *to[2] = { last[rfc], last[!rfc] };

		if (by->gains_cover && run[i]->series->covered)
			continue;
		for (size_t k = 0; k < 2; k++)
			if (to[k] && series_is_newer(to[k]->series, run[i]->series))
				versions_bind(v, (size_t)(run[i] - v->list),
					      (size_t)(to[k] - v->list), by->rule);
	}
}

/* A "(v2)" at the title's end is a version mark (rule 6). */
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

static uint64_t head_key(const struct selection *sel, const struct series *s)
{
	(void)sel;
	return title_and_author(s->head);
}

/* Of its first patch, where all of them are there. */
static uint64_t first_patch_key(const struct selection *sel, const struct series *s)
{
	size_t at = s->covered ? 1 : 0;
	const struct post *p;

	if (at >= s->n || s->arrived < s->announced)
		return 0;
	p = &sel->posts[s->posts[at]];
	return p->kind == KIND_PATCH && p->number <= 1 ? title_and_author(p) : 0;
}

static uint64_t change_key(const struct selection *sel, const struct series *s)
{
	struct str links = s->head->links, id;

	(void)sel;
	if (!post_links_next(&links, STR("change-id "), &id))
		return 0;
	return hash_mix(hash_text(id), hash_text(s->head->author_addr));
}

static int cmp_key(const void *a, const void *b)
{
	return versions_cmp_key(*(const struct version *const *)a,
				*(const struct version *const *)b);
}

static void bind_by(struct versions *v, const struct selection *sel,
		    const struct likeness *by)
{
	struct version **sorted = xcalloc(v->n + 1, sizeof(struct version *));
	size_t n = 0, end;

	for (size_t i = 0; i < v->n; i++) {
		struct version *x = &v->list[i];

		x->key = series_has_versions(x->series) ? by->key(sel, x->series) : 0;
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

void likeness_bind(struct versions *v, const struct selection *sel)
{
	static const struct likeness likenesses[] = {
		{ "title", head_key, false },
		{ "title", first_patch_key, true },
		{ "change-id", change_key, false },
	};

	for (size_t i = 0; i < ARRAY_SIZE(likenesses); i++)
		bind_by(v, sel, &likenesses[i]);
}

/* SPDX-License-Identifier: MIT */
#include <stdlib.h>

#include "report/people/mailmap.h"
#include "report/series/supersede.h"
#include "report/series/version_order.h"
#include "report/window/post.h"
#include "store/inbox/compared_title.h"
#include "store/util/array.h"

/* Versions of one series have equal keys, one author, and a poster in common. */
struct version_key {
	const char *rule;
	const struct post *(*post)(const struct series *); /* NULL: no key */
	uint64_t (*key)(const struct post *);		   /* 0: no key */
	bool gains_cover; /* only the newer version has a cover */
	bool any_target;  /* only the repository must be equal */
};

/* Only the last patch and RFC, in the window and before it, can supersede others. */
struct last_versions {
	struct version *of[2][2]; /* [before the window][RFC] */
};

static void bind_pair(struct versions *v, const struct version *older,
		      const struct version *newer, const char *rule)
{
	versions_bind(v, (size_t)(older - v->list), (size_t)(newer - v->list), rule);
}

static void bind_to_last(struct versions *v, struct version *older,
			 const struct last_versions *last, const char *rule)
{
	bool rfc = series_has(older->series, FACT_RFC);

	for (size_t k = 0; k < 4; k++) {
		struct version *to = last->of[k / 2][rfc ^ (k % 2)];

		if (to && series_is_newer(to->series, older->series))
			bind_pair(v, older, to, rule);
	}
}

/*
 * run: versions of one key, sorted by cmp_role(). A version also lists the next older
 * one, if some other series supersedes that.
 */
static void bind_run(struct versions *v, const struct version_role *run, size_t n,
		     const char *rule)
{
	struct last_versions last = { { { NULL } } };
	struct version *older = NULL;

	for (size_t i = 0; i < n; i++)
		if (run[i].newer)
			last.of[!run[i].version->series->n]
			       [series_has(run[i].version->series, FACT_RFC)] =
			    run[i].version;
	for (size_t i = 0; i < n; i++) {
		struct version *x = run[i].version;

		if (run[i].older)
			bind_to_last(v, x, &last, rule);
		if (i && run[i - 1].older &&
		    series_is_newer(x->series, run[i - 1].version->series))
			older = run[i - 1].version;
		if (older && x->series->n && run[i].newer &&
		    series_is_newer(x->series, older->series))
			versions_share(v, (size_t)(older - v->list),
				       (size_t)(x - v->list), rule);
	}
}

/* Equal patches, as far as the records show: by patch id, else by paths. */
static bool same_patch(const struct post *a, const struct post *b)
{
	if (post_title_hash(a) != post_title_hash(b))
		return false;
	if (a->patch_id.len && b->patch_id.len)
		return str_eq(a->patch_id, b->patch_id);
	return a->paths.len && str_eq(a->paths, b->paths);
}

/* Each part that arrived is the same; covers alone show nothing. */
static bool same_parts(const struct series *a, const struct series *b)
{
	struct hashmap numbers = HASHMAP_INIT;
	bool same = a->arrived == b->arrived && a->arrived > 0;
	uint32_t patches = 0;

	for (size_t i = 0; i < a->n_mails; i++)
		if (a->mails[i] != a->head || !a->covered)
			hashmap_put(&numbers, a->mails[i]->number, i);
	for (size_t i = 0; same && i < b->n_mails; i++) {
		size_t at = hashmap_get(&numbers, b->mails[i]->number);

		if (b->mails[i] == b->head && b->covered)
			continue;
		patches++;
		same = at != HASHMAP_NONE && same_patch(a->mails[at], b->mails[i]);
	}
	hashmap_release(&numbers);
	return same && patches == b->arrived;
}

/* run: versions of one key, sorted by cmp_role(). Equal ones: posted again, unmarked. */
static void bind_reposts(struct versions *v, const struct version_role *run, size_t n,
			 const char *rule)
{
	for (size_t i = 1; i < n; i++) {
		const struct series *older = run[i - 1].version->series,
				    *newer = run[i].version->series;

		if (run[i - 1].older && run[i].newer &&
		    edition_cmp(series_edition(older), series_edition(newer)) == 0 &&
		    older->announced == newer->announced && same_parts(older, newer))
			bind_pair(v, run[i - 1].version, run[i].version, rule);
	}
}

static bool says_no_version(const struct series *s)
{
	return !series_has(s, FACT_VERSIONED | FACT_RESEND) &&
	       str_eq(s->version, STR("1"));
}

/*
 * run: versions of one key, sorted by cmp_date(). What says no version, and came after a
 * versioned post, is newer than that.
 */
static void set_after(struct versions *v, const struct version_role *run, size_t n,
		      const char *rule)
{
	struct str last[2] = { STR("1"), STR("1") }; /* of patches, of RFCs */

	(void)v, (void)rule;
	for (size_t i = 0; i < n; i++) {
		struct series *s = run[i].version->series;
		struct str *most = &last[series_has(s, FACT_RFC)];

		if (says_no_version(s)) {
			if (run[i].newer && version_cmp(*most, STR("1")) > 0 &&
			    version_cmp(*most, s->after) > 0)
				s->after = *most;
		} else if (run[i].older && version_cmp(s->version, *most) > 0) {
			*most = s->version;
		}
	}
}

static bool may_cross(const struct version *newer, const struct version *older)
{
	return newer->targets != older->targets &&
	       series_is_newer(newer->series, older->series);
}

/*
 * run: versions of one key, sorted by version_role_cmp(). Each is superseded by the next
 * higher version that neither supersedes nor lists one so far.
 */
static void bind_crossing_run(struct versions *v, const struct version_role *run,
			      size_t n, const char *rule)
{
	struct version *next = NULL, *same = NULL;

	for (size_t i = n; i-- > 0;) {
		struct version *x = run[i].version;

		if (i + 1 < n && version_cmp(x->series->version,
					     run[i + 1].version->series->version)) {
			next = same ? same : next;
			same = NULL;
		}
		if (next && run[i].older && may_cross(next, x))
			bind_pair(v, x, next, rule);
		if (!same && run[i].newer && !x->has_older && !x->series->also_older)
			same = x;
	}
}

static const struct post *head_of(const struct series *s)
{
	return s->head;
}

static const struct post *first_patch_of(const struct series *s)
{
	return s->first_patch;
}

static uint64_t title_key(const struct post *p)
{
	return hash_text(compared_title(p->title, p->kind, p->facts, p->version));
}

static uint64_t change_key(const struct post *p)
{
	struct str links = p->links, id;

	return post_links_next(&links, STR("change-id "), &id) ? hash_text(id) : 0;
}

static int cmp_key(const struct version_role *x, const struct version_role *y)
{
	return (x->key > y->key) - (x->key < y->key);
}

/* By key; of one key patches, then RFCs, the oldest version first. */
static int cmp_role(const void *a, const void *b)
{
	const struct series *x = ((const struct version_role *)a)->version->series,
			    *y = ((const struct version_role *)b)->version->series;
	int d = cmp_key(a, b);

	if (!d)
		d = series_has(x, FACT_RFC) - series_has(y, FACT_RFC);
	return d ? d : series_cmp(x, y);
}

/* By key, the earliest Date first. */
static int cmp_date(const void *a, const void *b)
{
	int d = cmp_key(a, b);

	return d ? d
		 : post_cmp_date(((const struct version_role *)a)->version->series->head,
				 ((const struct version_role *)b)->version->series->head);
}

/* The properties, but for the poster, that a version shares with others of its series. */
struct work {
	uint64_t key; /* 0: none */
	struct poster_keys author;
};

static struct work work_of(const struct versions *v, const struct version *x,
			   const struct version_key *by)
{
	const struct post *p =
	    series_has_versions(x->series) ? by->post(x->series) : NULL;
	struct work w = { .key = p ? by->key(p) : 0 };

	if (w.key) {
		w.key = hash_mix(w.key, by->any_target ? x->repository : x->targets);
		w.author = version_person_keys(mailmap_author(v->mailmap, p));
	}
	return w;
}

/*
 * Rule 16: the poster of the newer version must be the poster or the author of the older
 * one. works: of each version. author, poster: by what each is known.
 */
static size_t list_roles(struct version_role *out, const struct versions *v,
			 const struct version_key *by, const struct work *works,
			 int author, int poster)
{
	size_t n = 0;

	for (size_t i = 0; i < v->n; i++) {
		struct version *x = &v->list[i];
		uint64_t who = works[i].key ? works[i].author.by[author] : 0;
		uint64_t key = who ? hash_mix(works[i].key, who) : 0;
		uint64_t posts = x->poster.by[poster], wrote = x->author.by[poster];
		bool older = !by->gains_cover || !x->series->covered;
		bool newer = !by->gains_cover || x->series->covered;

		if (key && posts)
			out[n++] = (struct version_role){ hash_mix(key, posts), x, newer,
							  older };
		if (key && wrote && wrote != posts && older)
			out[n++] =
			    (struct version_role){ hash_mix(key, wrote), x, false, true };
	}
	return n;
}

/* Binds the versions of one key; does nothing if there is only one. */
typedef void run_fn(struct versions *, const struct version_role *run, size_t n,
		    const char *rule);

static void bind_runs(struct versions *v, const struct version_role *roles, size_t n,
		      run_fn *bind, const char *rule)
{
	for (size_t i = 0, end; i < n; i = end) {
		for (end = i + 1; end < n && roles[end].key == roles[i].key; end++)
			;
		bind(v, roles + i, end - i, rule);
	}
}

static void bind_by(struct versions *v, const struct version_key *by,
		    int (*cmp)(const void *, const void *), run_fn *bind)
{
	struct version_role *roles = xcalloc(2 * v->n + 1, sizeof(*roles));
	struct work *works = xcalloc(v->n + 1, sizeof(*works));

	for (size_t i = 0; i < v->n; i++)
		works[i] = work_of(v, &v->list[i], by);
	for (int k = 0; k < KNOWN_BY * KNOWN_BY; k++) {
		size_t n = list_roles(roles, v, by, works, k / KNOWN_BY, k % KNOWN_BY);

		n = version_roles_keep_shared(roles, n);
		qsort(roles, n, sizeof(*roles), cmp);
		bind_runs(v, roles, n, bind, by->rule);
	}
	free(works);
	free(roles);
}

void supersede_by_title(struct versions *v)
{
	static const struct version_key keys[] = {
		{ "title", head_of, title_key, false, false },
		{ "title", first_patch_of, title_key, true, false },
		{ "change-id", head_of, change_key, false, true },
	};

	static const struct version_key repost = { "repost", head_of, title_key, false,
						   false };

	bind_by(v, &keys[0], cmp_date, set_after);
	for (size_t i = 0; i < ARRAY_SIZE(keys); i++)
		bind_by(v, &keys[i], cmp_role, bind_run);
	bind_by(v, &repost, cmp_role, bind_reposts);
}

void supersede_across_targets(struct versions *v)
{
	static const struct version_key keys[] = {
		{ "title", head_of, title_key, false, true },
		{ "title", first_patch_of, title_key, true, true },
	};

	for (size_t i = 0; i < ARRAY_SIZE(keys); i++)
		bind_by(v, &keys[i], version_role_cmp, bind_crossing_run);
}

/* SPDX-License-Identifier: MIT */
#include <stdlib.h>

#include "report/changelog.h"
#include "report/posting.h"
#include "report/supersede.h"

/* Of the links in one cover that may name an older version: bounds what is read again. */
#define LINKS_MAX 8

/* A series on its way to its newest version. */
struct version {
	struct series *series;
	uint64_t targets;
	uint64_t key; /* what the versions of one work have in common, in the pass at hand */
	size_t newer; /* index of the version that supersedes it, or its own */
	bool has_older;
};

struct versions {
	struct version *list;
	size_t n;
	const struct idmap *by_mail;
	const struct selection *sel;
};

/* A part other than the first speaks for itself only; neither do pull requests have versions. */
static bool can_bind(const struct series *s)
{
	const struct post *p = s->head;

	if ((p->facts & FACT_PULL) || s->respin)
		return false;
	return p->kind == KIND_COVER || !(p->facts & FACT_NUMBERED) || p->number <= 1;
}

static bool has_fact(const struct series *s, uint32_t fact)
{
	return s->head->facts & fact;
}

/*
 * Older first by version number; of one number the RFC, then the plain one,
 * then the RESEND. 0: nothing says which of the two is the newer one.
 */
static int cmp_version(const struct series *a, const struct series *b)
{
	int d = version_cmp(a->version, b->version);

	if (!d)
		d = !has_fact(a, FACT_RFC) - !has_fact(b, FACT_RFC);
	if (!d)
		d = has_fact(a, FACT_RESEND) - has_fact(b, FACT_RESEND);
	return d;
}

/*
 * The version number, not Date, orders them. But where the numbers are equal,
 * or were begun anew when an RFC became a patch, Date must not contradict.
 */
static bool is_newer(const struct series *newer, const struct series *older)
{
	if (cmp_version(newer, older) <= 0)
		return false;
	if (version_cmp(newer->version, older->version) != 0 &&
	    has_fact(newer, FACT_RFC) == has_fact(older, FACT_RFC))
		return true;
	return post_cmp_date(newer->head, older->head) > 0;
}

/* Follows the chain to its end, and shortens it. */
static size_t newest(struct versions *v, size_t i)
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

/* older gets newer's newest version, unless it has one, or is that. */
static void bind(struct versions *v, size_t older, size_t newer, const char *rule)
{
	size_t end = newest(v, newer);

	if (v->list[older].newer != older || end == older)
		return;
	v->list[older].newer = end;
	v->list[older].series->bound_by = rule;
	v->list[newer].has_older = true;
}

static int cmp_key(const void *a, const void *b)
{
	const struct version *x = *(const struct version *const *)a;
	const struct version *y = *(const struct version *const *)b;
	int d;

	if (x->key != y->key)
		return x->key < y->key ? -1 : 1;
	d = has_fact(x->series, FACT_RFC) - has_fact(y->series, FACT_RFC);
	if (!d)
		d = cmp_version(x->series, y->series);
	return d ? d : post_cmp_date(x->series->head, y->series->head);
}

/*
 * A run of one key: patches, then RFCs, each from the oldest to the newest
 * version. Only the last of each kind can supersede: so this is linear.
 */
static void bind_run(struct versions *v, struct version **run, size_t n, const char *rule)
{
	struct version *last[2] = { NULL, NULL };

	for (size_t i = 0; i < n; i++)
		last[has_fact(run[i]->series, FACT_RFC)] = run[i];
	for (size_t i = 0; i < n; i++) {
		bool rfc = has_fact(run[i]->series, FACT_RFC);
		struct version *to[2] = { last[rfc], last[!rfc] };

		for (size_t k = 0; k < 2; k++)
			if (to[k] && is_newer(to[k]->series, run[i]->series))
				bind(v, (size_t)(run[i] - v->list), (size_t)(to[k] - v->list),
				     rule);
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
	if (str_istarts(mark, STR("v")) && str_number(str_sub(mark, 1, mark.len), &number))
		return str_rtrim(str_sub(t, 0, open));
	return t;
}

static uint64_t title_key(const struct series *s)
{
	uint64_t title = hash_text(plain_title(s->head->title));
	uint64_t author = hash_text(s->head->author_addr);

	return title && author ? hash_mix(title, author) : 0;
}

/* Takes the next line "NAME VALUE" with that name off links. */
static bool next_link(struct str *links, struct str name, struct str *value)
{
	struct str line;

	while (str_line(links, &line)) {
		if (!str_starts(line, name))
			continue;
		*value = str_trim(str_sub(line, name.len, line.len));
		if (value->len)
			return true;
	}
	return false;
}

static uint64_t change_key(const struct series *s)
{
	struct str links = s->head->links, id;

	if (!next_link(&links, STR("change-id "), &id))
		return 0;
	return hash_mix(hash_text(id), hash_text(s->head->author_addr));
}

typedef uint64_t series_key_fn(const struct series *);

static void bind_by_key(struct versions *v, series_key_fn *key, const char *rule)
{
	struct version **sorted = xcalloc(v->n + 1, sizeof(struct version *));
	size_t n = 0, end;

	for (size_t i = 0; i < v->n; i++) {
		struct version *x = &v->list[i];

		x->key = can_bind(x->series) ? key(x->series) : 0;
		if (!x->key)
			continue;
		x->key = hash_mix(x->key, x->targets);
		sorted[n++] = x;
	}
	qsort(sorted, n, sizeof(*sorted), cmp_key);
	for (size_t i = 0; i < n; i = end) {
		for (end = i + 1; end < n && sorted[end]->key == sorted[i]->key; end++)
			;
		bind_run(v, sorted + i, end - i, rule);
	}
	free(sorted);
}

/* Both are heads of the same kind: a part or a fix posted in reply doesn't replace a series. */
static bool same_shape(const struct series *a, const struct series *b)
{
	return a->covered == b->covered && (a->head->facts & FACT_NUMBERED) ==
						   (b->head->facts & FACT_NUMBERED);
}

static bool same_work(const struct versions *v, size_t newer, size_t older)
{
	const struct version *n = &v->list[newer], *o = &v->list[older];

	return newer != older && can_bind(n->series) && can_bind(o->series) &&
	       n->targets == o->targets && post_same_author(n->series->head, o->series->head);
}

/* A rule by which one mail names another one. */
struct reference {
	const char *rule;
	struct str word; /* of the line in post.links; empty: In-Reply-To */
	bool (*holds)(const struct versions *, size_t newer, size_t older, struct str id);
};

/* Said in so many words: a work may even begin anew at v1. */
static bool supersedes(const struct versions *v, size_t newer, size_t older, struct str id)
{
	(void)v, (void)newer, (void)older, (void)id;
	return true;
}

static bool is_newer_work(const struct versions *v, size_t newer, size_t older)
{
	const struct series *n = v->list[newer].series, *o = v->list[older].series;

	return is_newer(n, o) && same_shape(n, o);
}

/* Some part of the one has the title of a part of the other: what depends on a series doesn't repeat it. */
static bool shares_part(const struct versions *v, const struct series *a, const struct series *b)
{
	struct idmap titles = IDMAP_INIT;
	bool shared = false;

	for (size_t i = 0; i < a->n; i++)
		if (v->sel->posts[a->posts[i]].kind == KIND_PATCH)
			idmap_put(&titles, hash_text(v->sel->posts[a->posts[i]].title), i);
	for (size_t i = 0; i < b->n && !shared; i++)
		shared = v->sel->posts[b->posts[i]].kind == KIND_PATCH &&
			 idmap_get(&titles, hash_text(v->sel->posts[b->posts[i]].title)) !=
				 IDMAP_NONE;
	idmap_release(&titles);
	return shared;
}

static bool says_older(const struct series *newer, const struct series *older, struct str id)
{
	struct mail m = MAIL_INIT;
	bool says = newer->head->inbox && post_text(newer->head, &m) == ST_OK &&
		    changelog_links(m.record.body, id, older->version,
				    has_fact(older, FACT_RFC));

	mail_release(&m);
	return says;
}

/* Covers link to what they depend on as well as to what they replace. */
static bool links_older(const struct versions *v, size_t newer, size_t older, struct str id)
{
	const struct series *n = v->list[newer].series, *o = v->list[older].series;

	return is_newer_work(v, newer, older) && (shares_part(v, n, o) || says_older(n, o, id));
}

/* A new version in reply to the old one, unless another one is its old one. */
static bool replies_older(const struct versions *v, size_t newer, size_t older, struct str id)
{
	(void)id;
	return !v->list[newer].has_older && is_newer_work(v, newer, older);
}

static void bind_reference(struct versions *v, size_t newer, struct str id,
			   const struct reference *ref)
{
	size_t older = idmap_get(v->by_mail, hash_id(id));

	if (older != IDMAP_NONE && v->list[older].newer == older && same_work(v, newer, older) &&
	    ref->holds(v, newer, older, id))
		bind(v, older, newer, ref->rule);
}

static void bind_by_reference(struct versions *v, const struct reference *ref)
{
	for (size_t i = 0; i < v->n; i++) {
		const struct post *head = v->list[i].series->head;
		struct str links = head->links, id;

		if (!ref->word.len && head->in_reply_to.len)
			bind_reference(v, i, head->in_reply_to, ref);
		for (int n = 0; n < LINKS_MAX && ref->word.len &&
				next_link(&links, ref->word, &id); n++)
			bind_reference(v, i, id, ref);
	}
}

/* Newest version last, so that each finds the next older one before it. */
static int cmp_newest(const void *a, const void *b)
{
	const struct series *x = *(struct series *const *)a, *y = *(struct series *const *)b;
	const struct series *nx = x->newer ? x->newer : x, *ny = y->newer ? y->newer : y;
	int d;

	if (nx != ny)
		return nx < ny ? -1 : 1;
	if ((x == nx) != (y == ny))
		return x == nx ? 1 : -1;
	d = cmp_version(x, y);
	return d ? d : post_cmp_date(x->head, y->head);
}

static void chain_older(struct series_set *set)
{
	struct series **sorted = xcalloc(set->n + 1, sizeof(struct series *));

	for (size_t i = 0; i < set->n; i++)
		sorted[i] = &set->series[i];
	qsort(sorted, set->n, sizeof(*sorted), cmp_newest);
	for (size_t i = 1; i < set->n; i++)
		if (sorted[i - 1]->newer && (sorted[i - 1]->newer == sorted[i]->newer ||
					     sorted[i - 1]->newer == sorted[i]))
			sorted[i]->older = sorted[i - 1];
	free(sorted);
}

void supersede(struct series_set *set, const struct selection *sel, const struct idmap *by_mail)
{
	static const struct reference references[] = {
		{ "supersedes", STR("supersedes "), supersedes },
		{ "link", STR("link "), links_older },
		{ "thread", STR(""), replies_older },
	};
	struct versions v = {
		.list = xcalloc(set->n + 1, sizeof(struct version)),
		.n = set->n,
		.by_mail = by_mail,
		.sel = sel,
	};

	for (size_t i = 0; i < set->n; i++)
		v.list[i] = (struct version){
			.series = &set->series[i],
			.targets = post_targets(set->series[i].head),
			.newer = i,
		};
	bind_by_key(&v, title_key, "title");
	bind_by_key(&v, change_key, "change-id");
	for (size_t i = 0; i < sizeof(references) / sizeof(references[0]); i++)
		bind_by_reference(&v, &references[i]);
	for (size_t i = 0; i < set->n; i++) {
		size_t end = newest(&v, i);

		set->series[i].newer = end == i ? NULL : &set->series[end];
	}
	chain_older(set);
	free(v.list);
}

/* SPDX-License-Identifier: MIT */
#include <stdlib.h>

#include "report/supersede.h"
#include "report/posting.h"

/* A series on its way to its newest version. */
struct version {
	struct series *series;
	uint64_t targets;
	uint64_t key; /* what the versions of one work have in common, in the pass at hand */
	size_t newer; /* index of the version that supersedes it, or its own */
};

struct versions {
	struct version *list;
	size_t n;
	const struct idmap *by_mail;
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

/* What a mail says by naming another one. */
struct reference {
	const char *rule;
	struct str name;  /* of the line in post.links; empty: In-Reply-To */
	bool any_version; /* it is said in so many words: a work may begin anew at v1 */
};

static void bind_reference(struct versions *v, size_t newer, struct str id,
			   const struct reference *ref)
{
	size_t older = idmap_get(v->by_mail, hash_id(id));
	const struct series *n = v->list[newer].series, *o;

	if (older == IDMAP_NONE || !same_work(v, newer, older))
		return;
	o = v->list[older].series;
	if (ref->any_version || (is_newer(n, o) && same_shape(n, o)))
		bind(v, older, newer, ref->rule);
}

static void bind_by_reference(struct versions *v, const struct reference *ref)
{
	for (size_t i = 0; i < v->n; i++) {
		const struct post *head = v->list[i].series->head;
		struct str links = head->links, id;

		if (!ref->name.len && head->in_reply_to.len)
			bind_reference(v, i, head->in_reply_to, ref);
		while (ref->name.len && next_link(&links, ref->name, &id))
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

void supersede(struct series_set *set, const struct idmap *by_mail)
{
	static const struct reference references[] = {
		{ "supersedes", STR("supersedes "), true },
		{ "link", STR("link "), false },
		{ "thread", STR(""), false },
	};
	struct versions v = {
		.list = xcalloc(set->n + 1, sizeof(struct version)),
		.n = set->n,
		.by_mail = by_mail,
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

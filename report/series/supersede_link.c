/* SPDX-License-Identifier: MIT */
#include "report/series/link_context.h"
#include "report/window/post.h"
#include "report/series/supersede_link.h"
#include "store/util/array.h"

/* Of the links in one cover that may name an older version: bounds what is read again. */
#define LINKS_MAX 8
/* Of such links in one window: beyond, both versions stand. */
#define CHECKS_MAX 1000

struct context {
	struct versions *versions;
	const struct selection *sel;
	const struct hashmap *by_mail;
	int checks; /* how many links were looked into */
};

/*
 * Both are heads of the same kind: a part or a fix posted in reply doesn't replace a
 * series.
 */
static bool same_shape(const struct series *a, const struct series *b)
{
	return a->covered == b->covered &&
	       (a->head->facts & FACT_NUMBERED) == (b->head->facts & FACT_NUMBERED);
}

static bool same_work(const struct context *c, size_t newer, size_t older)
{
	const struct version *n = &c->versions->list[newer],
			     *o = &c->versions->list[older];

	return newer != older && series_has_versions(n->series) &&
	       series_has_versions(o->series) && n->targets == o->targets &&
	       post_same_author(n->series->head, o->series->head);
}

/* A rule by which one mail names another one. */
struct reference {
	const char *rule;
	struct str word; /* of the line in post.links; empty: In-Reply-To */
	bool (*holds)(struct context *, size_t newer, size_t older, struct str id);
};

/* Said in so many words: a work may even begin anew at v1. */
static bool supersedes(struct context *c, size_t newer, size_t older, struct str id)
{
	(void)c, (void)newer, (void)older, (void)id;
	return true;
}

static bool is_newer_work(const struct context *c, size_t newer, size_t older)
{
	const struct series *n = c->versions->list[newer].series,
			    *o = c->versions->list[older].series;

	return series_is_newer(n, o) && same_shape(n, o);
}

/*
 * Some part of the one has the title of a part of the other: what depends on a series
 * doesn't repeat it.
 */
static bool shares_part(const struct context *c, const struct series *a,
			const struct series *b)
{
	struct hashmap titles = HASHMAP_INIT;
	bool shared = false;

	for (size_t i = 0; i < a->n; i++)
		if (c->sel->posts[a->posts[i]].kind == KIND_PATCH)
			hashmap_put(&titles, hash_text(c->sel->posts[a->posts[i]].title),
				    i);
	for (size_t i = 0; i < b->n && !shared; i++)
		shared =
		    c->sel->posts[b->posts[i]].kind == KIND_PATCH &&
		    hashmap_get(&titles, hash_text(c->sel->posts[b->posts[i]].title)) !=
			HASHMAP_NONE;
	hashmap_release(&titles);
	return shared;
}

static bool says_older(const struct series *newer, const struct series *older,
		       struct str id)
{
	struct mail m = MAIL_INIT;
	bool says = newer->head->inbox && post_text(newer->head, &m) == ST_OK &&
		    changelog_links(m.record.body, id, older->version,
				    series_has(older, FACT_RFC));

	mail_release(&m);
	return says;
}

/* A standalone patch, a series without a cover, one with. */
static int size_of(const struct series *s)
{
	return s->covered ? 2 : (s->head->facts & FACT_NUMBERED) ? 1 : 0;
}

/*
 * Covers link to what they depend on as well as to what they replace. What says
 * so may have become a series; but one patch out of a series doesn't replace it.
 */
static bool links_older(struct context *c, size_t newer, size_t older, struct str id)
{
	const struct series *n = c->versions->list[newer].series,
			    *o = c->versions->list[older].series;

	if (!series_is_newer(n, o) || c->checks++ >= CHECKS_MAX)
		return false;
	return (same_shape(n, o) && shares_part(c, n, o)) ||
	       (size_of(n) >= size_of(o) && says_older(n, o, id));
}

/* A new version in reply to the old one, unless another one is its old one. */
static bool replies_older(struct context *c, size_t newer, size_t older, struct str id)
{
	(void)id;
	return !c->versions->list[newer].has_older && is_newer_work(c, newer, older);
}

static void bind_reference(struct context *c, size_t newer, struct str id,
			   const struct reference *ref)
{
	size_t older = hashmap_get(c->by_mail, hash_id(id));

	if (older != HASHMAP_NONE && c->versions->list[older].newer == older &&
	    same_work(c, newer, older) && ref->holds(c, newer, older, id))
		versions_bind(c->versions, older, newer, ref->rule);
}

static void bind_by_reference(struct context *c, const struct reference *ref)
{
	for (size_t i = 0; i < c->versions->n; i++) {
		const struct post *head = c->versions->list[i].series->head;
		struct str links = head->links, id;

		if (!ref->word.len && head->in_reply_to.len)
			bind_reference(c, i, head->in_reply_to, ref);
		for (int n = 0; n < LINKS_MAX && ref->word.len &&
				post_links_next(&links, ref->word, &id);
		     n++)
			bind_reference(c, i, id, ref);
	}
}

void reference_bind(struct versions *v, const struct selection *sel,
		    const struct hashmap *by_mail)
{
	static const struct reference references[] = {
		{ "supersedes", STR("supersedes "), supersedes },
		{ "link", STR("link "), links_older },
		{ "thread", STR(""), replies_older },
	};
	struct context c = { .versions = v, .sel = sel, .by_mail = by_mail };

	for (size_t i = 0; i < ARRAY_SIZE(references); i++)
		bind_by_reference(&c, &references[i]);
}

/* SPDX-License-Identifier: MIT */
#include "report/series/link_context.h"
#include "report/window/kinship.h"
#include "report/window/links.h"
#include "report/series/supersede_link.h"

#define COUNT(a) (sizeof(a) / sizeof((a)[0]))

struct context {
	struct versions *versions;
	const struct hashmap *by_mail;
	struct mail text; /* of the head of text_of */
	const struct series *text_of;
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
static bool says_supersedes(struct context *c, size_t newer, size_t older, struct str id)
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
static bool shares_part(const struct series *a, const struct series *b)
{
	struct hashmap titles = HASHMAP_INIT;
	bool shared = false;

	for (size_t i = 0; i < a->n_mails; i++)
		if (a->mails[i]->kind == KIND_PATCH)
			hashmap_put(&titles, hash_text(a->mails[i]->title), i);
	for (size_t i = 0; i < b->n_mails && !shared; i++)
		shared =
		    b->mails[i]->kind == KIND_PATCH &&
		    hashmap_get(&titles, hash_text(b->mails[i]->title)) != HASHMAP_NONE;
	hashmap_release(&titles);
	return shared;
}

/* Reads the text of each newer version once, however many links it has. */
static bool says_older(struct context *c, const struct series *newer,
		       const struct series *older, struct str id)
{
	if (!newer->head->inbox)
		return false;
	if (c->text_of != newer) {
		c->text_of = newer;
		if (post_text(newer->head, &c->text) != ST_OK)
			c->text.record.body = STR_EMPTY;
	}
	return changelog_links(c->text.record.body, id, older->version,
			       series_has(older, FACT_RFC));
}

/* A standalone patch, a series without a cover, one with. */
static int size_of(const struct series *s)
{
	return s->covered ? 2 : (s->head->facts & FACT_NUMBERED) ? 1 : 0;
}

/*
 * Covers link to what they depend on as well as to what they replace. What says
 * so may have become a series; but one patch out of a series doesn't hide it.
 */
static bool links_older(struct context *c, size_t newer, size_t older, struct str id)
{
	const struct series *n = c->versions->list[newer].series,
			    *o = c->versions->list[older].series;

	if (!series_is_newer(n, o))
		return false;
	if (same_shape(n, o) && shares_part(n, o))
		return true;
	if (!says_older(c, n, o, id))
		return false;
	if (!o->n || size_of(n) >= size_of(o))
		return true;
	versions_share(c->versions, older, newer, "link");
	return false;
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

	if (older < c->versions->n && same_work(c, newer, older) &&
	    ref->holds(c, newer, older, id))
		versions_bind(c->versions, older, newer, ref->rule);
}

static void bind_by_reference(struct context *c, const struct reference *ref)
{
	for (size_t i = 0; i < c->versions->n; i++) {
		const struct post *head = c->versions->list[i].series->head;
		struct str links = head->links, id;

		if (!ref->word.len && head->in_reply_to.len)
			bind_reference(c, i, head->in_reply_to, ref);
		for (int n = 0; n < VERSION_LINKS_MAX && ref->word.len &&
				links_next(&links, ref->word, &id);
		     n++)
			bind_reference(c, i, id, ref);
	}
}

void reference_bind(struct versions *v, const struct hashmap *by_mail)
{
	static const struct reference references[] = {
		{ "supersedes", STR("supersedes "), says_supersedes },
		{ "link", STR("link "), links_older },
		{ "thread", STR(""), replies_older },
	};
	struct context c = { .versions = v, .by_mail = by_mail, .text = MAIL_INIT };

	for (size_t i = 0; i < COUNT(references); i++)
		bind_by_reference(&c, &references[i]);
	mail_release(&c.text);
}

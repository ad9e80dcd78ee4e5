/* SPDX-License-Identifier: MIT */
#include "report/people/mailmap.h"
#include "report/people/trailer_people.h"
#include "report/series/link_context.h"
#include "report/series/series_group_find.h"
#include "report/series/version_order.h"
#include "report/window/post.h"
#include "report/series/supersede.h"
#include "store/util/array.h"

struct link_binder {
	struct versions *versions;
	const struct hashmap *by_mail;
	const struct series *text_of;
	struct mail text; /* of its head */
};

/* Two heads of one kind: a part or a fix that is sent in reply replaces no series. */
static bool same_shape(const struct series *a, const struct series *b)
{
	return a->covered == b->covered &&
	       (a->head->facts & FACT_NUMBERED) == (b->head->facts & FACT_NUMBERED);
}

/* How a mail names an older version. */
struct link_rule {
	const char *name;
	struct str word; /* begins a line of post.links; empty: In-Reply-To */
	bool (*holds)(struct link_binder *, size_t newer, size_t older, struct str id);
};

/* Some mail of newer has the Signed-off-by of older's author. */
static bool keeps_signoff(const struct version *newer, const struct version *older)
{
	const struct series *s = newer->series;

	for (size_t i = 0; i < s->n_mails; i++) {
		struct str rest = s->mails[i]->trailers;
		struct trailer t;

		while (trailer_people_next(&rest, &t)) {
			struct poster_keys who = version_person_keys(t.who);

			if (str_ieq(t.key, STR("Signed-off-by")) &&
			    poster_keys_meet(&who, &older->author))
				return true;
		}
	}
	return false;
}

static bool may_be_versions(const struct version *newer, const struct version *older)
{
	return newer != older && series_has_versions(newer->series) &&
	       series_has_versions(older->series) &&
	       newer->repository == older->repository;
}

/* Another person's mail binds only if it says so and keeps the author's sign-off. */
static bool may_bind(const struct link_binder *c, size_t newer, size_t older,
		     const struct link_rule *rule)
{
	const struct version *n = &c->versions->list[newer],
			     *o = &c->versions->list[older];

	return may_be_versions(n, o) &&
	       (version_has_poster_of(n, o) || (rule->word.len && keeps_signoff(n, o)));
}

static bool is_posted_by(const struct link_binder *c, size_t version,
			 const struct post *p)
{
	struct poster_keys who =
	    version_person_keys(mailmap_poster(c->versions->mailmap, p));

	return poster_keys_meet(&who, &c->versions->list[version].poster);
}

/* It says so itself: even v1 may supersede v3. */
static bool says_supersedes(struct link_binder *c, size_t newer, size_t older,
			    struct str id)
{
	(void)c, (void)newer, (void)older, (void)id;
	return true;
}

static bool is_newer_work(const struct link_binder *c, size_t newer, size_t older)
{
	const struct series *n = c->versions->list[newer].series,
			    *o = c->versions->list[older].series;

	return series_is_newer(n, o) && same_shape(n, o);
}

/* Two parts have one title: a series doesn't repeat what it depends on. */
static bool shares_part(const struct series *a, const struct series *b)
{
	struct hashmap titles = HASHMAP_INIT;
	bool shared = false;

	for (size_t i = 0; i < a->n_mails; i++)
		if (a->mails[i]->kind == KIND_PATCH)
			hashmap_put(&titles, post_title_hash(a->mails[i]), i);
	for (size_t i = 0; i < b->n_mails && !shared; i++)
		shared =
		    b->mails[i]->kind == KIND_PATCH &&
		    hashmap_get(&titles, post_title_hash(b->mails[i])) != HASHMAP_NONE;
	hashmap_release(&titles);
	return shared;
}

/* Reads the text of a newer version once for all its links. */
static bool says_older(struct link_binder *c, const struct series *newer,
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

/* 0: a standalone patch; 1: a series without a cover; 2: a series with a cover. */
static int size_of(const struct series *s)
{
	return s->covered ? 2 : (s->head->facts & FACT_NUMBERED) ? 1 : 0;
}

static bool same_targets(const struct link_binder *c, size_t newer, size_t older)
{
	return c->versions->list[newer].targets == c->versions->list[older].targets;
}

static bool posts_for(const struct link_binder *c, size_t newer, size_t older)
{
	return version_has_poster_of(&c->versions->list[newer],
				     &c->versions->list[older]);
}

static bool same_title(const struct series *a, const struct series *b)
{
	return post_title_hash(a->head) == post_title_hash(b->head);
}

/*
 * Covers link to series that they depend on, and to older versions. A patch may become a
 * series; but one patch out of a series doesn't hide that. Another person's work often
 * rests on the series to which it links: some title must be the same.
 */
static bool links_older(struct link_binder *c, size_t newer, size_t older, struct str id)
{
	const struct series *n = c->versions->list[newer].series,
			    *o = c->versions->list[older].series;

	if (!series_is_newer(n, o) ||
	    !(posts_for(c, newer, older) || same_title(n, o) || shares_part(n, o)))
		return false;
	if (same_shape(n, o) && same_targets(c, newer, older) && shares_part(n, o))
		return true;
	if (!says_older(c, n, o, id))
		return false;
	if (!o->n || size_of(n) >= size_of(o))
		return true;
	versions_share(c->versions, older, newer, "link");
	return false;
}

/* A version in reply to an older one, unless it supersedes another one. */
static bool replies_older(struct link_binder *c, size_t newer, size_t older,
			  struct str id)
{
	(void)id;
	return !c->versions->list[newer].has_older && is_newer_work(c, newer, older);
}

/* Returns the key of the mail that has the Message-ID of that hash and p's poster. */
static uint64_t own_key(uint64_t id, const struct post *p)
{
	return hash_mix(id, hash_nocase(p->poster_addr));
}

static void put_first(struct hashmap *by_mail, uint64_t key, size_t index)
{
	if (hashmap_get(by_mail, key) == HASHMAP_NONE)
		hashmap_put(by_mail, key, index);
}

void versions_put_mail(struct hashmap *by_mail, const struct post *p, size_t index)
{
	put_first(by_mail, post_key(p), index);
	put_first(by_mail, post_id(p), index);
	put_first(by_mail, own_key(post_id(p), p), index);
}

bool versions_has_own(const struct hashmap *by_mail, struct str message_id,
		      const struct post *p)
{
	return hashmap_get(by_mail, own_key(hash_id(message_id), p)) != HASHMAP_NONE;
}

/* The version that p names: that of its own poster's mail, if there is one. */
static size_t find_named(const struct link_binder *c, struct str id, const struct post *p)
{
	uint64_t hash = hash_id(id);
	size_t own = hashmap_get(c->by_mail, own_key(hash, p));

	return own == HASHMAP_NONE ? hashmap_get(c->by_mail, hash) : own;
}

static void bind_named(struct link_binder *c, size_t newer, size_t older, struct str id,
		       const struct link_rule *rule)
{
	if (older < c->versions->n && may_bind(c, newer, older, rule) &&
	    rule->holds(c, newer, older, id))
		versions_bind(c->versions, older, newer, rule->name);
}

/* The nearest patch or cover that a mail answers, or a review of which it answers. */
static size_t find_answered_mail(const struct link_binder *c, const struct post *p)
{
	struct str refs = newest_refs(p);
	size_t at = find_named(c, p->in_reply_to, p);
	uint64_t id;

	while (at >= c->versions->n && newest_refs_next(&refs, &id))
		at = hashmap_get(c->by_mail, id);
	return at;
}

/*
 * A reply says Supersedes for the version that it answers. The poster of the newer
 * version speaks for it as in its own text, the poster of the older one freely.
 */
static void bind_note(struct link_binder *c, const struct post *note,
		      const struct link_rule *rule)
{
	size_t newer = find_answered_mail(c, note);
	struct str links = note->links, id;
	struct version *x;

	if (newer >= c->versions->n)
		return;
	x = &c->versions->list[newer];
	for (; x->notes < VERSION_LINKS_MAX && post_links_next(&links, rule->word, &id);
	     x->notes++) {
		size_t older = find_named(c, id, note);

		if (older >= c->versions->n)
			continue;
		if (is_posted_by(c, older, note) &&
		    may_be_versions(&c->versions->list[newer], &c->versions->list[older]))
			versions_bind(c->versions, older, newer, rule->name);
		else if (is_posted_by(c, newer, note))
			bind_named(c, newer, older, id, rule);
	}
}

static void bind_by_rule(struct link_binder *c, const struct link_rule *rule)
{
	for (size_t i = 0; i < c->versions->n; i++) {
		const struct post *head = c->versions->list[i].series->head;
		struct str links = head->links, id;

		if (!rule->word.len && head->in_reply_to.len)
			bind_named(c, i, find_answered_mail(c, head), head->in_reply_to,
				   rule);
		for (int n = 0; n < VERSION_LINKS_MAX && rule->word.len &&
				post_links_next(&links, rule->word, &id);
		     n++)
			bind_named(c, i, find_named(c, id, head), id, rule);
	}
}

void supersede_by_link(struct versions *v, const struct hashmap *by_mail,
		       const struct post *notes, size_t n_notes)
{
	static const struct link_rule rules[] = {
		{ "supersedes", STR("supersedes "), says_supersedes },
		{ "link", STR("link "), links_older },
		{ "thread", STR(""), replies_older },
	};
	struct link_binder c = { .versions = v, .by_mail = by_mail, .text = MAIL_INIT };

	for (size_t i = 0; i < n_notes; i++)
		bind_note(&c, &notes[i], &rules[0]);
	for (size_t i = 0; i < ARRAY_SIZE(rules); i++)
		bind_by_rule(&c, &rules[i]);
	mail_release(&c.text);
}

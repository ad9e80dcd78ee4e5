/* SPDX-License-Identifier: MIT */
#include <stdlib.h>

#include "report/series/version_order.h"
#include "report/window/post.h"
#include "report/series/series_group_find.h"

static size_t new_group(struct group_builder *b, size_t mail)
{
	const struct post *p = b->set->mails[mail].post;
	size_t at = b->set->n++;

	b->set->list[at] = (struct series_group){
		.first = mail,
		.last = mail,
		.head = p,
		.version = b->set->mails[mail].version,
		.total = p->total,
		.numbered = post_in_series(p),
	};
	return at;
}

static void join_group(struct group_builder *b, size_t at, size_t mail)
{
	struct series_group *to = &b->set->list[at];
	struct group_mail *m = &b->set->mails[mail];
	const struct post *p = m->post;
	size_t taken = hashmap_get(&b->parts, hash_mix(at, p->number));

	to->n_mails++;
	if (to->last != mail)
		b->set->mails[to->last].next = mail;
	to->last = mail;
	m->group = at;
	if (post_is_cover(p)) {
		to->cover = p;
		to->version = m->version;
		to->version_answered = m->version_answered;
		to->total_answered = m->total_answered;
	} else if (taken != HASHMAP_NONE && post_in_series(p)) {
		b->set->mails[taken].replaced_by = mail;
	} else {
		to->parts++;
		to->highest = p->number > to->highest ? p->number : to->highest;
		to->threaded = to->threaded || m->parent;
	}
	if (p->total && !(to->total && p == to->cover))
		to->total = p->total;
	if (to->cover && !post_in_series(p))
		to->total = 1;
	if (p == to->cover || (!to->cover && p->number < to->head->number))
		to->head = p;
	hashmap_put(&b->parts, hash_mix(at, p->number), mail);
}

static void add_ref_keys(struct group_builder *b, size_t at, uint64_t id,
			 const struct group_keys *k)
{
	uint64_t key = hash_mix(id, k->numbering);

	for (int by = 0; by < KNOWN_BY; by++)
		if (k->sender->by[by])
			hashmap_put(&b->by_ref, hash_mix(key, k->sender->by[by]), at);
}

/* Later mails find the group by these. */
static void add_keys(struct group_builder *b, size_t at, const struct group_mail *m,
		     const struct group_keys *k)
{
	struct str refs = newest_refs(m->post);
	uint64_t id;

	if (m->parent)
		add_ref_keys(b, at, m->parent, k);
	while (newest_refs_next(&refs, &id))
		add_ref_keys(b, at, id, k);
	for (int by = 0; by < KNOWN_BY; by++) {
		if (!k->sender->by[by])
			continue;
		hashmap_put(&b->posters, hash_mix(at, k->sender->by[by]), at);
		hashmap_put(&b->by_sender, sender_group_key(k, m->targets, by), at);
		hashmap_put(&b->by_sender, sender_group_key(k, ANY_TARGETS, by), at);
	}
}

static void bind_numbered(struct group_builder *b, size_t mail)
{
	struct group_mail *m = &b->set->mails[mail];
	struct group_keys k = group_keys_of(m);
	size_t at = series_group_find(b, m, &k);

	if (at == SERIES_GROUP_NONE)
		at = new_group(b, mail);
	join_group(b, at, mail);
	add_keys(b, at, m, &k);
}

/* The cover that a mail of its poster answers directly, or NULL. */
static struct group_mail *cover_above(const struct series_groups *set,
				      const struct group_mail *m)
{
	size_t i = m->parent ? hashmap_get(&set->by_id, m->parent) : HASHMAP_NONE;

	if (i == HASHMAP_NONE || post_is_cover(m->post) ||
	    !post_is_cover(set->mails[i].post) ||
	    !poster_keys_meet(&set->mails[i].sender, &m->sender))
		return NULL;
	return &set->mails[i];
}

/* The cover without a counter that a patch without a counter answers, or NULL. */
static struct group_mail *naked_cover_of(const struct series_groups *set,
					 const struct group_mail *m)
{
	struct group_mail *cover = post_in_series(m->post) ? NULL : cover_above(set, m);

	return cover && !(cover->post->facts & FACT_NUMBERED) ? cover : NULL;
}

/* Binds the mail's cover first: with a later Date it would miss other authors' parts. */
static void bind_cover_of(struct group_builder *b, const struct group_mail *m)
{
	size_t i = m->parent ? hashmap_get(&b->set->by_id, m->parent) : HASHMAP_NONE;

	if (i == HASHMAP_NONE || b->set->mails[i].group != SERIES_GROUP_NONE ||
	    !post_is_cover(b->set->mails[i].post) || post_is_cover(m->post))
		return;
	bind_numbered(b, i);
}

/* Rule 15: a patch without a counter is the only part of a cover without a counter. */
static void bind_single(struct group_builder *b, size_t mail)
{
	const struct group_mail *cover = naked_cover_of(b->set, &b->set->mails[mail]);
	bool below = cover && cover->singles == 1 && !b->set->list[cover->group].parts;

	join_group(b, below ? cover->group : new_group(b, mail), mail);
}

static void bind_mail(struct group_builder *b, size_t mail)
{
	struct group_mail *m = &b->set->mails[mail];

	if (m->group != SERIES_GROUP_NONE)
		return;
	bind_cover_of(b, m);
	if (post_in_series(m->post))
		bind_numbered(b, mail);
	else
		bind_single(b, mail);
}

static int cmp_group_mail(const void *a, const void *b)
{
	return post_cmp_date(((const struct group_mail *)a)->post,
			     ((const struct group_mail *)b)->post);
}

/* A poster's mail that bears a Message-ID which others bear too. */
static uint64_t posted_key(uint64_t id, const struct post *p)
{
	return hash_mix(id, hash_nocase(p->poster_addr));
}

/* Sets by_id; a mail that answers several with one Message-ID answers its poster's. */
static void index_mails(struct series_groups *set)
{
	bool reused = false;

	for (size_t i = 0; i < set->n_mails; i++) {
		struct group_mail *m = &set->mails[i];

		if (hashmap_get(&set->by_id, m->id) != HASHMAP_NONE) {
			uint64_t posted = posted_key(m->id, m->post);
			m->id = post_key(m->post);
			reused = true;
			if (hashmap_get(&set->by_id, posted) == HASHMAP_NONE)
				hashmap_put(&set->by_id, posted, i);
		}
		hashmap_put(&set->by_id, m->id, i);
	}
	for (size_t i = 0; i < set->n_mails && reused; i++) {
		struct group_mail *m = &set->mails[i];
		size_t first = hashmap_get(&set->by_id, m->parent), own;

		own = hashmap_get(&set->by_id, posted_key(m->parent, m->post));
		if (own != HASHMAP_NONE && own != i && first != HASHMAP_NONE &&
		    !str_ieq(set->mails[first].post->poster_addr, m->post->poster_addr))
			m->parent = set->mails[own].id;
	}
}

/* The cover that a mail answers directly as its part, or NULL. */
static struct group_mail *cover_answered_by(const struct series_groups *set,
					    const struct group_mail *m)
{
	return post_in_series(m->post) ? cover_above(set, m) : naked_cover_of(set, m);
}

/*
 * Rule 15: what the direct answers to each cover say. A cover without a version has that
 * of its first part, unless some part has no version either.
 */
static void read_answers(struct series_groups *set)
{
	for (size_t i = 0; i < set->n_mails; i++) {
		const struct group_mail *m = &set->mails[i];
		struct group_mail *cover = cover_answered_by(set, m);

		if (!cover)
			continue;
		if (!post_in_series(m->post))
			cover->singles++;
		else if (cover->post->total == m->post->total)
			cover->total_answered = true;
		if (version_cmp(cover->post->version, m->post->version) == 0)
			cover->version_answered = true;
	}
	for (size_t i = set->n_mails; i-- > 0;) {
		struct group_mail *cover = cover_answered_by(set, &set->mails[i]);

		if (cover && !cover->version_answered &&
		    !(cover->post->facts & FACT_VERSIONED))
			cover->version = set->mails[i].version;
	}
}

void series_groups_bind(struct series_groups *set, const struct post *const *posts,
			size_t n)
{
	struct group_builder b = { .set = set };

	*set = (struct series_groups){
		.mails = xcalloc(n + 1, sizeof(*set->mails)),
		.n_mails = n,
		.list = xcalloc(n + 1, sizeof(*set->list)),
	};
	for (size_t i = 0; i < n; i++)
		set->mails[i] = (struct group_mail){
			.post = posts[i],
			.id = post_id(posts[i]),
			.parent = post_answers(posts[i]),
			.targets = post_targets(posts[i]),
			.sender = post_poster_keys(posts[i]),
			.version = posts[i]->version,
			.group = SERIES_GROUP_NONE,
			.next = SERIES_GROUP_NONE,
			.replaced_by = SERIES_GROUP_NONE,
		};
	qsort(set->mails, n, sizeof(*set->mails), cmp_group_mail);
	index_mails(set);
	read_answers(set);
	for (size_t i = 0; i < n; i++)
		bind_mail(&b, i);
	hashmap_release(&b.by_ref);
	hashmap_release(&b.by_sender);
	hashmap_release(&b.parts);
	hashmap_release(&b.posters);
}

void series_groups_release(struct series_groups *set)
{
	free(set->mails);
	free(set->list);
	hashmap_release(&set->by_id);
	*set = (struct series_groups){ .n = 0 };
}

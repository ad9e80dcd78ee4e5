/* SPDX-License-Identifier: MIT */
#include <stdlib.h>

#include "report/util/hashmap.h"
#include "report/window/kept_posts.h"
#include "store/util/array.h"

/* The replies to one Message-ID in one inbox, in the order of inbox_replies(). */
struct kept_replies {
	struct inbox *inbox;
	uint64_t parent;
	int64_t since; /* as they were asked for */
	const struct post **posts;
	size_t n, cap;
	enum status st;
};

struct kept_posts {
	const struct post **posts;
	size_t n, cap;
	struct hashmap by_mail; /* into posts */
	struct kept_replies *replies;
	size_t n_replies, replies_cap;
	struct hashmap by_parent; /* into replies */
	struct arena arena;
};

static uint64_t mail_place(const struct inbox *inbox, uint32_t seq)
{
	return hash_mix((uintptr_t)inbox, seq);
}

static void keep_post(struct kept_posts *k, const struct post *p)
{
	k->posts = array_grow(k->posts, k->n, &k->cap, sizeof(struct post *));
	k->posts[k->n] = p;
	hashmap_put(&k->by_mail, mail_place(p->inbox, p->seq), k->n++);
}

void kept_posts_begin(const struct selection *s)
{
	struct kept_posts *k;

	if (!s->kept || *s->kept)
		return;
	k = *s->kept = xcalloc(1, sizeof(*k));
	for (size_t i = 0; i < s->n; i++)
		keep_post(k, &s->posts[i]);
	for (size_t i = 0; i < s->n_replies; i++)
		keep_post(k, &s->replies[i]);
}

static struct kept_posts *kept_by(const struct selection *s)
{
	return s->kept ? *s->kept : NULL;
}

/* NULL: no post of the mail was kept. */
static const struct post *find_kept(const struct kept_posts *k, const struct inbox *inbox,
				    uint32_t seq)
{
	size_t at = hashmap_get(&k->by_mail, mail_place(inbox, seq));
	const struct post *p = at == HASHMAP_NONE ? NULL : k->posts[at];

	return p && p->inbox == inbox && p->seq == seq ? p : NULL;
}

/* The post of a mail: as it is known, or a new one. answers: as in the post; 0: not
 * known.
 */
static const struct post *keep_mail(struct kept_posts *k, struct inbox *inbox,
				    const struct mail *m, uint64_t answers)
{
	const struct post *known = find_kept(k, inbox, m->seq);
	struct post *p;

	if (known)
		return known;
	p = arena_alloc(&k->arena, sizeof(*p));
	post_borrow(p, inbox, m);
	p->answers = answers;
	post_keep(p, &k->arena);
	keep_post(k, p);
	return p;
}

bool kept_posts_visit(const struct selection *s, struct inbox *inbox,
		      const struct mail *m, kept_post_fn *fn, void *arg)
{
	struct kept_posts *k = kept_by(s);
	struct post p;

	if (k)
		return fn(arg, keep_mail(k, inbox, m, 0));
	post_borrow(&p, inbox, m);
	return fn(arg, &p);
}

const struct post *kept_post(const struct selection *s, const struct post *p,
			     struct arena *arena)
{
	struct post *copy;

	if (kept_by(s))
		return p;
	copy = arena_alloc(arena, sizeof(*copy));
	*copy = *p;
	post_keep(copy, arena);
	return copy;
}

struct reply_reader {
	const struct selection *selection;
	struct inbox *inbox;
	kept_post_fn *fn;
	void *arg;
};

/* Visits the replies where the selection keeps no posts. */
static bool visit_reply(void *arg, struct mail *m)
{
	const struct reply_reader *rd = arg;

	selection_set_kind(rd->selection, &m->record);
	return kept_posts_visit(rd->selection, rd->inbox, m, rd->fn, rd->arg);
}

static enum status visit_unkept(struct reply_reader rd, uint64_t parent, int64_t since)
{
	unsigned char hash[ID_HASH];

	hash_put_bytes(hash, parent);
	return inbox_replies(rd.inbox, hash, since, visit_reply, &rd);
}

static bool keep_reply(void *arg, struct mail *m)
{
	const struct reply_reader *rd = arg;
	struct kept_replies *to = rd->arg;

	selection_set_kind(rd->selection, &m->record);
	to->posts = array_grow(to->posts, to->n, &to->cap, sizeof(struct post *));
	to->posts[to->n++] = keep_mail(*rd->selection->kept, rd->inbox, m, to->parent);
	return true;
}

static void read_replies(struct kept_replies *to, const struct selection *s,
			 int64_t since)
{
	struct reply_reader rd = { .selection = s, .inbox = to->inbox, .arg = to };
	unsigned char hash[ID_HASH];

	to->n = 0;
	to->since = since;
	hash_put_bytes(hash, to->parent);
	to->st = inbox_replies(to->inbox, hash, since, keep_reply, &rd);
}

/* The replies as they are known; since is INT64_MAX if they were not read yet. */
static struct kept_replies *known_replies(struct kept_posts *k, struct inbox *inbox,
					  uint64_t parent)
{
	uint64_t key = hash_mix((uintptr_t)inbox, parent);
	size_t at = hashmap_get(&k->by_parent, key);

	if (at != HASHMAP_NONE && k->replies[at].inbox == inbox &&
	    k->replies[at].parent == parent)
		return &k->replies[at];
	k->replies =
	    array_grow(k->replies, k->n_replies, &k->replies_cap, sizeof(*k->replies));
	k->replies[k->n_replies] =
	    (struct kept_replies){ .inbox = inbox, .parent = parent, .since = INT64_MAX };
	hashmap_put(&k->by_parent, key, k->n_replies);
	return &k->replies[k->n_replies++];
}

static enum status visit_replies(const struct kept_replies *known, int64_t since,
				 kept_post_fn *fn, void *arg)
{
	int64_t first = inbox_first_reply(since);

	for (size_t i = 0; i < known->n; i++)
		if (known->posts[i]->arrival >= first && !fn(arg, known->posts[i]))
			break;
	return known->st;
}

enum status kept_posts_replies(const struct selection *s, struct inbox *inbox,
			       uint64_t parent, int64_t since, kept_post_fn *fn,
			       void *arg)
{
	struct kept_posts *k = kept_by(s);
	struct kept_replies *known;

	if (!k)
		return visit_unkept((struct reply_reader){ s, inbox, fn, arg }, parent,
				    since);
	known = known_replies(k, inbox, parent);
	if (since < known->since)
		read_replies(known, s, since);
	return visit_replies(known, since, fn, arg);
}

void kept_posts_release(struct selection *s)
{
	struct kept_posts *k = kept_by(s);

	if (k) {
		for (size_t i = 0; i < k->n_replies; i++)
			free(k->replies[i].posts);
		free(k->replies);
		free(k->posts);
		hashmap_release(&k->by_mail);
		hashmap_release(&k->by_parent);
		arena_release(&k->arena);
		free(k);
	}
	free(s->kept);
	s->kept = NULL;
}

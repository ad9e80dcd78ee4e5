/* SPDX-License-Identifier: MIT */
#include <stdlib.h>

#include "report/util/hashmap.h"
#include "report/window/post.h"
#include "report/window/same_id.h"
#include "report/people/mailmap.h"
#include "report/thread/series_reviews.h"
#include "report/people/trailer_people.h"

/* Replies of one series that are read, people that are named: bounds what a hostile
 * thread costs. */
#define REPLIES_MAX 20000
#define REVIEWS_MAX 200

#define PART_ALL 0

/* A mail whose replies are read, and the part it belongs to. */
struct branch {
	struct str id, title;
	uint64_t key; /* mail_key() */
	uint32_t part;
	bool own; /* a mail of the series */
};

struct reader {
	struct series_reviews *found;
	const struct mailmap *mailmap;
	struct branch *queue;
	size_t n, cap;
	const struct selection *sel;
	struct branch at;	    /* the branch being read */
	struct same_id_group group; /* of its Message-ID, if has_group */
	bool has_group;
	struct hashmap visited; /* mails */
	struct hashmap people;	/* (key, address): index of the review */
	struct hashmap given;	/* (review, part) */
};

static void push(struct reader *r, struct branch b)
{
	if (hashmap_get(&r->visited, b.key) != HASHMAP_NONE || r->n >= REPLIES_MAX)
		return;
	hashmap_put(&r->visited, b.key, 0);
	b.id = arena_str(&r->found->arena, b.id);
	b.title = arena_str(&r->found->arena, b.title);
	if (r->n == r->cap) {
		r->cap = r->cap ? 2 * r->cap : 64;
		r->queue = xrealloc(r->queue, r->cap * sizeof(*r->queue));
	}
	r->queue[r->n++] = b;
}

/* "Reviewed-By" as "Reviewed-by". */
static struct str key_spelling(struct arena *arena, struct str key)
{
	struct str copy = arena_str(arena, key);
	char *s = arena_alloc(arena, copy.len + 1);

	for (size_t i = 0; i < copy.len; i++)
		s[i] = to_lower(copy.s[i]);
	if (copy.len && s[0] >= 'a' && s[0] <= 'z')
		s[0] = (char)(s[0] - 'a' + 'A');
	return (struct str){ s, copy.len };
}

/* Who gives a trailer writes the mail: else it is told, or made up. */
static bool is_sender(const struct record *r, struct person p)
{
	return person_same(p, (struct person){ r->from_name, r->from_addr }) ||
	       person_same(p, (struct person){ r->author_name, r->author_addr });
}

static size_t find_review(struct reader *r, struct str key, struct str addr)
{
	struct series_reviews *f = r->found;
	uint64_t who = hash_mix(hash_text(key), hash_text(addr));
	size_t at = hashmap_get(&r->people, who);

	if (at != HASHMAP_NONE || f->n >= REVIEWS_MAX)
		return at;
	if (f->n == f->cap) {
		f->cap = f->cap ? 2 * f->cap : 16;
		f->list = xrealloc(f->list, f->cap * sizeof(*f->list));
	}
	at = f->n++;
	f->list[at] =
	    (struct review){ .key = key_spelling(&f->arena, key), .date = DATE_NONE };
	hashmap_put(&r->people, who, at);
	return at;
}

static void give(struct reader *r, const struct record *m, const struct trailer *t)
{
	struct person who = mailmap_person(r->mailmap, t->who);
	struct review *review;
	size_t at = HASHMAP_NONE;

	if (is_sender(m, t->who))
		at = find_review(r, t->key, who.addr);
	if (at == HASHMAP_NONE)
		return;
	review = &r->found->list[at];
	if (!review->addr.len || m->date > review->date ||
	    (m->date == review->date && str_cmp(who.name, review->name) > 0)) {
		review->name = arena_str(&r->found->arena, who.name);
		review->addr = arena_str(&r->found->arena, who.addr);
		review->date = m->date;
	}
	review->whole = review->whole || r->at.part == PART_ALL;
	if (hashmap_get(&r->given, hash_mix(at, r->at.part)) == HASHMAP_NONE) {
		hashmap_put(&r->given, hash_mix(at, r->at.part), 0);
		review->parts++;
	}
}

static bool is_review(struct str key)
{
	return str_ends(key, STR("-by")) || str_ends(key, STR("-By")) ||
	       str_ends(key, STR("-BY"));
}

static void read_trailers(struct reader *r, const struct record *m)
{
	struct str rest = m->trailers;
	struct trailer t;

	while (trailer_people_next(&rest, &t))
		if (is_review(t.key) && !str_ieq(t.key, STR("Signed-off-by")))
			give(r, m, &t);
}

static void read_group(struct reader *r)
{
	same_id_group_read(&r->group, r->sel->inboxes, r->sel->n_inboxes, r->at.id);
	r->has_group = true;
}

/* A store has several mails with the branch's Message-ID. */
static bool is_reused(const struct reader *r)
{
	for (size_t i = 0; i < r->sel->n_inboxes; i++)
		if (inbox_id_is_reused(r->sel->inboxes[i], r->at.id))
			return true;
	return false;
}

/*
 * Whether a reply to the branch's Message-ID is one to its mail. Below the series'
 * own mails that is mostly only looked into where the title changes: replies are many.
 */
static bool answers_branch(struct reader *r, struct str title)
{
	if (!r->has_group && str_ieq(title, r->at.title))
		return true;
	if (!r->has_group)
		read_group(r);
	return same_id_answers(&r->group, r->at.key, title);
}

/* A patch or cover in the thread has replies of its own. */
static bool read_reply(void *arg, struct mail *m)
{
	struct reader *r = arg;
	const struct record *rec = &m->record;

	const uint64_t key = mail_key(rec);

	if (rec->kind == KIND_PATCH || rec->kind == KIND_COVER ||
	    hashmap_get(&r->visited, key) != HASHMAP_NONE ||
	    !answers_branch(r, rec->title))
		return true;
	push(r, (struct branch){ rec->message_id, rec->title, key, r->at.part, false });
	if (!(rec->facts & FACT_BOT))
		read_trailers(r, rec);
	return r->n < REPLIES_MAX;
}

static int key_rank(struct str key)
{
	static const struct str keys[] = { STR("Reviewed-by"), STR("Acked-by"),
					   STR("Tested-by") };
	int rank = 0, n = sizeof(keys) / sizeof(keys[0]);

	while (rank < n && !str_eq(keys[rank], key))
		rank++;
	return rank;
}

static int cmp_review(const void *a, const void *b)
{
	const struct review *x = a, *y = b;
	int d = key_rank(x->key) - key_rank(y->key);

	if (!d)
		d = str_cmp(x->key, y->key);
	if (!d)
		d = (y->parts > x->parts) - (y->parts < x->parts);
	return d ? d : str_cmp(x->addr, y->addr);
}

static void finish(struct series_reviews *found, uint32_t of)
{
	for (size_t i = 0; i < found->n; i++)
		if (found->list[i].whole || found->list[i].parts > of)
			found->list[i].parts = of;
	if (found->n)
		qsort(found->list, found->n, sizeof(*found->list), cmp_review);
}

/* Replies to a Message-ID that a hostile sender used for many mails are nobody's. */
static enum status read_branch(struct reader *r, int64_t since)
{
	unsigned char hash[ID_HASH];
	enum status worst = ST_OK;

	r->has_group = false;
	if (r->at.own || is_reused(r))
		read_group(r);
	id_hash(hash, r->at.id);
	for (size_t i = 0; i < r->sel->n_inboxes && !r->group.many; i++) {
		enum status st =
		    inbox_replies(r->sel->inboxes[i], hash, since, read_reply, r);

		if (st != ST_OK)
			worst = st;
	}
	same_id_group_release(&r->group);
	return worst;
}

static uint32_t part_of(const struct post *p)
{
	if (post_is_cover(p))
		return PART_ALL;
	return p->facts & FACT_NUMBERED ? p->number : 1;
}

enum status series_reviews_find(struct series_reviews *out, const struct selection *sel,
				const struct series *s)
{
	struct reader r = { .found = out, .mailmap = sel->mailmap, .sel = sel };
	enum status st = ST_OK;
	int64_t since = INT64_MAX;

	*out = (struct series_reviews){ .arena = ARENA_INIT };
	for (size_t i = 0; i < s->n_mails; i++) {
		const struct post *p = s->mails[i];

		if (p->arrival < since)
			since = p->arrival;
		push(&r, (struct branch){ p->message_id, p->title, post_key(p),
					  part_of(p), true });
	}
	for (size_t i = 0; i < r.n; i++) {
		r.at = r.queue[i];
		if (read_branch(&r, since) == ST_DAMAGED)
			st = ST_DAMAGED;
	}
	finish(out, s->announced ? s->announced : s->arrived);
	free(r.queue);
	hashmap_release(&r.visited);
	hashmap_release(&r.people);
	hashmap_release(&r.given);
	return st;
}

void series_reviews_release(struct series_reviews *r)
{
	free(r->list);
	arena_release(&r->arena);
	*r = (struct series_reviews){ .n = 0 };
}

/* SPDX-License-Identifier: MIT */
#include <stdlib.h>

#include "report/util/hashmap.h"
#include "report/window/post.h"
#include "report/people/mailmap.h"
#include "report/people/robots.h"
#include "report/thread/series_reviews.h"
#include "report/people/trailer_people.h"

/* Replies of one series that are read, people that are named: bounds what a hostile
 * thread costs. */
#define REPLIES_MAX 20000
#define REVIEWS_MAX 200

#define PART_ALL 0

/* A mail whose replies are read, and the part it belongs to. */
struct branch {
	struct str id;
	uint32_t part;
};

struct reader {
	struct series_reviews *found;
	const struct mailmap *mailmap;
	const struct robots *robots;
	struct branch *queue;
	size_t n, cap;
	uint32_t part;		/* of the branch being read */
	struct hashmap visited; /* mails */
	struct hashmap people;	/* (key, address): index of the review */
	struct hashmap given;	/* (review, part) */
};

static void push(struct reader *r, struct str id, uint32_t part)
{
	uint64_t key = hash_id(id);

	if (hashmap_get(&r->visited, key) != HASHMAP_NONE || r->n >= REPLIES_MAX)
		return;
	hashmap_put(&r->visited, key, 0);
	if (r->n == r->cap) {
		r->cap = r->cap ? 2 * r->cap : 64;
		r->queue = xrealloc(r->queue, r->cap * sizeof(*r->queue));
	}
	r->queue[r->n++] = (struct branch){ arena_str(&r->found->arena, id), part };
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
	review->whole = review->whole || r->part == PART_ALL;
	if (hashmap_get(&r->given, hash_mix(at, r->part)) == HASHMAP_NONE) {
		hashmap_put(&r->given, hash_mix(at, r->part), 0);
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

/* A patch or cover in the thread has replies of its own. */
static bool read_reply(void *arg, struct mail *m)
{
	struct reader *r = arg;
	const struct record *rec = &m->record;

	if (rec->kind == KIND_PATCH || rec->kind == KIND_COVER ||
	    hashmap_get(&r->visited, hash_id(rec->message_id)) != HASHMAP_NONE)
		return true;
	push(r, rec->message_id, r->part);
	if (!robots_have(r->robots, (struct person){ rec->from_name, rec->from_addr },
			 post_facts(rec) & FACT_BOT))
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

enum status series_reviews_find(struct series_reviews *out, const struct selection *sel,
				const struct series *s)
{
	struct reader r = { .found = out,
			    .mailmap = sel->mailmap,
			    .robots = sel->robots };
	enum status st = ST_OK;
	int64_t since = INT64_MAX;

	*out = (struct series_reviews){ .arena = ARENA_INIT };
	for (size_t i = 0; i < s->n_mails; i++) {
		const struct post *p = s->mails[i];

		if (p->arrival < since)
			since = p->arrival;
		push(&r, p->message_id,
		     post_is_cover(p)		  ? PART_ALL
		     : (p->facts & FACT_NUMBERED) ? p->number
						  : 1);
	}
	for (size_t i = 0; i < r.n; i++) {
		unsigned char hash[ID_HASH];

		id_hash(hash, r.queue[i].id);
		r.part = r.queue[i].part;
		for (size_t k = 0; k < sel->n_inboxes; k++)
			if (inbox_replies(sel->inboxes[k], hash, since, read_reply, &r) ==
			    ST_DAMAGED)
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

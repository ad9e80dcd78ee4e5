/* SPDX-License-Identifier: MIT */
#include <stdlib.h>

#include "report/series/version_order.h"
#include "report/window/post.h"
#include "report/thread/approvals.h"
#include "report/people/robots.h"
#include "report/thread/series_reviews.h"
#include "store/util/array.h"

/* Mails that are read, reviews that are listed: bounds what a hostile thread costs. */
#define REPLIES_MAX 20000
#define REVIEWS_MAX 200

#define PART_ALL 0

struct review_reader {
	struct series_reviews *found;
	const struct mailmap *mailmap;
	const struct robots *robots;
	struct hashmap people; /* (key, address): index of the review */
	struct hashmap given;  /* (review, part) */
};

/* "Reviewed-By" becomes "Reviewed-by". */
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

static size_t find_review(struct review_reader *r, struct str key, struct str addr)
{
	struct series_reviews *f = r->found;
	uint64_t who = hash_mix(hash_text(key), hash_text(addr));
	size_t at = hashmap_get(&r->people, who);

	if (at != HASHMAP_NONE || f->n >= REVIEWS_MAX)
		return at;
	f->list = array_grow(f->list, f->n, &f->cap, sizeof(*f->list));
	at = f->n++;
	f->list[at] =
	    (struct review){ .key = key_spelling(&f->arena, key), .date = DATE_NONE };
	hashmap_put(&r->people, who, at);
	return at;
}

static void add_review(struct review_reader *r, const struct post *reply,
		       const struct trailer *t, uint32_t part)
{
	size_t at = find_review(r, t->key, t->who.addr);
	struct review *review;

	if (at == HASHMAP_NONE)
		return;
	review = &r->found->list[at];
	if (!review->addr.len || reply->date > review->date ||
	    (reply->date == review->date && str_cmp(t->who.name, review->name) > 0)) {
		review->name = arena_str(&r->found->arena, t->who.name);
		review->addr = arena_str(&r->found->arena, t->who.addr);
		review->date = reply->date;
	}
	review->whole = review->whole || part == PART_ALL;
	if (hashmap_get(&r->given, hash_mix(at, part)) == HASHMAP_NONE) {
		hashmap_put(&r->given, hash_mix(at, part), 0);
		review->parts++;
	}
}

static bool is_review(struct str key)
{
	return str_ends(key, STR("-by")) || str_ends(key, STR("-By")) ||
	       str_ends(key, STR("-BY"));
}

static uint32_t reviewed_part(const struct post *p)
{
	if (post_is_cover(p) || p->parts.len)
		return PART_ALL;
	return (p->facts & FACT_NUMBERED) ? p->number : 1;
}

static void reviews_in_reply(struct review_reader *r, const struct threads *t,
			     const struct thread_mail *m)
{
	struct str rest = m->post->trailers;
	struct trailer trailer;

	if (post_is_counted(m->post) || m->about == THREAD_NONE ||
	    t->mails[m->about].series == THREAD_NONE || robots_posted(r->robots, m->post))
		return;
	while (own_trailer_next(&rest, m->post, r->mailmap, &trailer))
		if (is_review(trailer.key) && !str_ieq(trailer.key, STR("Signed-off-by")))
			add_review(r, m->post, &trailer,
				   reviewed_part(t->mails[m->about].post));
}

static int key_rank(struct str key)
{
	static const struct str keys[] = { STR("Reviewed-by"), STR("Acked-by"),
					   STR("Tested-by") };
	int rank = 0, n = ARRAY_SIZE(keys);

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

static void sort_reviews(struct series_reviews *found, uint32_t of)
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
	struct review_reader r = { .found = out,
				   .mailmap = sel->mailmap,
				   .robots = sel->robots };
	struct threads t;
	enum status st;

	*out = (struct series_reviews){ .arena = ARENA_INIT };
	threads_of_series(&t, sel, s, REPLIES_MAX);
	for (size_t i = 0; i < t.n; i++)
		reviews_in_reply(&r, &t, &t.mails[i]);
	sort_reviews(out, s->announced ? s->announced : s->arrived);
	st = t.st;
	threads_release(&t);
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

/* SPDX-License-Identifier: MIT */
#include <stdlib.h>

#include "report/series/same_title.h"
#include "store/util/array.h"

/*
 * Of one name in one store, those that came last: one a day for 27 years. So
 * a window of a day costs no more than that where somebody sent a million.
 */
#define NAMESAKES_MAX 10000

/* Mails of one name that a series is compared with; a work has seldom thirty versions. */
#define STEPS_MAX 1000

/* A chain on its way in. */
struct reader {
	struct namesake_index *index;
	struct namesake *list;
	size_t n, cap;
	size_t store, taken; /* the one being read, and how many of it */
	enum status st;
};

void namesake_index_init(struct namesake_index *x, const struct selection *sel)
{
	*x = (struct namesake_index){ .sel = sel, .arena = ARENA_INIT };
}

void namesake_index_release(struct namesake_index *x)
{
	hashmap_release(&x->titles);
	hashmap_release(&x->changes);
	free(x->read);
	arena_release(&x->arena);
	*x = (struct namesake_index){ .n = 0 };
}

static bool take(void *arg, struct mail *m)
{
	const struct record *r = &m->record;
	struct post flags = { .prefix = r->prefix };
	struct reader *rd = arg;
	struct arena *arena = &rd->index->arena;

	rd->list = array_grow(rd->list, rd->n, &rd->cap, sizeof(*rd->list));
	rd->list[rd->n++] = (struct namesake){
		.targets = post_targets(&flags),
		.date = r->date,
		.message_id = arena_str(arena, r->message_id),
		.version = arena_str(arena, r->version),
		.facts = r->facts,
		.seq = m->seq,
		.store = rd->store,
	};
	return ++rd->taken < NAMESAKES_MAX;
}

static int cmp_place(const struct namesake *a, uint64_t targets, int64_t date,
		     struct str id)
{
	if (a->targets != targets)
		return a->targets < targets ? -1 : 1;
	if (a->date != date)
		return a->date < date ? -1 : 1;
	return str_cmp(a->message_id, id);
}

static int cmp_namesake(const void *a, const void *b)
{
	const struct namesake *x = a, *y = b;
	int d = cmp_place(x, y->targets, y->date, y->message_id);

	return d ? d : (x->store < y->store) - (x->store > y->store);
}

static bool is_older(const struct namesake *s, struct edition than)
{
	return edition_cmp((struct edition){ s->version, s->facts }, than) < 0;
}

/*
 * From one that isn't older than an edition the way leads past all that aren't
 * older than itself: so that what was posted again and again is passed at once.
 */
static void link_older(struct namesake *list, size_t n)
{
	for (size_t i = 0, first = 0; i < n; i++) {
		struct edition own = { list[i].version, list[i].facts };
		size_t end = i;

		if (i && list[i - 1].targets != list[i].targets)
			first = i;
		while (end > first && !is_older(&list[end - 1], own))
			end = list[end - 1].before;
		list[i].before = end;
	}
}

/* Sorted, and out of the reader's memory into the index's. */
static struct namesakes *keep(struct reader *rd)
{
	struct namesake_index *x = rd->index;
	struct namesakes *out = arena_alloc(&x->arena, sizeof(*out));

	*out = (struct namesakes){ .n = rd->n, .st = rd->st };
	if (rd->n) {
		qsort(rd->list, rd->n, sizeof(*rd->list), cmp_namesake);
		link_older(rd->list, rd->n);
		out->list = arena_alloc(&x->arena, rd->n * sizeof(*out->list));
		memcpy(out->list, rd->list, rd->n * sizeof(*out->list));
	}
	free(rd->list);
	x->read = array_grow(x->read, x->n, &x->cap, sizeof(*x->read));
	x->read[x->n++] = out;
	return out;
}

/* inbox_with_title() or inbox_with_change_id() */
typedef enum status chain_fn(struct inbox *, const unsigned char hash[ID_HASH],
			     inbox_mail_fn *, void *arg);

static struct namesakes *find(struct namesake_index *x, struct hashmap *known,
			      const unsigned char hash[ID_HASH], chain_fn *chain)
{
	uint64_t key = hash_bytes((const char *)hash);
	struct reader rd = { .index = x, .st = ST_OK };
	size_t at = hashmap_get(known, key);

	if (at != HASHMAP_NONE)
		return x->read[at];
	for (; rd.store < x->sel->n_inboxes; rd.store++) {
		rd.taken = 0;
		if (chain(x->sel->inboxes[rd.store], hash, take, &rd) == ST_DAMAGED)
			rd.st = ST_DAMAGED;
	}
	hashmap_put(known, key, x->n);
	return keep(&rd);
}

struct namesakes *namesakes_titled(struct namesake_index *x, struct str title,
				   struct str author_addr)
{
	unsigned char hash[ID_HASH];

	id_hash_title(hash, title, author_addr);
	return find(x, &x->titles, hash, inbox_with_title);
}

struct namesakes *namesakes_changed(struct namesake_index *x, struct str change_id)
{
	unsigned char hash[ID_HASH];

	id_hash(hash, change_id);
	return find(x, &x->changes, hash, inbox_with_change_id);
}

/* How many stand before that place. */
static size_t count_before(const struct namesakes *s, uint64_t targets, int64_t date,
			   struct str id)
{
	size_t low = 0, high = s->n;

	while (low < high) {
		size_t mid = low + (high - low) / 2;

		if (cmp_place(&s->list[mid], targets, date, id) < 0)
			low = mid + 1;
		else
			high = mid;
	}
	return low;
}

/* DATE_NONE is the least date, and the empty id the least one. */
static size_t first_of(const struct namesakes *s, uint64_t targets)
{
	return count_before(s, targets, DATE_NONE, STR_EMPTY);
}

size_t namesakes_of(const struct namesakes *s, uint64_t targets, size_t *first)
{
	*first = first_of(s, targets);
	return targets == UINT64_MAX ? s->n : first_of(s, targets + 1);
}

void older_namesakes_init(struct older_namesakes *o, const struct namesakes *all,
			  const struct post *p, struct edition than)
{
	uint64_t targets = post_targets(p);

	*o = (struct older_namesakes){
		.all = all,
		.than = than,
		.first = first_of(all, targets),
		.end = count_before(all, targets, p->date, p->message_id),
	};
}

struct namesake *older_namesakes_next(struct older_namesakes *o)
{
	while (o->end > o->first && o->steps++ < STEPS_MAX) {
		struct namesake *s = &o->all->list[o->end - 1];

		o->end--;
		if (is_older(s, o->than))
			return s;
		o->end = s->before;
	}
	return NULL;
}

const struct post *namesake_post(struct namesake_index *x, struct namesake *s)
{
	struct inbox *inbox = x->sel->inboxes[s->store];
	struct mail m = MAIL_INIT;

	if (!s->post && inbox_mail(inbox, s->seq, &m) == ST_OK) {
		struct post *p = arena_alloc(&x->arena, sizeof(*p));

		post_init(p, inbox, &m, &x->arena, false);
		s->post = p;
	}
	mail_release(&m);
	return s->post;
}

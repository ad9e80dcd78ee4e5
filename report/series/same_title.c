/* SPDX-License-Identifier: MIT */
#include <stdlib.h>

#include "store/util/array.h"
#include "report/series/same_title.h"

/*
 * The latest mails of a chain in one store: one per day for 27 years. So a small window
 * costs no more than these, even if the chain has a million.
 */
#define SAME_TITLE_MAX 10000

/* Reads a chain. */
struct chain_reader {
	struct same_title_index *index;
	struct same_title *list;
	size_t n, cap;
	size_t store, taken; /* the one being read, and its mails so far */
	enum status st;
};

void same_title_index_init(struct same_title_index *x, const struct selection *sel)
{
	*x = (struct same_title_index){ .sel = sel, .arena = ARENA_INIT };
}

void same_title_index_release(struct same_title_index *x)
{
	hashmap_release(&x->titles);
	hashmap_release(&x->changes);
	for (size_t i = 0; i < x->n; i++)
		free(x->read[i]->list);
	free(x->read);
	arena_release(&x->arena);
	*x = (struct same_title_index){ .n = 0 };
}

static bool take_same_title(void *arg, struct mail *m)
{
	const struct record *r = &m->record;
	struct post p = { .kind = r->kind,
			  .facts = r->facts,
			  .prefix = r->prefix,
			  .number = r->number };
	struct chain_reader *rd = arg;
	struct arena *arena = &rd->index->arena;

	rd->list = array_grow(rd->list, rd->n, &rd->cap, sizeof(*rd->list));
	rd->list[rd->n++] = (struct same_title){
		.key = mail_key(r),
		.repository = post_repository(&p),
		.targets = post_targets(&p),
		.date = r->date,
		.message_id = arena_str(arena, r->message_id),
		.version = arena_str(arena, r->version),
		.facts = r->facts,
		.cover = post_is_cover(&p),
		.seq = m->seq,
		.store = rd->store,
	};
	return ++rd->taken < SAME_TITLE_MAX;
}

static int cmp_same_title(const void *a, const void *b)
{
	const struct same_title *x = a, *y = b;
	int d;

	if (x->repository != y->repository)
		return x->repository < y->repository ? -1 : 1;
	if (x->date != y->date)
		return x->date < y->date ? -1 : 1;
	d = str_cmp(x->message_id, y->message_id);
	if (!d)
		d = (x->key > y->key) - (x->key < y->key);
	return d ? d : (x->store < y->store) - (x->store > y->store);
}

/* Moves the sorted chain into the index. */
static struct same_titles *keep_chain(struct chain_reader *rd)
{
	struct same_title_index *x = rd->index;
	struct same_titles *out = arena_alloc(&x->arena, sizeof(*out));

	*out = (struct same_titles){ rd->list, rd->n, rd->st };
	if (rd->n)
		qsort(rd->list, rd->n, sizeof(*rd->list), cmp_same_title);
	x->read = array_grow(x->read, x->n, &x->cap, sizeof(*x->read));
	x->read[x->n++] = out;
	return out;
}

/* inbox_with_title() or inbox_with_change_id() */
typedef enum status chain_fn(struct inbox *, const unsigned char hash[ID_HASH],
			     inbox_mail_fn *, void *arg);

static struct same_titles *find_chain(struct same_title_index *x, struct hashmap *known,
				      const unsigned char hash[ID_HASH], chain_fn *chain)
{
	uint64_t key = hash_bytes((const char *)hash);
	struct chain_reader rd = { .index = x, .st = ST_OK };
	size_t at = hashmap_get(known, key);

	if (at != HASHMAP_NONE)
		return x->read[at];
	for (; rd.store < x->sel->n_inboxes; rd.store++) {
		rd.taken = 0;
		if (chain(x->sel->inboxes[rd.store], hash, take_same_title, &rd) ==
		    ST_DAMAGED)
			rd.st = ST_DAMAGED;
	}
	hashmap_put(known, key, x->n);
	return keep_chain(&rd);
}

struct same_titles *same_titles_find(struct same_title_index *x, struct str title,
				     struct str author_addr)
{
	unsigned char hash[ID_HASH];

	id_hash_title(hash, title, author_addr);
	return find_chain(x, &x->titles, hash, inbox_with_title);
}

struct same_titles *same_changes_find(struct same_title_index *x, struct str change_id)
{
	unsigned char hash[ID_HASH];

	id_hash(hash, change_id);
	return find_chain(x, &x->changes, hash, inbox_with_change_id);
}

/* Returns how many mails have a lesser repository. */
static size_t count_below(const struct same_titles *s, uint64_t repository)
{
	size_t low = 0, high = s->n;

	while (low < high) {
		size_t mid = low + (high - low) / 2;

		if (s->list[mid].repository < repository)
			low = mid + 1;
		else
			high = mid;
	}
	return low;
}

size_t same_titles_of(const struct same_titles *s, uint64_t repository, size_t *first)
{
	*first = count_below(s, repository);
	return repository == UINT64_MAX ? s->n : count_below(s, repository + 1);
}

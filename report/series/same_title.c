/* SPDX-License-Identifier: MIT */
#include <stdlib.h>

#include "report/people/mailmap.h"
#include "report/series/same_title.h"
#include "store/inbox/compared_title.h"
#include "store/util/array.h"

/*
 * The latest mails of a chain in one store: one per day for 27 years. So a small window
 * costs no more than these, even if the chain has a million.
 */
#define SAME_TITLE_MAX 10000

enum chain_kind {
	OF_TITLE,	 /* records of these rules: of any author */
	OF_TITLE_AUTHOR, /* records of older rules */
	OF_CHANGE,
};

/* A chain as read: by whom it is listed, by repository, then as same_titles. */
struct same_title_chain {
	uint64_t key;
	struct same_title *list;
	size_t n, cap;
	enum status st;
};

/* Reads a chain. */
struct chain_reader {
	struct same_title_index *index;
	struct same_title_chain *to;
	enum chain_kind kind;
	size_t store, taken; /* the one being read, and its mails so far */
};

void same_title_index_init(struct same_title_index *x, const struct selection *sel,
			   int64_t before)
{
	*x = (struct same_title_index){ .sel = sel,
					.before = before,
					.arena = ARENA_INIT };
}

void same_title_index_release(struct same_title_index *x)
{
	hashmap_release(&x->known);
	for (size_t i = 0; i < x->n; i++)
		free(x->read[i]->list);
	free(x->read);
	arena_release(&x->arena);
	*x = (struct same_title_index){ .n = 0 };
}

static struct poster_keys person_keys(const struct selection *sel, struct str name,
				      struct str addr)
{
	struct person p = mailmap_person(sel->mailmap, (struct person){ name, addr });

	return poster_keys_of(p.name, p.addr);
}

struct same_title same_title_of(const struct selection *sel, size_t store,
				const struct mail *m, struct arena *arena)
{
	const struct record *r = &m->record;
	struct post p = { .kind = r->kind,
			  .facts = r->facts,
			  .prefix = r->prefix,
			  .number = r->number };
	struct str poster_name, poster_addr;

	record_posted_by(r, &poster_name, &poster_addr);
	return (struct same_title){
		.key = mail_key(r),
		.repository = post_repository(&p),
		.targets = post_targets(&p),
		.author = person_keys(sel, r->author_name, r->author_addr),
		.poster = person_keys(sel, poster_name, poster_addr),
		.date = r->date,
		.message_id = arena_str(arena, r->message_id),
		.version = arena_str(arena, r->version),
		.facts = r->facts,
		.cover = post_is_cover(&p),
		.seq = m->seq,
		.store = store,
	};
}

static void add_mail(struct chain_reader *rd, struct same_title s, uint64_t listed_by)
{
	struct same_title_chain *c = rd->to;

	s.listed_by = listed_by;
	c->list = array_grow(c->list, c->n, &c->cap, sizeof(*c->list));
	c->list[c->n++] = s;
}

static bool take_same_title(void *arg, struct mail *m)
{
	struct chain_reader *rd = arg;
	const struct selection *sel = rd->index->sel;
	struct same_title s = same_title_of(sel, rd->store, m, &rd->index->arena);

	if (rd->kind != OF_TITLE)
		add_mail(rd, s, 0);
	for (int by = 0; rd->kind == OF_TITLE && by < KNOWN_BY; by++)
		if (s.author.by[by])
			add_mail(rd, s, s.author.by[by]);
	return ++rd->taken < SAME_TITLE_MAX;
}

/* Compares what chooses a list within a chain. */
static int cmp_list(const struct same_title *x, uint64_t listed_by, uint64_t repository)
{
	if (x->listed_by != listed_by)
		return x->listed_by < listed_by ? -1 : 1;
	return (x->repository > repository) - (x->repository < repository);
}

int same_title_cmp(const void *a, const void *b)
{
	const struct same_title *x = a, *y = b;
	int d = cmp_list(x, y->listed_by, y->repository);

	if (d)
		return d;
	if (x->date != y->date)
		return x->date < y->date ? -1 : 1;
	d = str_cmp(x->message_id, y->message_id);
	if (!d)
		d = (x->key > y->key) - (x->key < y->key);
	return d ? d : (x->store < y->store) - (x->store > y->store);
}

static enum status read_store(struct chain_reader *rd, struct inbox *inbox,
			      const unsigned char hash[ID_HASH])
{
	const int64_t before = rd->index->before;

	if (rd->kind == OF_CHANGE)
		return inbox_with_change_id(inbox, hash, before, take_same_title, rd);
	return inbox_with_title(inbox, hash, before, take_same_title, rd);
}

static void read_chain(struct chain_reader *rd, const unsigned char hash[ID_HASH])
{
	const struct selection *sel = rd->index->sel;

	for (; rd->store < sel->n_inboxes; rd->store++) {
		rd->taken = 0;
		if (read_store(rd, sel->inboxes[rd->store], hash) == ST_DAMAGED)
			rd->to->st = ST_DAMAGED;
	}
	if (rd->to->n)
		qsort(rd->to->list, rd->to->n, sizeof(*rd->to->list), same_title_cmp);
}

static const struct same_title_chain *find_chain(struct same_title_index *x,
						 const unsigned char hash[ID_HASH],
						 enum chain_kind kind)
{
	struct chain_reader rd = { .index = x, .kind = kind };
	uint64_t key = hash_mix(hash_bytes((const char *)hash), kind);
	size_t at;

	at = hashmap_get(&x->known, key);
	if (at != HASHMAP_NONE)
		return x->read[at];
	rd.to = arena_alloc(&x->arena, sizeof(*rd.to));
	*rd.to = (struct same_title_chain){ .key = key, .st = ST_OK };
	read_chain(&rd, hash);
	hashmap_put(&x->known, key, x->n);
	x->read = array_grow(x->read, x->n, &x->cap, sizeof(*x->read));
	x->read[x->n++] = rd.to;
	return rd.to;
}

/* Returns how many mails of a chain come before a list; with: the list's own, too. */
static size_t count_before(const struct same_title_chain *c, uint64_t listed_by,
			   uint64_t repository, bool with)
{
	size_t low = 0, high = c->n;

	while (low < high) {
		size_t mid = low + (high - low) / 2;

		if (cmp_list(&c->list[mid], listed_by, repository) < with)
			low = mid + 1;
		else
			high = mid;
	}
	return low;
}

static struct same_titles list_of(const struct same_title_chain *c, uint64_t listed_by,
				  const struct post *p)
{
	uint64_t repository = c->n ? post_repository(p) : 0;
	size_t first = count_before(c, listed_by, repository, false),
	       end = count_before(c, listed_by, repository, true);

	return (
	    struct same_titles){ .list = c->n ? c->list + first : NULL,
				 .n = end - first,
				 .chain = hash_mix(c->key, repository),
				 .key = hash_mix(hash_mix(c->key, repository), listed_by),
				 .st = c->st };
}

void same_titles_find(struct same_title_index *x, const struct post *p,
		      const struct post *by, struct same_titles lists[SAME_TITLES_MAX])
{
	struct person author = mailmap_author(x->sel->mailmap, by);
	struct poster_keys keys = poster_keys_of(author.name, author.addr);
	struct str title = compared_title(p->title, p->kind, p->facts, p->version);
	const struct same_title_chain *c;
	unsigned char hash[ID_HASH];

	for (int i = 0; i < SAME_TITLES_MAX; i++)
		lists[i] = (struct same_titles){ .st = ST_OK };
	if (!p->title.len)
		return;
	id_hash_title(hash, title);
	c = find_chain(x, hash, OF_TITLE);
	for (int i = 0; i < KNOWN_BY; i++)
		if (keys.by[i])
			lists[i] = list_of(c, keys.by[i], by);
	if (by->author_addr.len) {
		id_hash_title_author(hash, p->title, by->author_addr);
		lists[KNOWN_BY] = list_of(find_chain(x, hash, OF_TITLE_AUTHOR), 0, by);
	}
}

struct same_titles same_titles_of_address(struct same_title_index *x,
					  const struct post *p, struct str author_addr)
{
	unsigned char hash[ID_HASH];

	id_hash_title_author(hash, p->title, author_addr);
	return list_of(find_chain(x, hash, OF_TITLE_AUTHOR), 0, p);
}

struct same_titles same_changes_find(struct same_title_index *x, const struct post *p,
				     struct str change_id)
{
	unsigned char hash[ID_HASH];

	id_hash(hash, change_id);
	return list_of(find_chain(x, hash, OF_CHANGE), 0, p);
}

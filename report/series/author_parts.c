/* SPDX-License-Identifier: MIT */
#include <stdlib.h>
#include <string.h>

#include "report/series/author_parts.h"
#include "store/util/array.h"
#include "store/util/utc.h"

/* Records are read and known by periods. */
#define PERIOD_SECONDS (28 * DAY_SECONDS)
#define YEAR_PERIODS 13
/* Before the year, if some of it is known: a report looks for the newest series first. */
#define AHEAD_PERIODS 3
/* The latest patches of an author in one store and one year. */
#define WRITTEN_MAX 300

/* A cover or patch. */
struct written {
	uint64_t title; /* hash_text() */
	int64_t date;
	uint32_t seq;
};

/* What one author posted to one store in one period: the newest first. */
struct author_block {
	struct written *list;
	size_t n, cap;
	int64_t from; /* what arrived since then is known */
	enum status st;
};

/* Of one author, in one store. */
struct author_year {
	struct author_parts *index;
	uint64_t author; /* the address's hash */
	size_t store;
	int64_t last; /* the year's last period */
};

void author_parts_init(struct author_parts *x, const struct selection *sel,
		       int64_t before)
{
	*x = (struct author_parts){
		.sel = sel, .before = before, .mail = MAIL_INIT, .arena = ARENA_INIT
	};
}

void author_parts_release(struct author_parts *x)
{
	for (size_t i = 0; i < x->n; i++)
		free(x->block[i].list);
	free(x->block);
	free(x->found);
	hashmap_release(&x->blocks);
	hashmap_release(&x->known);
	mail_release(&x->mail);
	arena_release(&x->arena);
	*x = (struct author_parts){ .n = 0 };
}

static int64_t period_of(int64_t t)
{
	return t / PERIOD_SECONDS - (t % PERIOD_SECONDS < 0);
}

/* A period's block, which is made if it is missing. Valid until the next one is made. */
static struct author_block *block_of(const struct author_year *y, int64_t period)
{
	struct author_parts *x = y->index;
	uint64_t key = hash_mix(hash_mix(y->author, y->store), (uint64_t)period);
	const int64_t end = (period + 1) * PERIOD_SECONDS;
	size_t at = hashmap_get(&x->blocks, key);

	if (at != HASHMAP_NONE)
		return &x->block[at];
	hashmap_put(&x->blocks, key, x->n);
	x->block = array_grow(x->block, x->n, &x->cap, sizeof(*x->block));
	x->block[x->n] = (struct author_block){ .from = end < x->before ? end : x->before,
						.st = ST_OK };
	return &x->block[x->n++];
}

/* Reads records. */
struct author_reader {
	const struct author_year *year;
	size_t taken;
	int64_t oldest; /* arrival of the last one */
};

static bool take_written(void *arg, struct mail *m)
{
	const struct record *r = &m->record;
	struct author_reader *rd = arg;
	struct author_block *b = block_of(rd->year, period_of(r->arrival));

	rd->oldest = r->arrival;
	if (r->arrival < b->from) {
		b->list = array_grow(b->list, b->n, &b->cap, sizeof(*b->list));
		b->list[b->n++] =
		    (struct written){ hash_text(r->title), r->date, m->seq };
	}
	return ++rd->taken < WRITTEN_MAX;
}

/* Reads what arrived in the periods from first to last, before until, as far as it is not
 * too much. */
static void read_periods(const struct author_year *y, int64_t first, int64_t last,
			 int64_t until)
{
	struct author_parts *x = y->index;
	struct author_reader rd = { .year = y };
	int64_t since = first * PERIOD_SECONDS;
	unsigned char hash[ID_HASH];
	enum status st;

	hash_put_bytes(hash, y->author);
	st = inbox_by_author(x->sel->inboxes[y->store], hash, since, until, take_written,
			     &rd);
	if (rd.taken == WRITTEN_MAX)
		since = rd.oldest;
	for (int64_t i = last; i >= first && (i + 1) * PERIOD_SECONDS > since; i--) {
		struct author_block *b = block_of(y, i);
		const int64_t from = i * PERIOD_SECONDS;

		b->from = from > since ? from : since;
		if (st == ST_DAMAGED)
			b->st = st;
	}
}

/* Reads a block that is not known, and those before it. */
static void read_year(const struct author_year *y, int64_t period)
{
	const int64_t first =
	    y->last - YEAR_PERIODS + 1 - (period < y->last ? AHEAD_PERIODS : 0);

	read_periods(y, first, period, block_of(y, period)->from);
}

/* Returns false to stop. */
typedef bool written_fn(void *arg, const struct written *, size_t store);

/* Visits the latest of the year. Returns false if fn did. */
static bool visit_year(const struct author_year *y, enum status *st, written_fn *fn,
		       void *arg)
{
	size_t left = WRITTEN_MAX;

	for (int64_t i = y->last; i > y->last - YEAR_PERIODS && left; i--) {
		const struct author_block *b = block_of(y, i);

		if (b->n < left && b->from > i * PERIOD_SECONDS)
			read_year(y, i);
		b = block_of(y, i);
		if (b->st == ST_DAMAGED)
			*st = b->st;
		for (size_t k = 0; k < b->n && left; k++, left--)
			if (!fn(arg, &b->list[k], y->store))
				return false;
	}
	return true;
}

/* Visits the latest of the year, in each store. */
static enum status visit_years(struct author_year y, written_fn *fn, void *arg)
{
	enum status st = ST_OK;

	for (; y.store < y.index->sel->n_inboxes; y.store++)
		if (!visit_year(&y, &st, fn, arg))
			break;
	return st;
}

/* A search, and the mails that it found. */
struct part_search {
	struct author_parts *index;
	uint64_t title, repository;
	int64_t before; /* Date */
	bool older;	/* a mail of that title has an earlier one */
	struct same_title *list;
	size_t n, cap;
	enum status st;
};

/* Stops at the first that is older. */
static bool is_not_older(void *arg, const struct written *w, size_t store)
{
	struct part_search *s = arg;

	(void)store;
	s->older = w->title == s->title && w->date < s->before;
	return !s->older;
}

static bool take_part(void *arg, const struct written *w, size_t store)
{
	struct part_search *s = arg;
	struct author_parts *x = s->index;
	struct same_title found;
	enum status st;

	if (w->title != s->title)
		return true;
	st = inbox_mail(x->sel->inboxes[store], w->seq, &x->mail);
	if (st == ST_DAMAGED)
		s->st = st;
	if (st != ST_OK)
		return true;
	found = same_title_of(x->sel, store, &x->mail, &x->arena);
	if (found.repository != s->repository)
		return true;
	s->list = array_grow(s->list, s->n, &s->cap, sizeof(*s->list));
	s->list[s->n++] = found;
	return true;
}

/* Reads the mails of a title; they are kept. */
static struct same_titles read_parts(struct part_search *s, struct author_year y)
{
	struct author_parts *x = s->index;
	struct same_titles found = { .st = visit_years(y, take_part, s) };
	struct same_title *list = NULL;

	if (s->st == ST_DAMAGED)
		found.st = s->st;
	if (s->n) {
		qsort(s->list, s->n, sizeof(*s->list), same_title_cmp);
		list = arena_alloc(&x->arena, s->n * sizeof(*list));
		memcpy(list, s->list, s->n * sizeof(*list));
	}
	free(s->list);
	found.list = list;
	found.n = s->n;
	return found;
}

static struct author_year year_before(struct author_parts *x, const struct post *by)
{
	unsigned char hash[ID_HASH];

	id_hash_address(hash, by->author_addr);
	return (struct author_year){ .index = x,
				     .author = hash_bytes((const char *)hash),
				     .last = period_of(by->arrival) };
}

static uint64_t search_key(const struct part_search *s, const struct author_year *y)
{
	uint64_t key = hash_mix(y->author, (uint64_t)y->last);

	return hash_mix(hash_mix(key, s->title), s->repository);
}

struct same_titles author_parts_find(struct author_parts *x, const struct post *p,
				     const struct post *by)
{
	struct part_search s = { .index = x, .before = by->date, .st = ST_OK };
	struct same_titles none = { .st = ST_OK };
	struct author_year y;
	uint64_t key;
	size_t at;

	if (!p->title.len || !by->author_addr.len)
		return none;
	s.title = hash_text(p->title);
	s.repository = post_repository(by);
	y = year_before(x, by);
	key = search_key(&s, &y);
	at = hashmap_get(&x->known, key);
	if (at != HASHMAP_NONE)
		return x->found[at];
	none.st = visit_years(y, is_not_older, &s);
	if (!s.older)
		return none;
	hashmap_put(&x->known, key, x->n_found);
	x->found = array_grow(x->found, x->n_found, &x->found_cap, sizeof(*x->found));
	x->found[x->n_found] = read_parts(&s, y);
	return x->found[x->n_found++];
}

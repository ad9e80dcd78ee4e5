/* SPDX-License-Identifier: MIT */
#include <stdlib.h>

#include "report/window/since_last.h"
#include "report/util/hashmap.h"
#include "store/util/utc.h"

/* A store's canonical name: the bookmark is the same from every current folder. */
static char *folder_of(const struct stores *s, size_t store)
{
	char *real = realpath(s->homes[store], NULL);

	return real ? real : xstrdup(s->homes[store]);
}

static const struct bookmark_line *line_of(const struct bookmark *b,
					   const struct stores *s, size_t store,
					   uint64_t store_id)
{
	char *dir = folder_of(s, store);
	const struct bookmark_line *l =
	    bookmark_find(b, str_from(dir), buf_str(&s->list), store_id);

	free(dir);
	return l;
}

/* Of the mail that stands before a position; 0 where it can't be told. */
static uint64_t last_of(struct inbox *inbox, uint32_t next_seq)
{
	struct mail m = MAIL_INIT;
	uint64_t hash = 0;

	if (inbox_mail(inbox, next_seq - 1, &m) == ST_OK)
		hash = hash_id(m.record.message_id);
	mail_release(&m);
	return hash;
}

/* The position is one of this store as it is now. */
static bool still_stands(const struct bookmark_line *l, const struct inbox_totals *t,
			 struct inbox *inbox)
{
	uint64_t last;

	if (l->store_id != t->store_id || l->next_seq > t->next_seq)
		return false;
	last = last_of(inbox, l->next_seq);
	return !last || !l->last || last == l->last;
}

static struct span span_of(const struct bookmark_line *l, const struct inbox_totals *t,
			   struct inbox *inbox, int64_t now)
{
	struct span span = { 1, t->next_seq, INT64_MIN };

	if (!l)
		span.since = now - FRESH_DAYS * DAY_SECONDS;
	else if (!still_stands(l, t, inbox))
		span.since = l->time + 1;
	else
		span.from = l->next_seq;
	return span;
}

struct span *since_last_spans(const struct bookmark *b, const struct stores *s,
			      int64_t now, int64_t *since)
{
	struct span *spans = xcalloc(s->n + 1, sizeof(*spans));

	*since = now;
	for (size_t i = 0; i < s->n; i++) {
		const struct bookmark_line *l;
		struct inbox_totals totals;
		int64_t last;

		inbox_totals(s->inboxes[i], &totals);
		l = line_of(b, s, i, totals.store_id);
		spans[i] = span_of(l, &totals, s->inboxes[i], now);
		last = l ? l->time : spans[i].since;
		if (last < *since)
			*since = last;
	}
	return spans;
}

void since_last_done(struct bookmark *b, const struct stores *s, const struct span *spans,
		     int64_t now)
{
	for (size_t i = 0; i < s->n; i++) {
		char *dir = folder_of(s, i);
		struct inbox_totals totals;

		inbox_totals(s->inboxes[i], &totals);
		bookmark_set(b, &(struct bookmark_line){
				    .time = now > 0 ? now : 0,
				    .store_id = totals.store_id,
				    .next_seq = spans[i].to,
				    .last = last_of(s->inboxes[i], spans[i].to),
				    .list = buf_str(&s->list),
				    .dir = str_from(dir) });
		free(dir);
	}
}

static bool span_has(const struct span *span, const struct mail *m)
{
	return m->first >= span->from && m->first < span->to &&
	       m->record.arrival >= span->since;
}

/* It was there when the store was read last, as far as its position can tell. */
static bool was_read(const struct span *span, const struct mail *m)
{
	return span->since == INT64_MIN && m->first < span->from;
}

struct freshness {
	const struct stores *stores;
	const struct span *spans;
	size_t store; /* the one being read */
	since_last_fn *fn;
	void *arg;
	struct mail copy;
};

static bool copy_in(struct freshness *f, size_t store, struct str message_id)
{
	struct inbox *inbox = f->stores->inboxes[store];
	uint32_t seq;

	return inbox_lookup(inbox, message_id, &seq, NULL) == ST_OK &&
	       inbox_mail(inbox, seq, &f->copy) == ST_OK;
}

/* Another store's copy was reported, or is told of by that store's turn. */
static bool told_elsewhere(struct freshness *f, struct str message_id)
{
	for (size_t i = 0; i < f->stores->n; i++) {
		const struct span *span = &f->spans[i];

		if (i == f->store || !copy_in(f, i, message_id))
			continue;
		if (was_read(span, &f->copy) ||
		    (i < f->store && span_has(span, &f->copy)))
			return true;
	}
	return false;
}

static bool take(void *arg, struct mail *m)
{
	struct freshness *f = arg;
	size_t counts;

	if (!span_has(&f->spans[f->store], m) || told_elsewhere(f, m->record.message_id))
		return true;
	counts = stores_counting(f->stores, f->store, m->record.message_id);
	if (counts == f->store || !copy_in(f, counts, m->record.message_id))
		return f->fn(f->arg, m, f->store);
	return f->fn(f->arg, &f->copy, counts);
}

enum status since_last_each(const struct stores *s, const struct span *spans,
			    since_last_fn *fn, void *arg)
{
	struct freshness f = {
		.stores = s, .spans = spans, .fn = fn, .arg = arg, .copy = MAIL_INIT
	};
	enum status worst = ST_OK;

	for (; f.store < s->n; f.store++) {
		const struct span *span = &spans[f.store];
		struct inbox *inbox = s->inboxes[f.store];
		enum status st =
		    span->since == INT64_MIN
			? inbox_inserted(inbox, span->from, span->to, take, &f)
			: inbox_arrived(inbox, span->since, INT64_MAX, take, &f);

		if (st != ST_OK)
			worst = st;
	}
	mail_release(&f.copy);
	return worst;
}

enum status since_last_before(const struct stores *s, const struct span *spans,
			      size_t store, int64_t time, struct mail *m)
{
	enum status st;

	while ((st = inbox_last_before(s->inboxes[store], time, m)) == ST_OK &&
	       span_has(&spans[store], m))
		time = m->record.arrival;
	return st;
}

/* SPDX-License-Identifier: MIT */
#include <stdlib.h>

#include "report/window/since_last.h"
#include "report/util/hashmap.h"
#include "store/util/utc.h"

/* A store's canonical name: the bookmark is the same in every working directory. */
static char *store_folder(const struct stores *s, size_t store)
{
	char *real = realpath(s->homes[store], NULL);

	return real ? real : xstrdup(s->homes[store]);
}

static const struct bookmark_line *find_store_line(const struct bookmark *b,
						   const struct stores *s, size_t store,
						   uint64_t store_id)
{
	char *dir = store_folder(s, store);
	const struct bookmark_line *l = bookmark_find(
	    b, str_from(dir), str_from(inbox_list(s->inboxes[store])), store_id);

	free(dir);
	return l;
}

/* Hashes the Message-ID of the mail before a position; 0 if it can't be read. */
static uint64_t hash_mail_before(struct inbox *inbox, uint32_t next_seq)
{
	struct mail m = MAIL_INIT;
	uint64_t hash = 0;

	if (inbox_mail(inbox, next_seq - 1, &m) == ST_OK)
		hash = hash_id(m.record.message_id);
	mail_release(&m);
	return hash;
}

/* Whether the bookmark's position means a mail of this store as it is now. */
static bool position_is_valid(const struct bookmark_line *l, const struct inbox_totals *t,
			      struct inbox *inbox)
{
	uint64_t last;

	if (l->store_id != t->store_id || l->next_seq > t->next_seq)
		return false;
	last = hash_mail_before(inbox, l->next_seq);
	return !last || !l->last || last == l->last;
}

static struct since_last_span make_span(const struct bookmark_line *l,
					const struct inbox_totals *t, struct inbox *inbox,
					int64_t now)
{
	struct since_last_span span = { 1, t->next_seq, INT64_MIN };

	if (!l)
		span.since = now - SINCE_LAST_DAYS * DAY_SECONDS;
	else if (!position_is_valid(l, t, inbox))
		span.since = l->time + 1;
	else
		span.from = l->next_seq;
	return span;
}

struct since_last_span *since_last_spans(const struct bookmark *b, const struct stores *s,
					 int64_t now, int64_t *since)
{
	struct since_last_span *spans = xcalloc(s->n + 1, sizeof(*spans));

	*since = now;
	for (size_t i = 0; i < s->n; i++) {
		const struct bookmark_line *l;
		struct inbox_totals totals;
		int64_t last;

		inbox_totals(s->inboxes[i], &totals);
		l = find_store_line(b, s, i, totals.store_id);
		spans[i] = make_span(l, &totals, s->inboxes[i], now);
		last = l ? l->time : spans[i].since;
		if (last < *since)
			*since = last;
	}
	return spans;
}

void since_last_done(struct bookmark *b, const struct stores *s,
		     const struct since_last_span *spans, int64_t now)
{
	for (size_t i = 0; i < s->n; i++) {
		char *dir = store_folder(s, i);
		struct inbox_totals totals;

		inbox_totals(s->inboxes[i], &totals);
		bookmark_set(b, &(struct bookmark_line){
				    .time = now > 0 ? now : 0,
				    .store_id = totals.store_id,
				    .next_seq = spans[i].to,
				    .last = hash_mail_before(s->inboxes[i], spans[i].to),
				    .list = str_from(inbox_list(s->inboxes[i])),
				    .dir = str_from(dir) });
		free(dir);
	}
}

static bool span_has_mail(const struct since_last_span *span, const struct mail *m)
{
	return m->first >= span->from && m->first < span->to &&
	       m->record.arrival >= span->since && !(m->record.facts & FACT_MERGED);
}

/* Whether the mail was in the store when it was read last, if its position can tell;
 * those of a list that was merged count as read. */
static bool mail_was_read(const struct since_last_span *span, const struct mail *m)
{
	return m->record.facts & FACT_MERGED ||
	       (span->since == INT64_MIN && m->first < span->from);
}

struct new_mails {
	const struct stores *stores;
	const struct since_last_span *spans;
	size_t store; /* being read */
	since_last_fn *fn;
	void *arg;
	struct mail copy;
};

static bool read_copy(struct new_mails *mails, size_t store, const struct record *r)
{
	struct inbox *inbox = mails->stores->inboxes[store];
	uint32_t seq;

	return inbox_lookup_mail(inbox, r, &seq, NULL) == ST_OK &&
	       inbox_mail(inbox, seq, &mails->copy) == ST_OK;
}

/* Whether another store's copy was read by an earlier report, or came up in this one. */
static bool reported_elsewhere(struct new_mails *mails, const struct record *r)
{
	for (size_t i = 0; i < mails->stores->n; i++) {
		const struct since_last_span *span = &mails->spans[i];

		if (i == mails->store || !read_copy(mails, i, r))
			continue;
		if (mail_was_read(span, &mails->copy) ||
		    (i < mails->store && span_has_mail(span, &mails->copy)))
			return true;
	}
	return false;
}

static bool report_new_mail(void *arg, struct mail *m)
{
	struct new_mails *mails = arg;
	size_t counts;

	if (!span_has_mail(&mails->spans[mails->store], m) ||
	    (mails->stores->n > 1 && stores_forgot(mails->stores, &m->record)) ||
	    reported_elsewhere(mails, &m->record))
		return true;
	counts = stores_best_copy(mails->stores, mails->store, &m->record);
	if (counts == mails->store || !read_copy(mails, counts, &m->record))
		return mails->fn(mails->arg, m, mails->store);
	return mails->fn(mails->arg, &mails->copy, counts);
}

enum status since_last_each(const struct stores *s, const struct since_last_span *spans,
			    since_last_fn *fn, void *arg)
{
	struct new_mails mails = {
		.stores = s, .spans = spans, .fn = fn, .arg = arg, .copy = MAIL_INIT
	};
	enum status worst = ST_OK;

	for (; mails.store < s->n; mails.store++) {
		const struct since_last_span *span = &spans[mails.store];
		struct inbox *inbox = s->inboxes[mails.store];
		enum status st = span->since == INT64_MIN
				     ? inbox_inserted(inbox, span->from, span->to,
						      report_new_mail, &mails)
				     : inbox_arrived(inbox, span->since, INT64_MAX,
						     report_new_mail, &mails);

		if (st != ST_OK)
			worst = st;
	}
	mail_release(&mails.copy);
	return worst;
}

enum status since_last_before(const struct stores *s, const struct since_last_span *spans,
			      size_t store, int64_t time, struct mail *m)
{
	enum status st;

	while ((st = inbox_last_before(s->inboxes[store], time, m)) == ST_OK &&
	       span_has_mail(&spans[store], m))
		time = m->record.arrival;
	return st;
}

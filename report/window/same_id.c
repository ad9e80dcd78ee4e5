/* SPDX-License-Identifier: MIT */
#include <stdlib.h>

#include "report/util/hashmap.h"
#include "report/window/post.h"
#include "report/window/same_id.h"
#include "store/inbox/same_mail.h"

/* The mail that is meant, as far as mails were looked at. */
struct search {
	const struct same_id_wish *wish;
	uint64_t title;
	size_t store; /* being read */
	size_t looked_at;
	struct mail *best;
	size_t best_store;
	int rank; /* 0: none yet */
};

static int rank_of(const struct search *s, const struct record *r)
{
	if (s->title && hash_text(r->title) == s->title)
		return 3;
	return s->wish->poster.len && str_ieq(record_poster(r), s->wish->poster) ? 2 : 1;
}

static bool keep_best(void *arg, struct mail *m)
{
	struct search *s = arg;
	int rank = rank_of(s, &m->record);
	struct mail last = *s->best;

	if (rank > s->rank ||
	    (rank == s->rank && !record_same_mail(&m->record, &last.record) &&
	     record_cmp_earliest(&m->record, &last.record) < 0)) {
		s->rank = rank;
		s->best_store = s->store;
		*s->best = *m;
		*m = last;
	}
	return ++s->looked_at < s->wish->max;
}

enum status same_id_find(struct inbox *const *inboxes, size_t n,
			 const struct same_id_wish *wish, struct mail *m, size_t *store)
{
	struct search s = { .wish = wish, .title = hash_text(wish->title), .best = m };
	enum status worst = ST_NOTFOUND;

	for (; s.store < n; s.store++) {
		enum status st;

		s.looked_at = 0;
		st = inbox_with_message_id(inboxes[s.store], wish->message_id, keep_best,
					   &s);
		if (st != ST_OK)
			worst = st;
	}
	*store = s.best_store;
	return s.rank ? ST_OK : worst;
}

/* Whether there can be several mails with the Message-ID. */
static bool may_be_reused(struct inbox *const *inboxes, size_t n, struct str message_id)
{
	return n > 1 || (n == 1 && inbox_id_is_reused(inboxes[0], message_id));
}

bool same_id_is_earliest(struct inbox *const *inboxes, size_t n, const struct record *r)
{
	const struct same_id_wish wish = { .message_id = r->message_id, .max = SIZE_MAX };
	struct mail m = MAIL_INIT;
	size_t store;
	bool earliest = !may_be_reused(inboxes, n, r->message_id) ||
			same_id_find(inboxes, n, &wish, &m, &store) != ST_OK ||
			record_same_mail(&m.record, r);

	mail_release(&m);
	return earliest;
}

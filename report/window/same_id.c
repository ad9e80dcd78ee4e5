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

/* A mail of a group on its way into the list. */
struct group_mail {
	struct same_id_mail mail;
	struct record order; /* what record_cmp_earliest() reads */
};

struct group_reader {
	struct buf mails; /* of struct group_mail */
	struct arena arena;
	size_t in_store;
};

static bool add_to_group(void *arg, struct mail *m)
{
	struct group_reader *g = arg;
	const struct group_mail *list = (const void *)g->mails.data;
	struct group_mail new = { { mail_key(&m->record), hash_text(m->record.title) },
				  RECORD_INIT };

	g->in_store++;
	for (size_t i = 0; i < g->mails.len / sizeof(new); i++)
		if (list[i].mail.key == new.mail.key)
			return g->in_store <= SAME_ID_MAX;
	new.order.date = m->record.date;
	new.order.from_addr = arena_str(&g->arena, record_poster(&m->record));
	new.order.title = arena_str(&g->arena, m->record.title);
	buf_add(&g->mails, &new, sizeof(new));
	return g->in_store <= SAME_ID_MAX;
}

static int cmp_group_mail(const void *a, const void *b)
{
	return record_cmp_earliest(&((const struct group_mail *)a)->order,
				   &((const struct group_mail *)b)->order);
}

static void list_group(struct same_id_group *out, struct group_reader *g)
{
	struct group_mail *mails = (void *)g->mails.data;

	out->n = g->mails.len / sizeof(*mails);
	if (!out->n)
		return;
	qsort(mails, out->n, sizeof(*mails), cmp_group_mail);
	out->list = xcalloc(out->n, sizeof(*out->list));
	for (size_t i = 0; i < out->n; i++)
		out->list[i] = mails[i].mail;
}

void same_id_group_read(struct same_id_group *out, struct inbox *const *inboxes, size_t n,
			struct str message_id)
{
	struct group_reader g = { .arena = ARENA_INIT };

	*out = (struct same_id_group){ .n = 0 };
	if (!may_be_reused(inboxes, n, message_id))
		return;
	for (size_t i = 0; i < n; i++) {
		g.in_store = 0;
		inbox_with_message_id(inboxes[i], message_id, add_to_group, &g);
		out->many = out->many || g.in_store > SAME_ID_MAX;
	}
	list_group(out, &g);
	buf_release(&g.mails);
	arena_release(&g.arena);
}

void same_id_group_release(struct same_id_group *g)
{
	free(g->list);
	*g = (struct same_id_group){ .n = 0 };
}

bool same_id_answers(const struct same_id_group *g, uint64_t key, struct str title)
{
	uint64_t wanted = g->n > 1 ? hash_text(title) : 0;

	if (g->many)
		return false;
	for (size_t i = 0; i < g->n && g->n > 1; i++)
		if (g->list[i].title == wanted)
			return g->list[i].key == key;
	return g->n < 2 || g->list[0].key == key;
}

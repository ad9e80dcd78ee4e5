/* SPDX-License-Identifier: MIT */
#include <stdlib.h>

#include "report/series/older_series.h"
#include "report/series/series_group.h"
#include "store/util/array.h"

/* Mails that are read for one series: the longest ones have some hundred. */
#define SERIES_MAILS_MAX 1000
/* Versions below one cover: so often its answers are read. */
#define ASKED_MAX 8

struct answers_reader {
	struct older_series *to;
	struct inbox *inbox;
};

void older_series_init(struct older_series *o, const struct selection *sel,
		       struct arena *arena)
{
	*o = (struct older_series){
		.sel = sel,
		.arena = arena,
		.mail = MAIL_INIT,
		.st = ST_OK,
	};
}

void older_series_release(struct older_series *o)
{
	mail_release(&o->mail);
	hashmap_release(&o->known);
	hashmap_release(&o->asked);
	free(o->posts);
	*o = (struct older_series){ .n = 0 };
}

static void add_read(struct older_series *o, const struct post *p)
{
	uint64_t key = post_key(p);

	if (hashmap_get(&o->known, key) != HASHMAP_NONE)
		return;
	o->posts = array_grow(o->posts, o->n, &o->cap, sizeof(*o->posts));
	hashmap_put(&o->known, key, o->n);
	o->posts[o->n++] = p;
}

static const struct post *keep_mail(struct older_series *o, struct inbox *inbox,
				    const struct mail *m)
{
	struct post *p = arena_alloc(o->arena, sizeof(*p));

	post_init(p, inbox, m, o->arena, false);
	return p;
}

static bool add_answer(void *arg, struct mail *m)
{
	struct answers_reader *rd = arg;
	struct older_series *o = rd->to;

	selection_set_kind(o->sel, &m->record);
	if (m->record.kind == KIND_PATCH &&
	    hashmap_get(&o->known, mail_key(&m->record)) == HASHMAP_NONE)
		add_read(o, keep_mail(o, rd->inbox, m));
	return o->n < SERIES_MAILS_MAX;
}

/* Adds the patches that answer p. */
static void add_answers(struct older_series *o, const struct post *p)
{
	unsigned char hash[ID_HASH];
	struct answers_reader rd = { .to = o };
	size_t asked = hashmap_get(&o->asked, post_id(p));

	asked = asked == HASHMAP_NONE ? 0 : asked;
	if (asked >= ASKED_MAX)
		return;
	hashmap_put(&o->asked, post_id(p), asked + 1);
	hash_put_bytes(hash, post_id(p));
	for (size_t i = 0; i < o->sel->n_inboxes; i++) {
		rd.inbox = o->sel->inboxes[i];
		if (inbox_replies(rd.inbox, hash, p->arrival, add_answer, &rd) ==
		    ST_DAMAGED)
			o->st = ST_DAMAGED;
	}
}

/* Adds the cover that p answers; returns it, or NULL. */
static const struct post *add_cover_of(struct older_series *o, const struct post *p)
{
	struct inbox *inbox;
	const struct post *cover;
	enum status st;

	if (post_is_cover(p) || !p->in_reply_to.len)
		return NULL;
	st = selection_mail(o->sel, p->in_reply_to, p, &o->mail, &inbox);
	if (st == ST_DAMAGED)
		o->st = st;
	if (st != ST_OK ||
	    (o->mail.record.kind != KIND_COVER && o->mail.record.kind != KIND_PATCH))
		return NULL;
	cover = keep_mail(o, inbox, &o->mail);
	add_read(o, cover);
	return cover;
}

static void gather(struct older_series *o, const struct post *p)
{
	const struct post *cover;

	o->n = 0;
	hashmap_release(&o->known);
	add_read(o, p);
	if (!post_in_series(p))
		return;
	cover = add_cover_of(o, p);
	if (cover)
		add_answers(o, cover);
	/* or parts that answer the first one */
	if (post_is_cover(p) || o->n < p->total)
		add_answers(o, p);
}

static void set_series(struct series *s, const struct series_groups *set, size_t group,
		       struct arena *arena)
{
	const struct series_group *g = &set->list[group];

	*s = (struct series){
		.head = g->head,
		.covered = g->cover != NULL,
		.version = g->version,
		.arrived = g->numbered ? g->parts : post_patches(g->head),
		.announced = g->numbered ? g->total : post_patches(g->head),
		.mails = arena_alloc(arena, g->n_mails * sizeof(*s->mails)),
	};
	for (size_t m = g->first; m != SERIES_GROUP_NONE; m = set->mails[m].next)
		s->mails[s->n_mails++] = set->mails[m].post;
	if (!s->covered)
		s->first_patch = s->head;
}

void older_series_read(struct older_series *o, const struct post *p, struct series *s)
{
	struct series_groups set;

	gather(o, p);
	series_groups_bind(&set, o->posts, o->n);
	for (size_t i = 0; i < set.n_mails; i++)
		if (set.mails[i].post == p)
			set_series(s, &set, set.mails[i].group, o->arena);
	series_groups_release(&set);
}

bool older_series_find(struct older_series *o, struct inbox *inbox, uint32_t seq,
		       struct series *s)
{
	if (inbox_mail(inbox, seq, &o->mail) != ST_OK)
		return false;
	selection_set_kind(o->sel, &o->mail.record);
	if (o->mail.record.kind != KIND_PATCH)
		return false;
	older_series_read(o, keep_mail(o, inbox, &o->mail), s);
	return true;
}

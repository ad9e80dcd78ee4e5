/* SPDX-License-Identifier: MIT */
#include <stdlib.h>

#include "report/series/series_outside.h"
#include "report/series/series.h"
#include "report/window/kept_posts.h"
#include "store/util/array.h"
#include "store/util/utc.h"

#define SERIES_SECONDS (SERIES_DAYS * DAY_SECONDS)

/* Mails that are read upwards, until one is a patch or cover. */
#define ANSWERED_MAX 8

struct outside_finder {
	struct series_outside *found;
	const struct selection *sel;
	const struct series_groups *set;
	struct arena *arena;
	struct inbox *inbox;	/* the one being read */
	struct hashmap known;	/* mails of the window, and those found */
	struct hashmap visited; /* Message-IDs whose mails or replies were read */
	struct str above;	/* what the last reply that was read answers, or empty */
	enum status st;
};

static bool in_reach(const struct outside_finder *f, int64_t arrival)
{
	const struct window *w = &f->sel->window;

	return arrival >= w->since - SERIES_SECONDS &&
	       arrival < w->until + SERIES_SECONDS;
}

static void note_outside(struct outside_finder *f, enum status st)
{
	if (st == ST_DAMAGED)
		f->st = st;
}

/* Keeps a mail that may belong to a series, not the replies of people. */
static bool keep_outside(void *arg, const struct post *p)
{
	struct outside_finder *f = arg;
	struct series_outside *to = f->found;
	uint64_t id;

	if (p->kind == KIND_REPLY)
		f->above = arena_str(f->arena, p->in_reply_to);
	if (p->kind != KIND_COVER &&
	    !(p->kind == KIND_PATCH && (p->facts & FACT_NUMBERED)))
		return true;
	id = post_key(p);
	if (!in_reach(f, p->arrival) || hashmap_get(&f->known, id) != HASHMAP_NONE)
		return true;
	to->posts = array_grow(to->posts, to->n, &to->cap, sizeof(*to->posts));
	to->posts[to->n] = kept_post(f->sel, p, f->arena);
	hashmap_put(&f->known, id, to->n++);
	return true;
}

static bool read_outside_mail(void *arg, struct mail *m)
{
	struct outside_finder *f = arg;

	selection_set_kind(f->sel, &m->record);
	return kept_posts_visit(f->sel, f->inbox, m, keep_outside, f);
}

static void read_replies(struct outside_finder *f, uint64_t parent)
{
	int64_t since = f->sel->window.since - SERIES_SECONDS;
	for (size_t i = 0; i < f->sel->n_inboxes; i++)
		note_outside(f, kept_posts_replies(f->sel, f->sel->inboxes[i], parent,
						   since, keep_outside, f));
}

static void read_outside(struct outside_finder *f, struct str message_id)
{
	for (size_t i = 0; i < f->sel->n_inboxes; i++) {
		f->inbox = f->sel->inboxes[i];
		note_outside(
		    f, inbox_with_message_id(f->inbox, message_id, read_outside_mail, f));
	}
}

/* id: hash_id() of a Message-ID */
static bool first_visit(struct outside_finder *f, uint64_t id)
{
	if (hashmap_get(&f->visited, id) != HASHMAP_NONE)
		return false;
	hashmap_put(&f->visited, id, 0);
	return true;
}

/* Reads the patch or cover that a mail answers, or a review of which, and its replies. */
static void read_above(struct outside_finder *f, const struct post *p)
{
	struct str id = p->in_reply_to;
	uint64_t hash = post_answers(p);

	for (int i = 0; i < ANSWERED_MAX && id.len && first_visit(f, hash); i++) {
		f->above = STR_EMPTY;
		read_outside(f, id);
		if (!f->above.len)
			read_replies(f, hash);
		id = f->above;
		hash = id.len ? hash_id(id) : 0;
	}
}

/* Reads what the mail answers, the replies to that, and the mail's own replies. */
static void follow_outside(struct outside_finder *f, const struct post *p)
{
	read_above(f, p);
	if (first_visit(f, post_id(p)))
		read_replies(f, post_id(p));
}

/* It has no total, or too few parts, or no parent of its first mail. */
static bool lacks_mails(const struct series_groups *set, const struct series_group *p)
{
	const struct post *first = set->mails[p->first].post;

	/* it may replace a part */
	if (!p->numbered)
		return first->in_reply_to.len &&
		       hashmap_get(&set->by_id, post_answers(first)) == HASHMAP_NONE;
	if (!p->total || p->parts < p->total)
		return true;
	return !p->cover && first->in_reply_to.len &&
	       hashmap_get(&set->by_id, post_answers(first)) == HASHMAP_NONE;
}

enum status series_outside_find(struct series_outside *out, const struct selection *sel,
				const struct series_groups *set, struct arena *arena)
{
	struct outside_finder f = {
		.found = out, .sel = sel, .set = set, .arena = arena, .st = ST_OK
	};

	*out = (struct series_outside){ .n = 0 };
	if (!sel->n_inboxes)
		return ST_OK;
	for (size_t i = 0; i < set->n_mails; i++)
		hashmap_put(&f.known, post_key(set->mails[i].post), i);
	selection_begin_reads(sel);
	for (size_t i = 0; i < set->n; i++) {
		if (!lacks_mails(set, &set->list[i]))
			continue;
		for (size_t m = set->list[i].first; m != SERIES_GROUP_NONE;
		     m = set->mails[m].next)
			follow_outside(&f, set->mails[m].post);
	}
	for (size_t i = 0; i < out->n; i++)
		follow_outside(&f, out->posts[i]);
	selection_end_reads(sel);
	hashmap_release(&f.known);
	hashmap_release(&f.visited);
	return f.st;
}

void series_outside_release(struct series_outside *n)
{
	free(n->posts);
	*n = (struct series_outside){ .n = 0 };
}

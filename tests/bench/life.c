/* SPDX-License-Identifier: MIT */
#include <stdio.h>
#include <string.h>

#include "store/util/utc.h"
#include "tests/bench/life.h"

#define BEGIN 1420070400 /* 2015-01-01 */

/* How often a mail is of a kind, out of 12,831 mails; later parts of series are extra. */
static const uint32_t events[KINDS] = {
	[REPLY] = 11210, [COVER] = 915, [PATCH] = 545, [PULL] = 75, [OTHER] = 86
};

/* Parts of a series: each of these values is equally likely. */
static const uint8_t parts[20] = { 2, 2, 2, 3, 3,  3,  4,  4,  5,  5,
				   6, 7, 7, 9, 10, 12, 15, 19, 25, 44 };

/* Series of version n, per hundred, that get a next version; 60 from version 3 on. */
static const uint8_t rerolled[] = { 0, 37, 50 };

uint32_t life_author(struct random *r)
{
	double u = draw_share(r);

	return (uint32_t)(500 * u * u * u);
}

static struct life_post *recent(struct life_list *l, uint64_t back)
{
	return &l->recent[(l->count - back) % LIFE_RECENT];
}

static void set_refs(struct life_post *p, const struct life_post *parent)
{
	uint32_t keep = parent->n_refs < LIFE_REFS ? parent->n_refs : LIFE_REFS - 1;

	/* the first and the newest, as mail programs shorten References */
	if (keep)
		memcpy(p->refs[0], parent->refs[0], sizeof(p->refs[0]));
	for (uint32_t i = 1; i < keep; i++)
		memcpy(p->refs[i], parent->refs[parent->n_refs - keep + i],
		       sizeof(p->refs[0]));
	memcpy(p->refs[keep], parent->id, sizeof(parent->id));
	p->n_refs = keep + 1;
}

/* Replies to one of the last LIFE_RECENT mails, mostly to one of the newest. */
static void make_reply(struct life_list *l, struct life_post *p)
{
	double u = draw_share(&l->events);
	uint64_t reach = l->count < LIFE_RECENT - 1 ? l->count : LIFE_RECENT - 1;
	const struct life_post *parent =
	    recent(l, 1 + (uint64_t)((double)reach * u * u * 0.999));

	p->kind = REPLY;
	p->reply = true;
	p->root_kind = parent->root_kind;
	p->series = parent->series;
	p->number = parent->number;
	p->title = parent->title;
	p->author = life_author(&l->events);
	set_refs(p, parent);
}

static void plan_reroll(struct life_list *l, const struct life_series *s)
{
	uint32_t chance = s->version < sizeof(rerolled) ? rerolled[s->version] : 60;
	struct life_series *next;

	if (draw_below(&l->events, 100) >= chance || l->n_rerolls == LIFE_REROLLS)
		return;
	next = &l->rerolls[(l->first_reroll + l->n_rerolls++) % LIFE_REROLLS];
	*next = *s;
	next->version++;
	next->due = BEGIN + (int64_t)l->count * l->step +
		    (4 + draw_below(&l->events, 12)) * DAY_SECONDS;
}

/* Starts a new series or a single patch; or the next version of one that is due. */
static void start_series(struct life_list *l, struct life_post *p, enum life_kind kind)
{
	struct life_series *due = &l->rerolls[l->first_reroll % LIFE_REROLLS];
	struct life_series s = { .version = 1 };

	/* statements: the order of draws in an initialiser would be the compiler's choice
	 */
	s.title = draw(&l->events);
	s.author = life_author(&l->events);
	if (kind == COVER)
		s.total = parts[draw_below(&l->events, sizeof(parts))];
	if (l->n_rerolls && due->due <= p->arrival) {
		s = *due;
		l->first_reroll++;
		l->n_rerolls--;
	}
	p->kind = p->root_kind = s.total ? COVER : PATCH;
	p->series = s;
	p->author = s.author;
	p->title = s.title;
	plan_reroll(l, &s);
	l->sending = s;
	l->next = s.total ? 1 : 0;
}

static void make_part(struct life_list *l, struct life_post *p)
{
	p->kind = p->root_kind = PART;
	p->series = l->sending;
	p->number = l->next;
	p->author = l->sending.author;
	p->title = l->sending.title + l->next;
	memcpy(p->refs[0], l->cover, sizeof(l->cover));
	p->n_refs = 1;
	l->next = l->next < l->sending.total ? l->next + 1 : 0;
}

static enum life_kind draw_event(struct life_list *l)
{
	uint32_t sum = 0, at;
	int k = 0;

	for (int i = 0; i < KINDS; i++)
		sum += events[i];
	at = draw_below(&l->events, sum);
	while (at >= events[k])
		at -= events[k++];
	return (enum life_kind)k;
}

const struct life_post *life_next(struct life_list *l)
{
	struct life_post *p = recent(l, 0);
	enum life_kind kind;
	uint32_t late;

	*p = (struct life_post){ .arrival = BEGIN + (int64_t)l->count * l->step };
	late = draw_below(&l->events, 100 * l->step);
	p->date = p->arrival - late / (1 + draw_below(&l->events, 100));
	kind = l->next ? PART : draw_event(l);
	if (kind == REPLY && !l->count)
		kind = OTHER;
	if (kind == PART) {
		make_part(l, p);
	} else if (kind == REPLY) {
		make_reply(l, p);
	} else if (kind == COVER || kind == PATCH) {
		start_series(l, p, kind);
	} else {
		p->kind = p->root_kind = kind;
		p->author = life_author(&l->events);
		p->title = draw(&l->events);
	}
	snprintf(p->id, sizeof(p->id), "%jd.%08x-%u@host%u.example.org",
		 (intmax_t)p->date, (uint32_t)((l->count + l->seed) * 2654435761u),
		 p->number, p->author % 11);
	if (p->kind == COVER)
		memcpy(l->cover, p->id, sizeof(p->id));
	l->count++;
	return p;
}

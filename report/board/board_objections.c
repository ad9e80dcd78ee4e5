/* SPDX-License-Identifier: MIT */
#include <stdlib.h>

#include "report/board/board_answers.h"
#include "report/board/board_objections.h"
#include "report/people/mailmap.h"
#include "report/window/statement.h"
#include "store/util/array.h"

/* The part of a key for a review, or a NAK, of all parts. */
#define ALL_PARTS UINT32_MAX

struct objection_finder {
	const struct board_input *board;
	struct board_candidate *of;
	struct board_objection *list;
	size_t n, cap;
	/* (person, part): the newest mail that takes a NAK back, into threads.mails */
	struct hashmap lifted;
	struct hashmap known; /* (person, part) of the NAKs in the list */
	bool stated;	      /* the last order for a state was read */
};

/* A cover, a lone patch, and a mail with several patches stand for all parts. */
static uint32_t part_of(const struct post *on)
{
	return post_is_cover(on) || !post_in_series(on) ? ALL_PARTS : on->number;
}

static uint64_t lifted_key(uint64_t person, uint32_t part)
{
	return hash_mix(person, part);
}

/* Mails are visited the newest first. */
static void put_lifted(struct objection_finder *f, uint64_t person, uint32_t part,
		       size_t mail)
{
	uint64_t key = lifted_key(person, part);
	size_t old = hashmap_get(&f->lifted, key);

	if (old == HASHMAP_NONE || mail < old)
		hashmap_put(&f->lifted, key, mail);
}

/* By address and by name: a person may have two addresses. */
static void lift(struct objection_finder *f, struct person who, uint32_t part,
		 size_t mail)
{
	if (who.addr.len)
		put_lifted(f, hash_nocase(who.addr), part, mail);
	if (who.name.len)
		put_lifted(f, hash_text(who.name), part, mail);
}

static bool was_lifted(const struct objection_finder *f, uint64_t person, uint32_t part,
		       size_t mail)
{
	size_t own = hashmap_get(&f->lifted, lifted_key(person, part));
	size_t all = hashmap_get(&f->lifted, lifted_key(person, ALL_PARTS));

	return (own != HASHMAP_NONE && own < mail) || (all != HASHMAP_NONE && all < mail);
}

static bool is_lifted(const struct objection_finder *f, struct person who, uint32_t part,
		      size_t mail)
{
	return (who.addr.len && was_lifted(f, hash_nocase(who.addr), part, mail)) ||
	       (who.name.len && was_lifted(f, hash_text(who.name), part, mail));
}

/* The state that stops a series, by any of its names; empty: the order sets another. */
static struct str stopping_state(struct str order)
{
	static const struct {
		struct str order, state;
	} states[] = {
		{ STR("rejected"), STR("rejected") },
		{ STR("reject"), STR("rejected") },
		{ STR("changes-requested"), STR("changes-requested") },
		{ STR("changes requested"), STR("changes-requested") },
		{ STR("cr"), STR("changes-requested") },
	};

	for (size_t i = 0; i < ARRAY_SIZE(states); i++)
		if (str_eq(order, states[i].order))
			return states[i].state;
	return STR_EMPTY;
}

static void note_reviews(struct objection_finder *f)
{
	const struct reviewed_parts *r = &f->board->reviews;
	size_t of = f->of->index;

	for (size_t i = r->first[of]; i < r->first[of + 1]; i++) {
		const struct approval *a = &r->approvals.list[i];

		if (a->reply != THREAD_NONE)
			lift(f, a->who, part_of(f->board->in.threads->mails[a->on].post),
			     a->reply);
	}
}

static void add_objection(struct objection_finder *f, const struct thread_mail *m,
			  struct person who, struct str state)
{
	uint32_t part = part_of(f->board->in.threads->mails[m->about].post);

	f->list = array_grow(f->list, f->n, &f->cap, sizeof(*f->list));
	f->list[f->n++] = (struct board_objection){
		.who = who,
		.said = m->post,
		.number = part == ALL_PARTS ? 0 : part,
		.state = state,
	};
}

/* Adds one for each person and part: the newest. */
static void add_nak(struct objection_finder *f, size_t mail, struct person who)
{
	const struct thread_mail *m = &f->board->in.threads->mails[mail];
	uint32_t part = part_of(f->board->in.threads->mails[m->about].post);
	uint64_t key = hash_mix(person_key(who), part);

	if (hashmap_get(&f->known, key) != HASHMAP_NONE || is_lifted(f, who, part, mail))
		return;
	hashmap_put(&f->known, key, 0);
	add_objection(f, m, who, STR_EMPTY);
}

static void read_statements(struct objection_finder *f, size_t mail)
{
	const struct thread_mail *m = &f->board->in.threads->mails[mail];
	struct person who = mailmap_author(f->board->in.sel->mailmap, m->post);
	struct str rest = m->post->statements, order = STR_EMPTY, state;
	struct statement said;
	bool nak = false;

	while (statement_next(&rest, &said)) {
		nak = nak || said.kind == STATEMENT_NAK;
		if (said.kind == STATEMENT_STATE)
			order = said.text; /* the last of the mail */
	}
	state = stopping_state(order);
	if (order.len && !state.len)
		lift(f, who, ALL_PARTS, mail);
	if (state.len && !f->stated)
		add_objection(f, m, who, state);
	f->stated = f->stated || order.len;
	if (nak)
		add_nak(f, mail, who);
}

static void keep_objections(struct objection_finder *f)
{
	struct board_row *row = &f->of->row;

	row->n_objections = f->n;
	row->objections =
	    arena_alloc(f->board->in.arena, (f->n + 1) * sizeof(*row->objections));
	for (size_t i = 0; i < f->n; i++)
		row->objections[i] = f->list[f->n - 1 - i];
}

void board_objections_find(struct board_candidate *c, const struct board_input *b)
{
	struct objection_finder f = { .board = b, .of = c };

	note_reviews(&f);
	for (size_t i = b->replies.first[c->index]; i < b->replies.first[c->index + 1];
	     i++) {
		const struct post *p = b->in.threads->mails[b->replies.mails[i]].post;

		if (p->statements.len && board_is_answer(&b->in, c->row.post, p))
			read_statements(&f, b->replies.mails[i]);
	}
	keep_objections(&f);
	free(f.list);
	hashmap_release(&f.lifted);
	hashmap_release(&f.known);
}

/* SPDX-License-Identifier: MIT */
#include <stdlib.h>

#include "report/board/board_people.h"
#include "report/people/mailmap.h"
#include "report/people/robots.h"
#include "store/inbox/record_parts.h"

/* Lists the people, and empties the count. */
static struct board_people take_people(struct people_count *count)
{
	struct board_people people = {
		xcalloc(count->n + 1, sizeof(*people.list)),
		count->n,
	};

	people_count_sort(count);
	for (size_t i = 0; i < count->n; i++)
		people.list[i] = (struct board_person){
			count->list[i].who,
			count->list[i].count,
			count->list[i].count,
		};
	people_count_release(count);
	return people;
}

/* One address has one name on the board: as those who were named before have it. */
static void name_alike(struct people_count *people, const struct board_people *named)
{
	struct hashmap known = HASHMAP_INIT;

	for (size_t i = 0; i < named->n; i++)
		if (named->list[i].who.name.len)
			hashmap_put(&known, person_key(named->list[i].who), i);
	for (size_t i = 0; i < people->n; i++) {
		size_t at = hashmap_get(&known, person_key(people->list[i].who));

		if (at != HASHMAP_NONE)
			people->list[i].who.name = named->list[at].who.name;
	}
	hashmap_release(&known);
}

struct patch_counter {
	struct people_count distinct;
	struct people_count again; /* posts of a patch that was counted before */
	struct hashmap known;	   /* (author, title) */
};

static void count_patch(struct patch_counter *c, struct person who, struct str title)
{
	uint64_t key = hash_mix(person_key(who), hash_text(title));
	bool known = hashmap_get(&c->known, key) != HASHMAP_NONE;

	people_count_add(known ? &c->again : &c->distinct, who, 1);
	hashmap_put(&c->known, key, 0);
}

static void count_patches_of(struct patch_counter *c, const struct selection *sel,
			     const struct post *p)
{
	struct str parts = p->parts;
	struct record_part part;

	if (p->kind != KIND_PATCH || post_is_cover(p) || robots_posted(sel->robots, p))
		return;
	if (!parts.len)
		count_patch(c, mailmap_author(sel->mailmap, p), p->title);
	while (record_part_next(&parts, &part))
		count_patch(
		    c,
		    mailmap_person(sel->mailmap, (struct person){ part.name, part.addr }),
		    part.title);
}

static void find_wrote(struct board *board, const struct board_input *b)
{
	struct patch_counter c = { PEOPLE_COUNT_INIT, PEOPLE_COUNT_INIT, HASHMAP_INIT };
	struct hashmap again = HASHMAP_INIT; /* by person */

	for (size_t i = 0; i < b->in.sel->n; i++)
		count_patches_of(&c, b->in.sel, &b->in.sel->posts[i]);
	board->wrote = take_people(&c.distinct);
	for (size_t i = 0; i < c.again.n; i++)
		hashmap_put(&again, person_key(c.again.list[i].who), i);
	for (size_t i = 0; i < board->wrote.n; i++) {
		struct board_person *p = &board->wrote.list[i];
		size_t at = hashmap_get(&again, person_key(p->who));

		if (at != HASHMAP_NONE)
			p->with_reposts += c.again.list[at].count;
	}
	people_count_release(&c.again);
	hashmap_release(&c.known);
	hashmap_release(&again);
}

struct review_counter {
	const struct threads *threads;
	struct people_count people;
	struct hashmap known; /* (person, mail); (person, series) of whole ones */
};

static bool is_whole(const struct post *on)
{
	return post_is_cover(on) || !post_in_series(on);
}

static uint64_t whole_key(const struct thread_mail *on, struct person who)
{
	return hash_mix(hash_mix(person_key(who), 1), on->series);
}

/* Adds each review once. Adds the review of a part only if the same person did not review
 * the whole series. */
static void count_review(struct review_counter *c, const struct approval *a, bool wholes)
{
	const struct thread_mail *on = &c->threads->mails[a->on];
	bool whole = is_whole(on->post);
	uint64_t key = whole ? whole_key(on, a->who)
			     : hash_mix(person_key(a->who), post_key(on->post));
	uint32_t n =
	    on->series == THREAD_NONE ? 1 : c->threads->set.series[on->series].arrived;

	if (whole != wholes || hashmap_get(&c->known, key) != HASHMAP_NONE ||
	    (!whole && hashmap_get(&c->known, whole_key(on, a->who)) != HASHMAP_NONE))
		return;
	hashmap_put(&c->known, key, 0);
	people_count_add(&c->people, a->who, whole ? n : 1);
}

static void find_reviewed(struct board *board, const struct board_input *b)
{
	const struct approvals *all = &b->reviews.approvals;
	struct review_counter c = { b->in.threads, PEOPLE_COUNT_INIT, HASHMAP_INIT };

	for (int wholes = 1; wholes >= 0; wholes--)
		for (size_t i = 0; i < all->n; i++)
			if (all->list[i].reply != THREAD_NONE &&
			    b->in.threads->mails[all->list[i].reply].in_window)
				count_review(&c, &all->list[i], wholes);
	name_alike(&c.people, &board->wrote);
	board->reviewed = take_people(&c.people);
	hashmap_release(&c.known);
}

/* Returns the post that a mail answers: the head of the series above it, else its parent.
 */
static const struct post *answered_mail(const struct threads *t,
					const struct thread_mail *m)
{
	if (m->about != THREAD_NONE && t->mails[m->about].series != THREAD_NONE)
		return t->set.series[t->mails[m->about].series].head;
	if (m->about != THREAD_NONE)
		return t->mails[m->about].post;
	return m->parent == THREAD_NONE ? NULL : t->mails[m->parent].post;
}

static void find_answered(struct board *board, const struct board_input *b)
{
	const struct threads *t = b->in.threads;
	const struct mailmap *map = b->in.sel->mailmap;
	struct people_count people = PEOPLE_COUNT_INIT;

	for (size_t i = 0; i < t->n; i++) {
		const struct thread_mail *m = &t->mails[i];
		const struct post *to = answered_mail(t, m);
		struct person who;

		if (!m->in_window || m->post->kind != KIND_REPLY ||
		    robots_posted(b->in.sel->robots, m->post) ||
		    !threads_selects(t, b->asked->match, m))
			continue;
		who = mailmap_author(map, m->post);
		if (!to || !mailmap_sent(map, who, to))
			people_count_add(&people, who, 1);
	}
	name_alike(&people, &board->reviewed);
	name_alike(&people, &board->wrote);
	board->answered = take_people(&people);
}

void board_people_find(struct board *board, const struct board_input *b)
{
	find_wrote(board, b);
	find_reviewed(board, b);
	find_answered(board, b);
}

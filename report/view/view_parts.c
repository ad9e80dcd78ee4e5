/* SPDX-License-Identifier: MIT */
#include <stdlib.h>

#include "report/board/board_answers.h"
#include "report/people/mailmap.h"
#include "report/people/robots.h"
#include "report/view/view_parts.h"

struct parts_finder {
	const struct board_input *board;
	struct view_parts parts;
	struct view_trailer **last; /* of each part: where the next trailer goes */
	struct hashmap by_mail;	    /* parts by index into threads.mails */
	struct hashmap given;	    /* (part, key, person) */
};

static int cmp_part(const void *a, const void *b)
{
	const struct view_part *v = a, *w = b;
	const struct post *x = v->post, *y = w->post;

	if (post_is_cover(x) != post_is_cover(y))
		return post_is_cover(x) ? -1 : 1;
	if (x->number != y->number)
		return x->number < y->number ? -1 : 1;
	return post_cmp_date(x, y);
}

static void list_parts(struct parts_finder *f, const struct series *s)
{
	const struct threads *t = f->board->in.threads;
	struct view_part *list =
	    arena_alloc(f->board->in.arena, (s->n_mails + 1) * sizeof(*list));

	for (size_t i = 0; i < s->n_mails; i++)
		list[i] = (struct view_part){ .post = s->mails[i], .commit = STR_EMPTY };
	qsort(list, s->n_mails, sizeof(*list), cmp_part);
	for (size_t i = 0; i < s->n_mails; i++)
		hashmap_put(&f->by_mail, threads_find(t, list[i].post) + 1, i);
	f->parts = (struct view_parts){ list, s->n_mails };
	f->last = xcalloc(s->n_mails + 1, sizeof(struct view_trailer *));
}

/* The part that is a mail of the threads, or HASHMAP_NONE. */
static size_t part_of(const struct parts_finder *f, size_t mail)
{
	return mail == THREAD_NONE ? HASHMAP_NONE : hashmap_get(&f->by_mail, mail + 1);
}

static bool is_given(const struct trailer *t)
{
	return trailer_approves(t) || str_ieq(t->key, STR("Tested-by"));
}

static void add_trailer(struct parts_finder *f, size_t part, const struct trailer *t,
			const struct post *said)
{
	uint64_t key = hash_mix(hash_mix(part, hash_nocase(t->key)), person_key(t->who));
	struct view_part *to = &f->parts.list[part];
	const struct mailmap *map = f->board->in.sel->mailmap;
	struct view_trailer *e;

	if (!is_given(t) || hashmap_get(&f->given, key) != HASHMAP_NONE ||
	    robots_named(f->board->in.sel->robots, t->who) ||
	    person_same(t->who, mailmap_author(map, to->post)))
		return;
	hashmap_put(&f->given, key, 0);
	e = arena_alloc(f->board->in.arena, sizeof(*e));
	*e = (struct view_trailer){ t->key, t->who, said, NULL };
	if (f->last[part])
		f->last[part]->next = e;
	else
		to->trailers = e;
	f->last[part] = e;
}

static void read_patch(struct parts_finder *f, size_t part)
{
	const struct post *p = f->parts.list[part].post;
	struct str rest = p->trailers;
	struct trailer t;

	while (!p->parts.len && trailer_people_next(&rest, &t)) {
		t.who = mailmap_person(f->board->in.sel->mailmap, t.who);
		add_trailer(f, part, &t, NULL);
	}
}

static void read_reply(struct parts_finder *f, const struct thread_mail *m)
{
	const struct section_input *in = &f->board->in;
	struct str rest = m->post->trailers;
	size_t part = part_of(f, m->about);
	struct trailer t;

	if (part == HASHMAP_NONE || robots_posted(in->sel->robots, m->post))
		return;
	f->parts.list[part].answers +=
	    board_is_answer(in, f->parts.list[part].post, m->post);
	while (own_trailer_next(&rest, m->post, in->sel->mailmap, &t))
		add_trailer(f, part, &t, m->post);
}

/* A lone patch has no number, or each commit the number 0. */
static void find_commits(struct parts_finder *f, const struct board_row *row)
{
	struct hashmap by_number = HASHMAP_INIT;

	for (size_t i = f->parts.n; i-- > 0;)
		if (!post_is_cover(f->parts.list[i].post))
			hashmap_put(&by_number, f->parts.list[i].post->number, i);
	for (size_t i = 0; i < row->n_events; i++)
		for (const struct section_commit *c = row->events[i].commits; c;
		     c = c->next) {
			size_t part = hashmap_get(&by_number, c->number);

			if (part != HASHMAP_NONE)
				f->parts.list[part].commit = c->id;
		}
	hashmap_release(&by_number);
}

static void find_posted_anew(struct parts_finder *f, const struct series *s)
{
	const struct threads *t = f->board->in.threads;

	for (size_t i = 0; i < s->n; i++) {
		size_t part = part_of(f, threads_find(t, &t->wide.posts[s->posts[i]]));

		if (part != HASHMAP_NONE)
			f->parts.list[part].posted_anew = s->posted_anew[i];
	}
}

struct view_parts view_parts_find(const struct board_input *b,
				  const struct board_row *row, size_t index)
{
	struct parts_finder f = { .board = b };

	list_parts(&f, row->series);
	for (size_t i = 0; i < f.parts.n; i++)
		read_patch(&f, i);
	for (size_t i = b->replies.first[index + 1]; i-- > b->replies.first[index];)
		read_reply(&f, &b->in.threads->mails[b->replies.mails[i]]);
	find_commits(&f, row);
	find_posted_anew(&f, row->series);
	free(f.last);
	hashmap_release(&f.by_mail);
	hashmap_release(&f.given);
	return f.parts;
}

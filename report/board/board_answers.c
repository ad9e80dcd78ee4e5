/* SPDX-License-Identifier: MIT */
#include "report/board/board_answers.h"
#include "report/people/mailmap.h"
#include "report/people/robots.h"

bool board_is_answer(const struct section_input *in, const struct post *head,
		     const struct post *mail)
{
	const struct mailmap *map = in->sel->mailmap;

	return !robots_posted(in->sel->robots, mail) &&
	       !mailmap_sent(map, mailmap_author(map, mail), head);
}

uint32_t board_answers_in_window(const struct board_input *b, size_t of)
{
	const struct threads *t = b->in.threads;
	uint32_t n = 0;

	for (size_t i = b->replies.first[of]; i < b->replies.first[of + 1]; i++) {
		const struct thread_mail *m = &t->mails[b->replies.mails[i]];

		n += m->in_window &&
		     board_is_answer(&b->in, t->set.series[of].head, m->post);
	}
	return n;
}

struct counted_person *board_people_keep(struct people_count *people, struct arena *arena,
					 size_t *n)
{
	struct counted_person *list = arena_alloc(arena, (people->n + 1) * sizeof(*list));

	people_count_sort(people);
	for (size_t i = 0; i < people->n; i++)
		list[i] = people->list[i];
	*n = people->n;
	return list;
}

void board_answers_find(struct board_candidate *c, const struct board_input *b)
{
	const struct mailmap *map = b->in.sel->mailmap;
	struct people_count people = PEOPLE_COUNT_INIT;
	struct board_row *row = &c->row;

	c->silent = true;
	for (size_t i = b->replies.first[c->index]; i < b->replies.first[c->index + 1];
	     i++) {
		const struct thread_mail *m = &b->in.threads->mails[b->replies.mails[i]];
		bool answer = board_is_answer(&b->in, row->post, m->post);

		c->answered |= m->in_window &&
			       (answer || !robots_posted(b->in.sel->robots, m->post));
		if (!answer)
			continue;
		c->silent = false;
		if (!m->in_window)
			continue;
		if (!row->last_answer)
			row->last_answer = m->post;
		people_count_add(&people, mailmap_author(map, m->post), 1);
		row->answers++;
	}
	row->people = board_people_keep(&people, b->in.arena, &row->n_people);
	people_count_release(&people);
}

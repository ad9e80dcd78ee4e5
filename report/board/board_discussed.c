/* SPDX-License-Identifier: MIT */
#include "report/board/board_answers.h"
#include "report/board/board_discussed.h"
#include "report/board/board_groups.h"
#include "report/people/mailmap.h"
#include "report/sections/discussions_find.h"
#include "store/util/utc.h"

/* Takes the author of the topmost mail out of the answers. */
static void set_answers(struct board_row *row, const struct discussion *d,
			struct arena *arena)
{
	row->people = arena_alloc(arena, (d->people.n + 1) * sizeof(*row->people));
	for (size_t i = 0; i < d->people.n; i++) {
		if (person_same(d->people.list[i].who, row->who))
			continue;
		row->people[row->n_people++] = d->people.list[i];
		row->answers += d->people.list[i].count;
	}
}

void board_discussed_add(struct board *board, struct board_input *b)
{
	const struct threads *t = b->in.threads;
	struct discussions found;

	discussions_find(&found, &b->in);
	for (size_t i = 0; i < found.n; i++) {
		const struct thread_mail *top = &t->mails[found.list[i].top];
		struct board_row row = { .change_note = STR_EMPTY,
					 .area = STR_EMPTY,
					 .needs = STR_EMPTY,
					 .post = top->post,
					 .first_posted = top->post->arrival };

		if (top->series != THREAD_NONE ||
		    (top->post->kind == KIND_PULL && top->in_window))
			continue;
		row.who = mailmap_author(b->in.sel->mailmap, top->post);
		row.days = b->end > row.first_posted
			       ? (uint32_t)((b->end - row.first_posted) / DAY_SECONDS)
			       : 0;
		people_count_sort(&found.list[i].people);
		set_answers(&row, &found.list[i], b->in.arena);
		if (row.answers >= DISCUSSED_ANSWERS && row.n_people >= DISCUSSED_PEOPLE)
			board_group_add(board, BOARD_DISCUSSED, &row);
	}
	discussions_release(&found);
}

/* SPDX-License-Identifier: MIT */
#include <stdlib.h>

#include "report/mine/mine_answers.h"
#include "report/people/robots.h"
#include "report/people/viewers.h"
#include "store/util/array.h"

/* For each mail of the threads. */
struct thread_marks {
	bool *own;	/* the viewers sent it */
	bool *answered; /* they answered it */
};

/* A mail that arrived after the window is not known yet. */
static bool is_known(const struct board_input *b, const struct thread_mail *m)
{
	return m->in_window || m->post->arrival < b->until;
}

static void mark_mails(struct thread_marks *marks, const struct board_input *b)
{
	const struct threads *t = b->in.threads;
	const struct selection *sel = b->in.sel;

	marks->own = xcalloc(t->n + 1, sizeof(*marks->own));
	marks->answered = xcalloc(t->n + 1, sizeof(*marks->answered));
	for (size_t i = 0; i < t->n; i++) {
		const struct thread_mail *m = &t->mails[i];

		marks->own[i] = viewers_sent(sel->viewers, sel->mailmap, m->post);
		if (marks->own[i] && m->parent != THREAD_NONE && is_known(b, m))
			marks->answered[m->parent] = true;
	}
}

/* The parent may be another mail of its References. */
static bool is_direct(const struct threads *t, const struct thread_mail *m)
{
	return m->parent != THREAD_NONE &&
	       str_eq(m->post->in_reply_to, t->mails[m->parent].post->message_id);
}

static bool is_answer(const struct board_input *b, const struct thread_marks *marks,
		      size_t at)
{
	const struct threads *t = b->in.threads;
	const struct thread_mail *m = &t->mails[at];

	return m->in_window && !post_is_counted(m->post) && is_direct(t, m) &&
	       marks->own[m->parent] && !marks->own[at] && !marks->answered[at] &&
	       !robots_posted(b->in.sel->robots, m->post) &&
	       threads_selects(t, b->asked->match, m);
}

/* The threads have the newest mails first. */
void mine_answers_find(struct mine *mine, const struct board_input *b)
{
	const struct threads *t = b->in.threads;
	struct thread_marks marks;

	mark_mails(&marks, b);
	for (size_t i = t->n; i-- > 0;) {
		const struct thread_mail *m = &t->mails[i];

		if (!is_answer(b, &marks, i))
			continue;
		mine->answers = array_grow(mine->answers, mine->n_answers,
					   &mine->answers_cap, sizeof(*mine->answers));
		mine->answers[mine->n_answers++] = (struct mine_answer){
			m->post,
			mailmap_author(b->in.sel->mailmap, m->post),
			t->mails[m->parent].post,
		};
	}
	free(marks.own);
	free(marks.answered);
}

/* SPDX-License-Identifier: MIT */
#include <stdlib.h>

#include "report/board/board_replies.h"

/* The series that the mail is about, or THREAD_NONE. */
static size_t series_about(const struct threads *t, size_t at, int64_t until)
{
	const struct thread_mail *m = &t->mails[at];
	size_t of = m->about == THREAD_NONE ? THREAD_NONE : t->mails[m->about].series;

	if (of == m->series || (!m->in_window && m->post->arrival >= until))
		return THREAD_NONE;
	return of;
}

/* A counting sort. */
void board_replies_init(struct board_replies *r, const struct threads *t, int64_t until)
{
	size_t n = t->set.n;

	r->first = xcalloc(n + 2, sizeof(*r->first));
	r->mails = xcalloc(t->n + 1, sizeof(*r->mails));
	for (size_t i = 0; i < t->n; i++) {
		size_t of = series_about(t, i, until);

		if (of != THREAD_NONE)
			r->first[of + 2]++;
	}
	for (size_t i = 2; i < n + 2; i++)
		r->first[i] += r->first[i - 1];
	for (size_t i = 0; i < t->n; i++) {
		size_t of = series_about(t, i, until);

		if (of != THREAD_NONE)
			r->mails[r->first[of + 1]++] = i;
	}
}

void board_replies_release(struct board_replies *r)
{
	free(r->first);
	free(r->mails);
	*r = (struct board_replies){ NULL, NULL };
}

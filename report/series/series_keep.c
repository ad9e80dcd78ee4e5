/* SPDX-License-Identifier: MIT */
#include <stdlib.h>

#include "report/series/series_keep.h"

/* The new indices of what is kept, by old index. */
struct series_move {
	struct selection *sel;
	struct series_set *set;
	const bool *keep;
	size_t *posts, *series;
	size_t n_posts, n_series; /* before */
};

/*
 * A version from before the window isn't in the set, and stays where it is. NULL for a
 * series that is not kept.
 */
static struct series *moved_series(const struct series_move *m, struct series *s)
{
	struct series *all = m->set->series;

	if (!s || s < all || s >= all + m->n_series)
		return s;
	return m->series[s - all] == SIZE_MAX ? NULL : &all[m->series[s - all]];
}

/* A mail from outside of the window isn't in the selection, and stays where it is. */
static const struct post *moved_post(const struct series_move *m, const struct post *p)
{
	const struct post *posts = m->sel->posts;

	return p >= posts && p < posts + m->n_posts ? &posts[m->posts[p - posts]] : p;
}

/* As moved_post; NULL if the mail is dropped. */
static const struct post *kept_post(const struct series_move *m, const struct post *p)
{
	const struct post *posts = m->sel->posts;

	if (p && p >= posts && p < posts + m->n_posts && !m->keep[p - posts])
		return NULL;
	return p ? moved_post(m, p) : NULL;
}

/* Sets the new indices of series before the posts move. */
static size_t number_kept_series(struct series_move *m, const bool *keep)
{
	size_t n = 0;

	for (size_t i = 0; i < m->set->n; i++)
		m->series[i] = keep[m->set->series[i].posts[0]] ? n++ : SIZE_MAX;
	return n;
}

static void move_posts(struct series_move *m, const bool *keep)
{
	size_t n = 0;

	for (size_t i = 0; i < m->n_posts; i++) {
		if (!keep[i])
			continue;
		m->posts[i] = n;
		m->set->of[n] = moved_series(m, m->set->of[i]);
		m->sel->posts[n++] = m->sel->posts[i];
	}
	m->sel->n = n;
}

static void move_pointers(const struct series_move *m, struct series *s)
{
	s->newer = moved_series(m, s->newer);
	s->older = moved_series(m, s->older);
	s->replaced_by = moved_series(m, s->replaced_by);
	s->bound_to = moved_series(m, s->bound_to);
	s->also_older = moved_series(m, s->also_older);
	s->head = moved_post(m, s->head);
	s->replaces = kept_post(m, s->replaces);
	s->replaces_in = kept_post(m, s->replaces_in);
	for (size_t i = 0; i < s->n; i++)
		s->posted_anew[i] = kept_post(m, s->posted_anew[i]);
	s->first_patch = s->first_patch ? moved_post(m, s->first_patch) : NULL;
	for (size_t i = 0; i < s->n; i++)
		s->posts[i] = m->posts[s->posts[i]];
	for (size_t i = 0; i < s->n_mails; i++)
		s->mails[i] = moved_post(m, s->mails[i]);
}

void series_keep(struct series_set *set, struct selection *sel, const bool *keep)
{
	struct series_move m = {
		.sel = sel,
		.keep = keep,
		.set = set,
		.posts = xcalloc(sel->n + 1, sizeof(*m.posts)),
		.series = xcalloc(set->n + 1, sizeof(*m.series)),
		.n_posts = sel->n,
		.n_series = set->n,
	};
	size_t n = number_kept_series(&m, keep);

	move_posts(&m, keep);
	for (size_t i = 0; i < set->n; i++) {
		if (m.series[i] == SIZE_MAX)
			continue;
		move_pointers(&m, &set->series[i]);
		set->series[m.series[i]] = set->series[i];
	}
	set->n = n;
	free(m.posts);
	free(m.series);
}

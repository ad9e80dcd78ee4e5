/* SPDX-License-Identifier: MIT */
#include <stdlib.h>

#include "report/series/older_versions.h"
#include "report/series/replaced_parts.h"
#include "report/series/series_outside.h"
#include "report/series/series_group.h"
#include "report/series/series.h"
#include "report/series/version_notes.h"

/* The patches and covers of the window, then those outside of it. */
static const struct post **gather_posts(const struct selection *sel,
					const struct series_outside *outside, size_t *n)
{
	const struct post **posts =
	    xcalloc(sel->n + outside->n + 1, sizeof(struct post *));

	*n = 0;
	for (size_t i = 0; i < sel->n; i++)
		if (post_is_counted(&sel->posts[i]))
			posts[(*n)++] = &sel->posts[i];
	for (size_t i = 0; i < outside->n; i++)
		posts[(*n)++] = outside->posts[i];
	return posts;
}

static void bind_posts(struct series_groups *set, const struct selection *sel,
		       const struct series_outside *outside)
{
	size_t n;
	const struct post **posts = gather_posts(sel, outside, &n);

	series_groups_bind(set, posts, n);
	free(posts);
}

/* Mails outside of the window are bound by Date as well: so all are bound again. */
static enum status bind_window(struct series_groups *set, const struct selection *sel,
			       struct arena *arena)
{
	struct series_outside outside = { .n = 0 };
	enum status st;

	bind_posts(set, sel, &outside);
	st = series_outside_find(&outside, sel, set, arena);
	if (outside.n) {
		series_groups_release(set);
		bind_posts(set, sel, &outside);
	}
	series_outside_release(&outside);
	return st;
}

static bool in_window(const struct selection *sel, const struct post *p)
{
	return p >= sel->posts && p < sel->posts + sel->n;
}

struct numbered_post {
	const struct post *post, *replaced_by;
	size_t index;
};

static int cmp_post_number(const void *a, const void *b)
{
	const struct numbered_post *v = a, *w = b;
	const struct post *x = v->post, *y = w->post;

	if ((x->kind == KIND_COVER) != (y->kind == KIND_COVER))
		return x->kind == KIND_COVER ? -1 : 1;
	if (x->number != y->number)
		return x->number < y->number ? -1 : 1;
	if (!v->replaced_by != !w->replaced_by)
		return v->replaced_by ? 1 : -1;
	return post_cmp_date(y, x);
}

static const struct post *replacement(const struct series_groups *set,
				      const struct group_mail *m)
{
	return m->replaced_by == SERIES_GROUP_NONE ? NULL
						   : set->mails[m->replaced_by].post;
}

/* Sorts the group's mails that are in the window into out; returns how many. */
static size_t list_posts(struct numbered_post *out, const struct series_groups *set,
			 const struct series_group *p, const struct selection *sel)
{
	size_t n = 0;

	for (size_t m = p->first; m != SERIES_GROUP_NONE; m = set->mails[m].next)
		if (in_window(sel, set->mails[m].post))
			out[n++] = (struct numbered_post){
				.post = set->mails[m].post,
				.replaced_by = replacement(set, &set->mails[m]),
				.index = (size_t)(set->mails[m].post - sel->posts),
			};
	qsort(out, n, sizeof(*out), cmp_post_number);
	return n;
}

/* Some mail of the group replies to a mail of another group. */
static bool replies_elsewhere(const struct series_groups *set, size_t group)
{
	for (size_t m = set->list[group].first; m != SERIES_GROUP_NONE;
	     m = set->mails[m].next) {
		size_t parent = hashmap_get(&set->by_id, set->mails[m].parent);

		if (parent != HASHMAP_NONE && set->mails[parent].group != group)
			return true;
	}
	return false;
}

/* 0/N with a diff is a cover if N/N came, else a part: its sender counts from 0. */
static uint32_t count_parts(const struct series_group *p)
{
	bool from_zero =
	    p->cover && p->cover->kind == KIND_PATCH && p->highest < p->total;

	return p->parts + from_zero;
}

/* The kind of the mail that a mail answers: KIND_OTHER also if no store has it. */
static enum kind kind_answered(const struct selection *sel, const struct post *p)
{
	struct mail m = MAIL_INIT;
	enum kind kind = KIND_OTHER;
	struct inbox *inbox;

	if (p->in_reply_to.len &&
	    selection_mail(sel, p->in_reply_to, p, &m, &inbox) == ST_OK)
		kind = m.record.kind;
	mail_release(&m);
	return kind;
}

/* The patches of a pull request are sent in reply to it, single parts to a review. */
static void set_answers(struct series *s, const struct series_groups *set, size_t group,
			const struct selection *sel)
{
	enum kind kind;

	if (!set->list[group].numbered || s->covered)
		return;
	kind = kind_answered(sel, s->head);
	s->pulled = kind == KIND_PULL;
	s->respin = s->arrived < s->announced &&
		    (kind == KIND_REPLY || replies_elsewhere(set, group));
}

static void init_series(struct series *s, const struct series_groups *set, size_t group,
			const struct selection *sel)
{
	const struct series_group *p = &set->list[group];

	*s = (struct series){
		.head = p->head,
		.covered = p->cover != NULL,
		.version = p->version,
		.arrived = p->numbered ? count_parts(p) : post_patches(p->head),
		.announced = p->numbered ? p->total : post_patches(p->head),
	};
	set_answers(s, set, group, sel);
}

static void list_mails(struct series *s, const struct series_groups *set,
		       const struct series_group *p, struct arena *arena)
{
	s->mails = arena_alloc(arena, p->n_mails * sizeof(*s->mails));
	for (size_t m = p->first; m != SERIES_GROUP_NONE; m = set->mails[m].next)
		s->mails[s->n_mails++] = set->mails[m].post;
}

static const struct post *first_patch(const struct series *s, const struct selection *sel)
{
	size_t at = s->covered ? 1 : 0;
	const struct post *p;

	if (at >= s->n || s->arrived < s->announced)
		return NULL;
	p = &sel->posts[s->posts[at]];
	return p->kind == KIND_PATCH && post_is_shown(p) ? p : NULL;
}

/* Makes series of the groups with a mail in the window; numbers[group]: its index. */
static void make_series(struct series_set *out, const struct series_groups *set,
			const struct selection *sel, size_t *numbers)
{
	struct numbered_post *mails = xcalloc(set->n_mails + 1, sizeof(*mails));

	for (size_t i = 0; i < set->n; i++) {
		size_t n = list_posts(mails, set, &set->list[i], sel);
		struct series *s = &out->series[out->n];

		numbers[i] = n ? out->n++ : SERIES_GROUP_NONE;
		if (!n)
			continue;
		init_series(s, set, i, sel);
		list_mails(s, set, &set->list[i], &out->arena);
		s->n = n;
		s->posts = arena_alloc(&out->arena, n * sizeof(*s->posts));
		s->posted_anew = arena_alloc(&out->arena, n * sizeof(*s->posted_anew));
		for (size_t k = 0; k < n; k++) {
			s->posts[k] = mails[k].index;
			s->posted_anew[k] = mails[k].replaced_by;
			out->of[mails[k].index] = s;
		}
		s->first_patch = first_patch(s, sel);
		/* shown mails come first */
		s->shown = post_is_shown(&sel->posts[s->posts[0]]);
	}
	free(mails);
}

static enum status find_versions(struct series_set *out, const struct selection *sel,
				 const struct series_groups *set, const size_t *numbers,
				 bool before)
{
	struct hashmap by_mail = HASHMAP_INIT;
	struct version_notes notes;
	struct versions versions;
	enum status st = version_notes_find(&notes, sel, out, &out->arena), found = ST_OK;

	for (size_t i = 0; i < set->n_mails; i++)
		if (numbers[set->mails[i].group] != SERIES_GROUP_NONE)
			versions_put_mail(&by_mail, set->mails[i].post,
					  numbers[set->mails[i].group]);
	versions_init(&versions, out, sel->mailmap);
	if (before)
		found = older_versions_add(&versions, sel, &notes, &by_mail, &out->arena);
	supersede_by_title(&versions);
	supersede_by_link(&versions, &by_mail, notes.list, notes.n);
	supersede_by_parts(&versions);
	supersede_across_targets(&versions);
	versions_apply(&versions);
	versions_release(&versions);
	version_notes_release(&notes);
	hashmap_release(&by_mail);
	return status_first(st, found);
}

static enum status build_set(struct series_set *out, const struct selection *sel,
			     bool before)
{
	struct series_groups set;
	enum status st, found;
	size_t *numbers;

	*out = (struct series_set){ .arena = ARENA_INIT };
	st = bind_window(&set, sel, &out->arena);
	out->series = xcalloc(set.n + 1, sizeof(*out->series));
	out->of = xcalloc(sel->n + 1, sizeof(*out->of));
	numbers = xcalloc(set.n + 1, sizeof(*numbers));
	selection_begin_reads(sel);
	make_series(out, &set, sel, numbers);
	selection_end_reads(sel);
	found = find_versions(out, sel, &set, numbers, before);
	replaced_parts_find(out, sel, &set, numbers);
	free(numbers);
	series_groups_release(&set);
	return status_first(st, found);
}

enum status series_build(struct series_set *out, const struct selection *sel)
{
	return build_set(out, sel, false);
}

enum status series_build_versions(struct series_set *out, const struct selection *sel)
{
	return build_set(out, sel, true);
}

void series_release(struct series_set *set)
{
	free(set->series);
	free(set->of);
	arena_release(&set->arena);
	*set = (struct series_set){ .n = 0 };
}

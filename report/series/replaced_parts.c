/* SPDX-License-Identifier: MIT */
#include <stdlib.h>

#include "report/series/replaced_parts.h"
#include "report/series/series_group_find.h"
#include "report/series/version_order.h"

struct part_finder {
	struct series_set *set;
	const struct selection *sel;
	const struct series_groups *groups;
	const size_t *numbers;
	size_t *places;		  /* of each selected post: its index into series.posts */
	struct hashmap by_number; /* (group, number): into groups->mails */
	struct hashmap by_title;  /* (title, poster, targets): likewise, the newest one */
};

static bool is_part(const struct group_mail *m)
{
	return post_in_series(m->post) && !post_is_cover(m->post) &&
	       !(m->post->facts & FACT_PULL) && m->replaced_by == SERIES_GROUP_NONE;
}

static uint64_t title_of_poster(const struct group_mail *m, uint64_t title, int by)
{
	return hash_mix(hash_mix(title, m->targets), m->sender.by[by]);
}

/* Version by number, then Date. */
static int cmp_part(const struct part_finder *f, size_t a, size_t b)
{
	const struct group_mail *x = &f->groups->mails[a], *y = &f->groups->mails[b];
	int d = version_cmp(f->groups->list[x->group].version,
			    f->groups->list[y->group].version);

	return d ? d : post_cmp_date(x->post, y->post);
}

static void add_part(struct part_finder *f, size_t i)
{
	const struct group_mail *m = &f->groups->mails[i];
	const struct series_group *of = &f->groups->list[m->group];
	uint64_t title;

	if (!is_part(m))
		return;
	hashmap_put(&f->by_number, hash_mix(m->group, m->post->number), i);
	/* The first patch without a cover is the head: a version of it is one of all. */
	if (!of->cover && of->head == m->post)
		return;
	title = post_title_hash(m->post);
	for (int by = 0; by < KNOWN_BY; by++) {
		uint64_t key = title_of_poster(m, title, by);
		size_t last = hashmap_get(&f->by_title, key);

		if (last == HASHMAP_NONE || cmp_part(f, i, last) > 0)
			hashmap_put(&f->by_title, key, i);
	}
}

/* The patch or cover of another series that a mail answers, or a review of which. */
static size_t find_above(const struct part_finder *f, const struct group_mail *m)
{
	struct str refs = newest_refs(m->post);
	uint64_t id = m->parent;
	size_t at = id ? hashmap_get(&f->groups->by_id, id) : HASHMAP_NONE;

	while (at == HASHMAP_NONE && newest_refs_next(&refs, &id))
		at = hashmap_get(&f->groups->by_id, id);
	return at != HASHMAP_NONE && f->groups->mails[at].group != m->group
		   ? at
		   : HASHMAP_NONE;
}

/* The part of the series above it that has its number, or its title. */
static size_t find_part_above(const struct part_finder *f, const struct group_mail *m)
{
	size_t above = find_above(f, m), at = above;
	const struct group_mail *part;

	if (above == HASHMAP_NONE)
		return HASHMAP_NONE;
	part = &f->groups->mails[above];
	if (post_in_series(m->post)) {
		at = hashmap_get(&f->by_number, hash_mix(part->group, m->post->number));
		if (at == HASHMAP_NONE ||
		    f->groups->mails[at].post->total != m->post->total)
			return HASHMAP_NONE;
	} else if (!is_part(part) ||
		   (post_title_hash(part->post) != post_title_hash(m->post) &&
		    version_cmp(m->post->version, f->groups->list[part->group].version) <=
			0)) {
		return HASHMAP_NONE;
	}
	return at;
}

/* The newest part of its title that has a lower version, in a series of more parts. */
static size_t find_titled_part(const struct part_finder *f, const struct group_mail *m)
{
	const uint64_t title = post_title_hash(m->post);

	for (int by = 0; by < KNOWN_BY; by++) {
		size_t at = hashmap_get(&f->by_title, title_of_poster(m, title, by));
		const struct series_group *of;

		if (at == HASHMAP_NONE || f->groups->mails[at].group == m->group)
			continue;
		of = &f->groups->list[f->groups->mails[at].group];
		if (version_cmp(m->version, of->version) > 0 &&
		    of->parts > f->groups->list[m->group].parts)
			return at;
	}
	return HASHMAP_NONE;
}

static bool may_replace_part(const struct group_mail *later,
			     const struct group_mail *part)
{
	return poster_keys_meet(&later->sender, &part->sender) &&
	       post_repository(later->post) == post_repository(part->post) &&
	       post_cmp_date(later->post, part->post) > 0;
}

static bool is_selected(const struct selection *sel, const struct post *p)
{
	return p >= sel->posts && p < sel->posts + sel->n;
}

/* The series that has the part says which mail replaces it: the latest one. */
static void mark_replaced(const struct part_finder *f, const struct group_mail *part,
			  const struct post *by)
{
	const struct post **slot;
	struct series *s;

	if (!is_selected(f->sel, part->post))
		return;
	s = &f->set->series[f->numbers[part->group]];
	slot = &s->posted_anew[f->places[part->post - f->sel->posts]];
	if (!*slot || post_cmp_date(*slot, by) < 0)
		*slot = by;
}

static void replace_part(struct part_finder *f, const struct group_mail *m)
{
	struct series *s = &f->set->series[f->numbers[m->group]];
	size_t at = find_part_above(f, m);
	const struct group_mail *part;

	if (at == HASHMAP_NONE && !s->older && !s->also_older)
		at = find_titled_part(f, m);
	if (at == HASHMAP_NONE || !may_replace_part(m, &f->groups->mails[at]))
		return;
	part = &f->groups->mails[at];
	mark_replaced(f, part, m->post);
	s->respin = s->respin || post_in_series(m->post);
	if (!s->replaces) {
		s->replaces = part->post;
		s->replaces_in = f->groups->list[part->group].head;
	}
}

/* It has no cover, and not all parts. */
static bool is_alone(const struct part_finder *f, const struct group_mail *m)
{
	size_t number = f->numbers[m->group];
	const struct series *s;

	if (number == SERIES_GROUP_NONE || (m->post->facts & FACT_PULL))
		return false;
	s = &f->set->series[number];
	return !s->covered && !s->pulled &&
	       (!f->groups->list[m->group].numbered || s->arrived < s->announced);
}

void replaced_parts_find(struct series_set *set, const struct selection *sel,
			 const struct series_groups *groups, const size_t *numbers)
{
	struct part_finder f = {
		.set = set,
		.sel = sel,
		.groups = groups,
		.numbers = numbers,
		.places = xcalloc(sel->n + 1, sizeof(*f.places)),
	};

	for (size_t i = 0; i < set->n; i++)
		for (size_t k = 0; k < set->series[i].n; k++)
			f.places[set->series[i].posts[k]] = k;
	for (size_t i = 0; i < groups->n_mails; i++)
		add_part(&f, i);
	for (size_t i = 0; i < groups->n_mails; i++)
		if (is_selected(sel, groups->mails[i].post) &&
		    is_alone(&f, &groups->mails[i]))
			replace_part(&f, &groups->mails[i]);
	free(f.places);
	hashmap_release(&f.by_number);
	hashmap_release(&f.by_title);
}

/* SPDX-License-Identifier: MIT */
#include <stdlib.h>

#include "report/areas/maintainers.h"
#include "report/util/glob.h"
#include "store/util/array.h"

/* That an area holds a path, or several. */
struct area_hit {
	size_t area;
	size_t paths;
	uint64_t depth; /* of its narrowest pattern; the sum over the paths */
	bool excluded;	/* one path only */
};

struct area_hits {
	struct area_hit *list;
	size_t n, cap;
};

static void add_hit(struct area_hits *h, struct area_hit hit)
{
	h->list = array_grow(h->list, h->n, &h->cap, sizeof(*h->list));
	h->list[h->n++] = hit;
}

static int cmp_hits_by_area(const void *a, const void *b)
{
	const struct area_hit *x = a, *y = b;

	return (x->area > y->area) - (x->area < y->area);
}

static void add_hits_of_patterns(const struct maintainers *m, struct str path,
				 uint64_t letters, struct area_hits *h)
{
	size_t at = path_index_find(&m->index, path);

	for (; at != PATH_INDEX_END; at = m->index.entries[at].shorter) {
		const struct area_pattern *p = &m->patterns[m->index.entries[at].value];

		if (!(p->letters & ~letters) && file_pattern_holds(&p->pattern, path))
			add_hit(h, (struct area_hit){ p->area, 1, p->pattern.depth,
						      p->excludes });
	}
}

static void add_hits_of_regexes(const struct maintainers *m, struct str path,
				uint64_t letters, struct area_hits *h)
{
	for (size_t i = 0; i < m->n_regexes; i++) {
		const struct area_regex *r = &m->regexes[i];

		if (!(r->letters & ~letters) && path_regex_matches(&r->regex, path))
			add_hit(h, (struct area_hit){ r->area, 1, 0, false });
	}
}

/* Makes one hit an area of the hits of one path, from the first of these on. */
static void merge_hits_of_path(struct area_hits *h, size_t first)
{
	size_t n = first;

	qsort(h->list + first, h->n - first, sizeof(*h->list), cmp_hits_by_area);
	for (size_t i = first; i < h->n;) {
		struct area_hit hit = h->list[i++];

		for (; i < h->n && h->list[i].area == hit.area; i++) {
			hit.excluded |= h->list[i].excluded;
			if (h->list[i].depth > hit.depth)
				hit.depth = h->list[i].depth;
		}
		if (!hit.excluded)
			h->list[n++] = hit;
	}
	h->n = n;
}

/* Makes one hit an area of the hits of all paths. */
static void add_up_hits(struct area_hits *h)
{
	size_t n = 0;

	if (h->n)
		qsort(h->list, h->n, sizeof(*h->list), cmp_hits_by_area);
	for (size_t i = 0; i < h->n; i++) {
		if (n && h->list[n - 1].area == h->list[i].area) {
			h->list[n - 1].paths += h->list[i].paths;
			h->list[n - 1].depth += h->list[i].depth;
		} else {
			h->list[n++] = h->list[i];
		}
	}
	h->n = n;
}

/* Finds the areas that hold some of the paths, in the order of the file. Returns how many
 * paths there are. To be freed: h->list. */
static size_t find_hits(const struct maintainers *m, struct str paths,
			struct area_hits *h)
{
	struct str path;
	size_t n = 0;

	*h = (struct area_hits){ NULL, 0, 0 };
	for (; str_line(&paths, &path); n++) {
		uint64_t letters = letters_of(path);
		size_t first = h->n;

		add_hits_of_patterns(m, path, letters, h);
		add_hits_of_regexes(m, path, letters, h);
		if (h->n > first)
			merge_hits_of_path(h, first);
	}
	add_up_hits(h);
	return n;
}

/* Compares the mean depth, then the number of paths. */
static bool is_narrower(const struct area_hit *a, const struct area_hit *b)
{
	uint64_t x = a->depth * b->paths, y = b->depth * a->paths;

	return x != y ? x > y : a->paths > b->paths;
}

const struct area *maintainers_area(const struct maintainers *m, struct str paths)
{
	const struct area_hit *best = NULL;
	const struct area *area = NULL;
	struct area_hits hits;
	size_t n = find_hits(m, paths, &hits);

	for (size_t i = 0; i < hits.n; i++) {
		const struct area_hit *hit = &hits.list[i];

		if (!m->areas[hit->area].holds_all && hit->paths >= n - hit->paths &&
		    (!best || is_narrower(hit, best)))
			best = hit;
	}
	if (best)
		area = &m->areas[best->area];
	free(hits.list);
	return area;
}

static bool area_names_address(const struct maintainers *m, const struct area *a,
			       struct str address)
{
	struct str person;
	size_t at = 0;

	while (area_next_value(m, a, "MR", &at, &person))
		if (str_ieq(area_address(person), address))
			return true;
	return false;
}

bool maintainers_names(const struct maintainers *m, struct str paths, struct str address)
{
	struct area_hits hits;
	bool found = false;

	find_hits(m, paths, &hits);
	for (size_t i = 0; i < hits.n && !found; i++) {
		const struct area *a = &m->areas[hits.list[i].area];

		found = !a->holds_all && area_names_address(m, a, address);
	}
	free(hits.list);
	return found;
}

bool maintainers_match_area(const struct maintainers *m, const char *glob,
			    struct str paths)
{
	struct area_hits hits;
	bool found = false;

	find_hits(m, paths, &hits);
	for (size_t i = 0; i < hits.n && !found; i++)
		found = glob_matches(glob, m->areas[hits.list[i].area].title, true);
	free(hits.list);
	return found;
}

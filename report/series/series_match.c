/* SPDX-License-Identifier: MIT */
#include <stdlib.h>
#include <string.h>

#include "report/people/mailmap.h"
#include "report/series/series_keep.h"
#include "report/series/series_match.h"
#include "store/inbox/record_parts.h"
#include "report/util/glob.h"

void series_match_add(struct series_match *p, enum match_by by, const char *text)
{
	p->rules = xrealloc(p->rules, (p->n + 1) * sizeof(*p->rules));
	p->rules[p->n++] = (struct series_match_rule){ by, text };
}

void series_match_release(struct series_match *p)
{
	free(p->rules);
	*p = (struct series_match)SERIES_MATCH_INIT;
}

static bool is_mapped_person(const char *text, const struct mailmap *map, struct person p)
{
	return person_matches(p, text) || person_matches(mailmap_person(map, p), text);
}

static bool is_author(const char *text, const struct mailmap *map, const struct post *p)
{
	struct str rest = p->parts;
	struct record_part part;

	while (record_part_next(&rest, &part))
		if (is_mapped_person(text, map, (struct person){ part.name, part.addr }))
			return true;
	return is_mapped_person(text, map, mailmap_author(NULL, p));
}

/* The file of that name, or what is below the folder, as git's pathspecs have it. */
static bool is_below(struct str folder, struct str path)
{
	if (str_ends(folder, STR("/")))
		folder.len--;
	return str_starts(path, folder) &&
	       (path.len == folder.len || path.s[folder.len] == '/');
}

static bool has_path(const char *text, const struct mailmap *map, const struct post *p)
{
	struct str rest = p->paths, path;
	bool pattern = glob_is_pattern(text);

	(void)map;
	while (str_line(&rest, &path))
		if (pattern ? glob_matches(text, path, false)
			    : is_below(str_from(text), path))
			return true;
	return false;
}

static bool has_prefix(const char *text, const struct mailmap *map, const struct post *p)
{
	struct str rest = p->prefix, flag;

	(void)map;
	while (str_token(&rest, ',', &flag))
		if (str_ieq(flag, str_from(text)))
			return true;
	return false;
}

typedef bool match_fn(const char *text, const struct mailmap *, const struct post *);

static bool holds(const struct series_match_rule *rule, const struct mailmap *map,
		  const struct post *p)
{
	static match_fn *const tests[MATCH_COUNT] = {
		[MATCH_AUTHOR] = is_author,
		[MATCH_PATH] = has_path,
		[MATCH_PREFIX] = has_prefix,
	};

	return tests[rule->by](rule->text, map, p);
}

bool series_match_matches(const struct series_match *match, const struct mailmap *map,
			  const struct post *p)
{
	bool asked[MATCH_COUNT] = { false }, found[MATCH_COUNT] = { false };

	for (size_t i = 0; i < match->n; i++) {
		const struct series_match_rule *rule = &match->rules[i];

		asked[rule->by] = true;
		found[rule->by] = found[rule->by] || holds(rule, map, p);
	}
	return memcmp(asked, found, sizeof(asked)) == 0;
}

/* The newest version of the series in the window stands for all of them. */
static size_t work_of(const struct series_set *set, const struct series *s)
{
	return (size_t)((s->newer ? s->newer : s) - set->series);
}

/* Which works have a mail that matches; by index of their newest series. */
static bool *match_works(const struct selection *sel, const struct series_set *set,
			 const struct series_match *match)
{
	bool *works = xcalloc(set->n + 1, sizeof(*works));

	for (size_t i = 0; i < sel->n; i++)
		if (set->of[i] && !works[work_of(set, set->of[i])])
			works[work_of(set, set->of[i])] =
			    series_match_matches(match, sel->mailmap, &sel->posts[i]);
	return works;
}

/* Which posts of the selection a digest is made of. */
static bool *match_posts(const struct selection *sel, const struct series_set *set,
			 const struct series_match *match)
{
	bool *posts = xcalloc(sel->n + 1, sizeof(*posts));
	bool *works = match_works(sel, set, match);

	for (size_t i = 0; i < sel->n; i++)
		posts[i] = set->of[i] ? works[work_of(set, set->of[i])]
				      : series_match_matches(match, sel->mailmap,
							     &sel->posts[i]);
	free(works);
	return posts;
}

void series_match_keep(struct series_set *set, struct selection *sel,
		       const struct series_match *match)
{
	bool *posts;

	if (!match || !match->n)
		return;
	posts = match_posts(sel, set, match);
	series_keep(set, sel, posts);
	free(posts);
}

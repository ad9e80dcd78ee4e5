/* SPDX-License-Identifier: MIT */
#include <stdlib.h>
#include <string.h>

#include "report/people/mailmap.h"
#include "report/series/series_keep.h"
#include "report/series/series_match.h"
#include "store/inbox/record_parts.h"
#include "report/util/glob.h"

void series_match_add(struct series_match *p, struct series_match_rule rule)
{
	p->rules = xrealloc(p->rules, (p->n + 1) * sizeof(*p->rules));
	p->rules[p->n++] = rule;
}

void series_match_release(struct series_match *p)
{
	free(p->rules);
	*p = (struct series_match)SERIES_MATCH_INIT;
}

size_t series_match_next(const struct series_match *match, size_t from, enum match_by by,
			 bool excludes)
{
	while (from < match->n &&
	       (match->rules[from].by != by || match->rules[from].excludes != excludes))
		from++;
	return from;
}

static bool is_mapped_person(const char *text, const struct mailmap *map, struct person p)
{
	return person_matches(p, text) || person_matches(mailmap_person(map, p), text);
}

static bool is_author(const struct series_match *match, const char *text,
		      const struct mailmap *map, const struct post *p)
{
	struct str rest = p->parts;
	struct record_part part;

	(void)match;
	while (record_part_next(&rest, &part))
		if (is_mapped_person(text, map, (struct person){ part.name, part.addr }))
			return true;
	return is_mapped_person(text, map, mailmap_author(NULL, p));
}

/* The author named in the first place, or who posted the mail. */
static bool is_author_or_poster(const char *text, const struct mailmap *map,
				const struct post *p)
{
	return is_mapped_person(text, map, mailmap_author(NULL, p)) ||
	       is_mapped_person(text, map, mailmap_poster(NULL, p));
}

/* The file of that name, or what is below the folder, as git's pathspecs have it. */
static bool is_below(struct str folder, struct str path)
{
	if (str_ends(folder, STR("/")))
		folder.len--;
	return str_starts(path, folder) &&
	       (path.len == folder.len || path.s[folder.len] == '/');
}

static bool is_path(const char *text, struct str path)
{
	return glob_is_pattern(text) ? glob_matches(text, path, false)
				     : is_below(str_from(text), path);
}

static bool is_excluded_path(const struct series_match *match, struct str path)
{
	for (size_t i = 0; i < match->n; i++)
		if (match->rules[i].excludes && match->rules[i].by == MATCH_PATH &&
		    is_path(match->rules[i].text, path))
			return true;
	return false;
}

static bool has_path(const struct series_match *match, const char *text,
		     const struct mailmap *map, const struct post *p)
{
	struct str rest = p->paths, path;

	(void)map;
	while (str_line(&rest, &path))
		if (is_path(text, path) && !is_excluded_path(match, path))
			return true;
	return false;
}

static bool has_prefix(const struct series_match *match, const char *text,
		       const struct mailmap *map, const struct post *p)
{
	struct str rest = p->prefix, flag;
	bool pattern = glob_is_pattern(text);

	(void)match;
	(void)map;
	while (str_token(&rest, ',', &flag))
		if (pattern ? glob_matches(text, flag, true)
			    : str_ieq(flag, str_from(text)))
			return true;
	return false;
}

static bool has_area(const struct series_match *match, const char *text,
		     const struct mailmap *map, const struct post *p)
{
	(void)map;
	return maintainers_match_area(match->maintainers, text, p->paths);
}

typedef bool match_fn(const struct series_match *, const char *text,
		      const struct mailmap *, const struct post *);

static const struct {
	const char *name;
	match_fn *matches;
} kinds[MATCH_COUNT] = {
	[MATCH_AUTHOR] = { "author", is_author },
	[MATCH_PATH] = { "path", has_path },
	[MATCH_PREFIX] = { "prefix", has_prefix },
	[MATCH_AREA] = { "area", has_area },
};

const char *match_by_name(enum match_by by)
{
	return kinds[by].name;
}

void series_match_add_option(struct buf *b, const struct series_match_rule *rule)
{
	buf_addf(b, "--%s%s", rule->excludes ? "exclude-" : "", kinds[rule->by].name);
}

enum status series_match_check_areas(const struct series_match *match,
				     const struct maintainers *m, struct buf *why)
{
	enum status st = ST_OK;

	for (size_t i = 0; i < match->n && st == ST_OK; i++)
		if (match->rules[i].by == MATCH_AREA && !m)
			st = status_say(
			    why, ST_USAGE,
			    "--area %s wants --maintainers: a file that says which areas "
			    "there are and which files they have",
			    match->rules[i].text);
		else if (match->rules[i].by == MATCH_AREA)
			st = maintainers_check_area(m, match->rules[i].text, why);
	return st;
}

static bool has_rule(const struct series_match *match, bool excludes)
{
	for (size_t i = 0; match && i < match->n; i++)
		if (match->rules[i].excludes == excludes)
			return true;
	return false;
}

bool series_match_asks(const struct series_match *match)
{
	return has_rule(match, false);
}

bool series_match_has_exclusion(const struct series_match *match)
{
	return has_rule(match, true);
}

bool series_match_matches(const struct series_match *match, const struct mailmap *map,
			  const struct post *p)
{
	bool asked[MATCH_COUNT] = { false }, found[MATCH_COUNT] = { false };

	for (size_t i = 0; i < match->n; i++) {
		const struct series_match_rule *rule = &match->rules[i];

		if (rule->excludes)
			continue;
		asked[rule->by] = true;
		found[rule->by] =
		    found[rule->by] || kinds[rule->by].matches(match, rule->text, map, p);
	}
	return memcmp(asked, found, sizeof(asked)) == 0;
}

/*
 * As git's ":(exclude)" has it: what touches another file too is not excluded. A cover's
 * diffstat may name a file as ".../frob/main.c": the patch that touches it says which it
 * is.
 */
static bool has_excluded_paths_only(const struct series_match *match,
				    const struct post *const *mails, size_t n)
{
	bool whole = false, cut = false, patch = false;

	for (size_t i = 0; i < n; i++) {
		struct str rest = mails[i]->paths, path;

		patch = patch || (rest.len && !post_is_cover(mails[i]));
		while (str_line(&rest, &path)) {
			if (str_starts(path, STR(".../"))) {
				cut = true;
				continue;
			}
			whole = true;
			if (!is_excluded_path(match, path))
				return false;
		}
	}
	return whole && (patch || !cut);
}

bool series_match_excludes(const struct series_match *match, const struct mailmap *map,
			   const struct post *head, const struct post *const *mails,
			   size_t n)
{
	for (size_t i = 0; i < match->n; i++) {
		const struct series_match_rule *rule = &match->rules[i];

		if (!rule->excludes)
			continue;
		if (rule->by == MATCH_AUTHOR &&
		    is_author_or_poster(rule->text, map, head))
			return true;
		if (rule->by == MATCH_PREFIX && has_prefix(match, rule->text, map, head))
			return true;
	}
	return has_excluded_paths_only(match, mails, n);
}

/* The newest version of the series in the window stands for all of them. */
static size_t work_of(const struct series_set *set, const struct series *s)
{
	return (size_t)((s->newer ? s->newer : s) - set->series);
}

/* Which works have a mail that matches, and are not excluded; by index of their newest
 * series. */
static bool *match_works(const struct selection *sel, const struct series_set *set,
			 const struct series_match *match)
{
	bool *works = xcalloc(set->n + 1, sizeof(*works));

	for (size_t i = 0; i < sel->n; i++)
		if (set->of[i] && !works[work_of(set, set->of[i])])
			works[work_of(set, set->of[i])] =
			    series_match_matches(match, sel->mailmap, &sel->posts[i]);
	for (size_t i = 0; i < set->n; i++) {
		const struct series *s = &set->series[i];

		works[i] =
		    works[i] && !series_match_excludes(match, sel->mailmap, s->head,
						       s->mails, s->n_mails);
	}
	return works;
}

/* A mail of no series. */
static bool keeps_single(const struct selection *sel, const struct series_match *match,
			 const struct post *p)
{
	return series_match_matches(match, sel->mailmap, p) &&
	       !series_match_excludes(match, sel->mailmap, p, &p, 1);
}

/* Which posts of the selection a digest is made of. */
static bool *match_posts(const struct selection *sel, const struct series_set *set,
			 const struct series_match *match)
{
	bool *posts = xcalloc(sel->n + 1, sizeof(*posts));
	bool *works = match_works(sel, set, match);

	for (size_t i = 0; i < sel->n; i++)
		posts[i] = set->of[i] ? works[work_of(set, set->of[i])]
				      : keeps_single(sel, match, &sel->posts[i]);
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

bool series_match_leaves(const struct series_set *set, const struct selection *sel,
			 const struct series_match *match)
{
	bool *works = match_works(sel, set, match), any = false;

	for (size_t i = 0; i < set->n; i++)
		any = any || works[i];
	free(works);
	return any;
}

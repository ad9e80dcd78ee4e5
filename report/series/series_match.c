/* SPDX-License-Identifier: MIT */
#include <fnmatch.h>
#include <stdlib.h>
#include <string.h>

#include "report/people/mailmap.h"
#include "report/series/series_match.h"
#include "report/series/series.h"

void series_match_add(struct series_match *m, enum match_by by, const char *text)
{
	m->rules = xrealloc(m->rules, (m->n + 1) * sizeof(*m->rules));
	m->rules[m->n++] = (struct series_match_rule){ by, text };
}

void series_match_release(struct series_match *m)
{
	free(m->rules);
	*m = (struct series_match)SERIES_MATCH_INIT;
}

static bool is_pattern(const char *text)
{
	return strpbrk(text, "*?[") != NULL;
}

/* The length of a path (PATH_MAX): bounds the time that a pattern takes. */
#define GLOB_MAX 4096

static bool match_pattern(const char *pattern, struct str text, int flags)
{
	char copy[GLOB_MAX];

	if (text.len >= sizeof(copy) || memchr(text.s, '\0', text.len))
		return false;
	memcpy(copy, text.s, text.len);
	copy[text.len] = '\0';
	return fnmatch(pattern, copy, flags) == 0;
}

static bool is_person(const char *text, struct person p)
{
	struct buf line = BUF_INIT;
	bool is;

	author_line(&line, p.name, p.addr);
	if (is_pattern(text))
		is = match_pattern(text, p.name, FNM_CASEFOLD) ||
		     match_pattern(text, p.addr, FNM_CASEFOLD) ||
		     match_pattern(text, buf_str(&line), FNM_CASEFOLD);
	else
		is = str_ifind(buf_str(&line), str_from(text)) < line.len;
	buf_release(&line);
	return is;
}

static bool matches_author(const char *text, const struct mailmap *map,
			   const struct post *p)
{
	return is_person(text, mailmap_author(NULL, p)) ||
	       is_person(text, mailmap_author(map, p));
}

/* The path is that file, or lies in that folder, as with git's pathspecs. */
static bool is_below(struct str folder, struct str path)
{
	if (str_ends(folder, STR("/")))
		folder.len--;
	return str_starts(path, folder) &&
	       (path.len == folder.len || path.s[folder.len] == '/');
}

static bool matches_path(const char *text, const struct mailmap *map,
			 const struct post *p)
{
	struct str rest = p->paths, path;
	bool pattern = is_pattern(text);

	(void)map;
	while (str_line(&rest, &path))
		if (pattern ? match_pattern(text, path, 0)
			    : is_below(str_from(text), path))
			return true;
	return false;
}

static bool matches_prefix(const char *text, const struct mailmap *map,
			   const struct post *p)
{
	struct str rest = p->prefix, flag;

	(void)map;
	while (str_token(&rest, ',', &flag))
		if (str_ieq(flag, str_from(text)))
			return true;
	return false;
}

typedef bool match_fn(const char *text, const struct mailmap *, const struct post *);

static bool rule_holds(const struct series_match_rule *rule, const struct mailmap *map,
		       const struct post *p)
{
	static match_fn *const tests[MATCH_COUNT] = {
		[MATCH_AUTHOR] = matches_author,
		[MATCH_PATH] = matches_path,
		[MATCH_PREFIX] = matches_prefix,
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
		found[rule->by] = found[rule->by] || rule_holds(rule, map, p);
	}
	return memcmp(asked, found, sizeof(asked)) == 0;
}

/* The index of the newest version in the window. */
static size_t newest_version(const struct series_set *set, const struct series *s)
{
	return (size_t)((s->newer ? s->newer : s) - set->series);
}

/* Which series have a version with a mail that matches; by newest_version(). */
static bool *match_versions(const struct selection *sel, const struct series_set *set,
			    const struct series_match *match)
{
	bool *matches = xcalloc(set->n + 1, sizeof(*matches));

	for (size_t i = 0; i < sel->n; i++)
		if (set->of[i] && !matches[newest_version(set, set->of[i])])
			matches[newest_version(set, set->of[i])] =
			    series_match_matches(match, sel->mailmap, &sel->posts[i]);
	return matches;
}

enum status series_match_apply(struct selection *sel, const struct series_match *match)
{
	struct series_set set;
	enum status st;
	size_t n = 0;
	bool *matches;

	if (!match->n)
		return ST_OK;
	st = series_build(&set, sel);
	matches = match_versions(sel, &set, match);
	for (size_t i = 0; i < sel->n; i++)
		if (set.of[i] ? matches[newest_version(&set, set.of[i])]
			      : series_match_matches(match, sel->mailmap, &sel->posts[i]))
			sel->posts[n++] = sel->posts[i];
	sel->n = n;
	free(matches);
	series_release(&set);
	return st;
}

/* SPDX-License-Identifier: MIT */
#include "report/series/series_match_text.h"
#include "report/util/reader_text.h"

/* Kinds of rules: those that ask for series, then those that exclude. */
#define KINDS (2 * MATCH_COUNT)

/* series_match_next() by the number of a kind. */
static size_t next_rule(const struct series_match *match, size_t from, int kind)
{
	return series_match_next(match, from, (enum match_by)(kind % MATCH_COUNT),
				 kind >= MATCH_COUNT);
}

/* "author jane@ or joe@" */
static void add_rules(struct buf *b, const struct series_match *match, size_t i, int kind)
{
	buf_addf(b, "%s%s ", match->rules[i].excludes ? "without " : "",
		 match_by_name(match->rules[i].by));
	reader_text_add(b, str_from(match->rules[i].text), false);
	while ((i = next_rule(match, i + 1, kind)) < match->n) {
		buf_addstr(b, " or ");
		reader_text_add(b, str_from(match->rules[i].text), false);
	}
}

void series_match_add_text(struct buf *b, const struct series_match *match)
{
	const char *before = "Only: ";

	for (int kind = 0; match && kind < KINDS; kind++) {
		size_t i = next_rule(match, 0, kind);

		if (i == match->n)
			continue;
		buf_addstr(b, before);
		add_rules(b, match, i, kind);
		before = "; ";
	}
}

/* Returns whether the rules of a kind alone leave some series, or there is no such rule.
 */
static bool kind_leaves(const struct series_match *match, int kind,
			const struct series_set *set, const struct selection *sel)
{
	struct series_match only = SERIES_MATCH_INIT;
	bool leaves;

	only.maintainers = match->maintainers;
	for (size_t i = 0; (i = next_rule(match, i, kind)) < match->n; i++)
		series_match_add(&only, match->rules[i]);
	leaves = !only.n || series_match_leaves(set, sel, &only);
	series_match_release(&only);
	return leaves;
}

/* Returns the kind of rules that alone leaves no series; KINDS if it isn't one kind. */
static int find_cause(const struct series_match *match, const struct series_set *set,
		      const struct selection *sel)
{
	int cause = KINDS, n = 0;

	for (int kind = 0; kind < KINDS; kind++)
		if (!kind_leaves(match, kind, set, sel)) {
			cause = kind;
			n++;
		}
	return n == 1 ? cause : KINDS;
}

/* "--author jane@ or --author joe@", and before them `before`. Returns whether there is a
 * rule of that kind. */
static bool add_options(struct buf *b, const struct series_match *match, int kind,
			const char *before)
{
	size_t start = b->len;

	for (size_t i = 0; (i = next_rule(match, i, kind)) < match->n; i++) {
		buf_addstr(b, before);
		series_match_add_option(b, &match->rules[i]);
		buf_addf(b, " %s", match->rules[i].text);
		before = " or ";
	}
	return b->len > start;
}

static size_t count_series(const struct series_set *set)
{
	size_t n = 0;

	for (size_t i = 0; i < set->n; i++)
		n += !set->series[i].newer;
	return n;
}

void series_match_add_unmatched(struct buf *b, const struct series_match *match,
				const struct series_set *set, const struct selection *sel)
{
	const char *before = "";
	bool excludes = false;
	int cause;

	if (!match || !match->n || series_match_leaves(set, sel, match))
		return;
	cause = find_cause(match, set, sel);
	for (int kind = 0; kind < KINDS; kind++) {
		if ((cause != KINDS && cause != kind) ||
		    !add_options(b, match, kind, before))
			continue;
		before = *before ? " and " : " with ";
		excludes = kind >= MATCH_COUNT;
	}
	buf_addf(b, " %s no series in this window (%zu series there)",
		 excludes ? "leaves" : "matches", count_series(set));
}

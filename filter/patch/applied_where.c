/* SPDX-License-Identifier: MIT */
#include "filter/patch/applied_where.h"
#include "store/util/array.h"

#define IS(word, list) str_is_any(word, list, ARRAY_SIZE(list))
/* A word between blanks. */
struct token {
	struct str name; /* without quotes, brackets and punctuation at its ends */
	bool opens;	 /* a bracket precedes it */
	bool closes;	 /* a bracket follows */
	bool ends;	 /* punctuation follows */
	bool call;	 /* "f()" */
};

static const char places[][LISTED_ROOM] = { "to", "into", "in", "onto", "on" };
/* "applied to net", but not "in order" */
static const char goals[][LISTED_ROOM] = { "to", "into", "onto" };
static const char vague[][LISTED_ROOM] = {
	"it",	"this",	    "that", "these", "them", "both",  "all",   "everything",
	"mine", "mainline", "tree", "test",  "help", "avoid", "trees", "upstream",
};
static const char fillers[][LISTED_ROOM] = { "the", "my", "our", "its", "git", "branch" };
static const char branches[][LISTED_ROOM] = { "next",  "master", "main",    "queue",
					      "fixes", "devel",	 "staging", "for-next" };
static const char followers[][LISTED_ROOM] = { "for",	 "as",	"with",	  "and",   "now",
					       "thanks", "by",	"branch", "thank", "but",
					       "tree",	 "too", "instead" };

static bool is_edge(char c)
{
	return !is_alpha(c) && !is_digit(c) && c != '~' && (unsigned char)c < 0x80;
}

static bool next_token(struct str *s, struct token *t)
{
	struct str raw;
	size_t n = 0, end;

	*s = str_ltrim(*s);
	while (n < s->len && !is_blank(s->s[n]))
		n++;
	raw = str_sub(*s, 0, n);
	*s = str_sub(*s, n, s->len);
	*t = (struct token){ .opens = str_starts(raw, STR("(")) };
	t->call = str_find(raw, STR("()")) < raw.len;
	while (raw.len && is_edge(raw.s[0]))
		raw = str_sub(raw, 1, raw.len);
	for (end = raw.len; end > 0 && is_edge(raw.s[end - 1]);)
		end--;
	t->name = str_sub(raw, 0, end);
	t->name = str_sub(t->name, 0, str_chr(t->name, '[')); /* "frob/next[1]" */
	for (size_t i = end; i < raw.len; i++)
		t->ends |= str_chr(STR("`'\"/"), raw.s[i]) == 4;
	t->closes = str_rchr(raw, ')') < raw.len;
	t->ends |= !t->name.len; /* a dash */
	return n > 0;
}

static bool is_url(struct str w)
{
	return str_find(w, STR("://")) < w.len;
}

/* "6.1", "v6.1-rc2" */
static bool is_release(struct str w)
{
	if (w.len && (w.s[0] == 'v' || w.s[0] == '-'))
		w = str_sub(w, 1, w.len);
	return w.len && is_digit(w.s[0]) && str_chr(w, '/') == w.len;
}

/* It looks like a tree's or a branch's name, not like a word of a sentence. */
static bool is_name(const struct token *t)
{
	struct str w = t->name;

	if (t->call || is_release(w))
		return false;
	for (size_t i = 0; i < w.len; i++)
		if (w.s[i] == '/' || w.s[i] == '-' || w.s[i] == '_' || w.s[i] == '.' ||
		    is_digit(w.s[i]))
			return true;
	return false;
}

static bool is_number_list(struct str w)
{
	for (size_t i = 0; i < w.len; i++)
		if (!is_digit(w.s[i]) && w.s[i] != '-')
			return false;
	return true;
}

/*
 * Passes over what stands before the place: "patches 1, 2", "it", "(with a fix)".
 * Returns false if the clause ends before there is a place. A URL needs no "to": *t is
 * the URL then. *goal: the place is where the patches went to.
 */
static bool find_place(struct str *s, struct token *t, bool *goal)
{
	bool inside = false; /* brackets */

	while (next_token(s, t)) {
		struct str rest = *s;
		struct token next;

		inside |= t->opens;
		if (!inside && is_url(t->name))
			return true;
		if (!inside && IS(t->name, places) && next_token(&rest, &next) &&
		    !str_ieq(next.name, STR("top"))) {
			*goal = IS(t->name, goals);
			return next_token(s, t);
		}
		if (!inside && t->ends && t->name.len && !is_number_list(t->name))
			return false;
		inside = inside && !t->closes;
	}
	return false;
}

/* The word after the name may be "branch", or the branch of that tree. */
static void read_next(struct applied_where *where, const struct token *name, struct str s)
{
	struct token next, of;
	bool any = next_token(&s, &next) && !name->ends;

	if (any && str_ieq(next.name, STR("branch"))) {
		*where = (struct applied_where){ STR_EMPTY, name->name };
		if (!next.ends && next_token(&s, &of) &&
		    (str_ieq(of.name, STR("of")) || str_ieq(of.name, STR("in")))) {
			while (next_token(&s, &of) && IS(of.name, fillers))
				;
			where->tree = of.name;
		}
	} else if (any && !is_url(next.name) &&
		   (is_name(&next) || IS(next.name, branches) ||
		    (next.opens && next.closes)) &&
		   !IS(next.name, followers)) {
		*where = (struct applied_where){ name->name, next.name };
	} else if (IS(name->name, branches)) {
		*where = (struct applied_where){ STR_EMPTY, name->name };
	} else {
		*where = (struct applied_where){ name->name, STR_EMPTY };
	}
}

/* "net" */
static bool is_plain_name(struct str w)
{
	for (size_t i = 0; i < w.len; i++)
		if ((w.s[i] < 'a' || w.s[i] > 'z') && !is_digit(w.s[i]))
			return false;
	return w.len > 1 && !IS(w, vague) && !IS(w, branches) && !IS(w, fillers) &&
	       !is_release(w);
}

/* A plain word is a name where nothing but a name can stand. */
static bool stands_as_name(const struct token *t, struct str s, bool goal)
{
	struct token next;
	bool any = next_token(&s, &next) && !t->ends;

	if (any &&
	    (str_ieq(next.name, STR("tree")) || str_ieq(next.name, STR("branch")) ||
	     (next.opens && next.closes) || IS(next.name, branches) ||
	     (is_name(&next) && str_chr(next.name, '/') < next.name.len)))
		return true;
	if (!any && goal && is_plain_name(t->name))
		return true;
	return IS(t->name, branches) && (!any || IS(next.name, followers));
}

struct applied_where applied_where_read(struct str after)
{
	struct applied_where where = { STR_EMPTY, STR_EMPTY };
	struct token name;
	bool goal = false;

	if (!find_place(&after, &name, &goal))
		return where;
	while (IS(name.name, fillers) && !name.ends)
		if (!next_token(&after, &name))
			return where;
	if (is_name(&name) || is_url(name.name) || stands_as_name(&name, after, goal))
		read_next(&where, &name, after);
	return where;
}
